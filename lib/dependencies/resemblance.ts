/** How one name can look like another: the same to the eye, or one slip of the finger away. Pure functions of canonical names. */

/** Letters of other scripts that look like Latin ones, after the confusables of Unicode's UTS 39; those that names are squatted with. */
const FOREIGN: Readonly<Record<string, string>> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  с: 'c',
  ϲ: 'c',
  ԁ: 'd',
  е: 'e',
  ҽ: 'e',
  ɡ: 'g',
  һ: 'h',
  і: 'i',
  ı: 'i',
  ι: 'i',
  ј: 'j',
  ӏ: 'l',
  ո: 'n',
  о: 'o',
  ο: 'o',
  օ: 'o',
  р: 'p',
  ρ: 'p',
  ѕ: 's',
  υ: 'u',
  ս: 'u',
  ν: 'v',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  ү: 'y',
  ᴢ: 'z',
};

const toLatin = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : text.normalize('NFKC').replace(/[^ -~]/g, letter => FOREIGN[letter] ?? letter);

export const withoutSeparators = (name: string): string => name.toLowerCase().replace(/[-_.@/ ]+/g, '');

/**
 * What the eye takes a name for: case, separators, the `@` and `/` of scopes and the difference between characters that look
 * alike (0 and o, 1 and l, rn and m, vv and w, Cyrillic and Greek letters) are gone.
 */
export const skeletonOf = (name: string): string =>
  withoutSeparators(toLatin(name.replaceAll('I', 'l')))
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters that touch on a keyboard, on which the rows stand half a key apart. */
const NEIGHBOURS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row, number) =>
    [...row].flatMap((key, place) =>
      [row[place + 1], ROWS[number + 1]?.[place], ROWS[number + 1]?.[place - 1]].flatMap(other =>
        other === undefined ? [] : [key + other, other + key],
      ),
    ),
  ),
);

/**
 * What leads from one name to another in one step. `swap`: two letters changed places; `repeat`: a letter is doubled, or a
 * double one single; `neighbour`: a letter gave way to one beside it on the keyboard; `plural`: an s at the end.
 */
export type Edit = 'swap' | 'repeat' | 'neighbour' | 'plural' | 'insertion' | 'deletion' | 'substitution';

/** `at` is the offset of the edit in the name that is right. */
export type Step = { readonly edit: Edit; readonly at: number; readonly letters: string };

function stepOfInsertion(short: string, long: string, at: number, edit: Edit): Step | null {
  if (long.slice(at + 1) !== short.slice(at)) return null;
  const letter = long[at] ?? '';
  if (letter === long[at - 1]) return { edit: 'repeat', at, letters: letter };
  if (at === short.length && letter === 's') return { edit: 'plural', at, letters: letter };
  return { edit, at, letters: letter };
}

/** The one step from `right` to `wrong` (optimal string alignment at distance 1), or null where it takes more, or none. */
export function stepBetween(right: string, wrong: string): Step | null {
  const longer = wrong.length - right.length;
  if (longer < -1 || longer > 1 || right === wrong) return null;
  let at = 0;
  while (at < right.length && right[at] === wrong[at]) at++;
  if (longer === 1) return stepOfInsertion(right, wrong, at, 'insertion');
  if (longer === -1) return stepOfInsertion(wrong, right, at, 'deletion');
  const [was, is] = [right[at] ?? '', wrong[at] ?? ''];
  if (right.slice(at + 1) === wrong.slice(at + 1)) {
    return { edit: NEIGHBOURS.has(was + is) ? 'neighbour' : 'substitution', at, letters: was + is };
  }
  const swapped = was === wrong[at + 1] && is === right[at + 1] && right.slice(at + 2) === wrong.slice(at + 2);
  return swapped ? { edit: 'swap', at, letters: was + is } : null;
}
