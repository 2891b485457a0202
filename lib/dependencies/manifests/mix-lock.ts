/**
 * mix.lock of Elixir: a map of tuples, `"name": {:hex, :name, "1.0.0", "digest", [:mix], [dependencies], "repository", "digest of
 * the archive"}` or `{:git, "address", "commit", [options]}`.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { type CodeToken, readCodeTokens } from './code-tokens.ts';
import { finish, notTheFormat } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

const isSign = (token: CodeToken | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;

/** The first token of each element of the tuple that opens at `open`, and the index behind it. */
function readTuple(
  tokens: readonly CodeToken[],
  open: number,
): { readonly elements: CodeToken[]; readonly next: number } {
  const elements: CodeToken[] = [];
  let depth = 0;
  let isFirst = false;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === 'end') continue;
    if (depth === 1 && isFirst) {
      elements.push(token);
      isFirst = false;
    }
    if (token.kind !== 'sign') continue;
    if ('{[('.includes(token.text) && ++depth === 1) isFirst = true;
    else if ('}])'.includes(token.text) && --depth === 0) return { elements, next: index + 1 };
    else if (token.text === ',' && depth === 1) isFirst = true;
  }
  return { elements, next: tokens.length };
}

const textOf = (token: CodeToken | undefined): string | null =>
  token?.kind === 'string' || token?.kind === 'symbol' ? token.text : null;

function addEntry(key: CodeToken, [kind, ...rest]: readonly CodeToken[], draft: PlacedDraft): boolean {
  const { text: alias, at } = key;
  const [first, second, inner, , , , outer] = rest.map(textOf);
  if (kind?.text === 'hex' && first && second) {
    const repository = textOf(rest[5]);
    const digest = outer ?? inner;
    draft.add({
      name: first,
      ...(first === alias ? {} : { alias }),
      version: second,
      resolved: repository === null || repository === 'hexpm' ? null : repository,
      integrity: digest ? [`sha256:${digest}`] : [],
      direct: false,
      at,
    });
  } else if (kind?.text === 'git' && first) {
    draft.add({ name: alias, source: 'git', resolved: gitAddress(first, second ?? null), direct: false, at });
  } else if (kind?.text === 'path') {
    draft.add({ name: alias, source: 'file', resolved: first ?? null, direct: false, at });
  } else return false;
  return true;
}

/** The index of the first token on a later line. */
function nextLine(tokens: readonly CodeToken[], index: number, text: string): number {
  const newline = text.indexOf('\n', tokens[index]?.at.start ?? 0);
  let next = index + 1;
  while (next < tokens.length && newline !== -1 && (tokens[next]?.at.start ?? 0) < newline) next++;
  return newline === -1 ? tokens.length : next;
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Hex', text);
  const tokens = readCodeTokens(text, 'elixir').filter(({ kind }) => kind !== 'end');
  if (tokens.length > 0 && !(isSign(tokens[0], '%') && isSign(tokens[1], '{'))) return notTheFormat('a mix.lock file');
  for (let index = 2; index < tokens.length; ) {
    const key = tokens[index];
    const isKey = (key?.kind === 'string' || key?.kind === 'word') && isSign(tokens[index + 2], '{');
    if (key === undefined || !isKey || !(isSign(tokens[index + 1], ':') || isSign(tokens[index + 1], '=>'))) {
      if (key !== undefined && key.kind !== 'string' && !isSign(key, ',') && !isSign(key, '}')) {
        draft.faultAt(key.at.start, 'this is no entry that Mix writes');
        index = nextLine(tokens, index, text);
      } else index++;
      continue;
    }
    const { elements, next } = readTuple(tokens, index + 2);
    if (!addEntry(key, elements, draft)) {
      draft.faultAt(key.at.start, 'this entry is of no kind that Mix writes');
    }
    index = next;
  }
  if (tokens.length > 0 && !isSign(tokens.at(-1), '}')) draft.faultAt(text.length, 'the map is not closed');
  return finish(draft);
}

export const mixLock: ManifestFormat = {
  ecosystem: 'Hex',
  role: 'lockfile',
  description: 'packages that Mix chose, with their digests',
  parse,
};
