/** Path expressions as globs, where they say no more than a glob can: an ending, or the name of a file. */

const NAME = String.raw`(?:[\w-]|\\\.)+`;
const ENDING = new RegExp(String.raw`^\\\.(?:(${NAME})|\((?:\?:)?((?:${NAME}\|?)+)\))\$$`);
const FILE = new RegExp(String.raw`^(?:\(\?:\^\|\/\)|\(\^\|\/\)|\/)(${NAME})\$$`);

const unescapeDots = (text: string): string => text.replaceAll('\\.', '.');

/** The globs that a path expression stands for, or null where no glob says the same. */
export function globsOf(expression: string): string[] | null {
  const plain = expression.replace(/^\(\?i\)/, '');
  const [, one, several] = ENDING.exec(plain) ?? [];
  const endings = one === undefined ? several?.split('|').filter(Boolean) : [one];
  if (endings !== undefined) return endings.map(ending => `*.${unescapeDots(ending)}`);
  const name = FILE.exec(plain)?.[1];
  return name === undefined ? null : [unescapeDots(name)];
}
