/** The syntax of yarn.lock version 1: `key, "other key":` at the margin, and below it `name value` with any of the two in quotes. */

import type { ManifestFault } from '../../model/manifest.ts';
import type { YamlLine } from '../../text/yaml-lines.ts';

/** Faults behind the first ones say nothing new. */
const MOST_FAULTS = 20;

/** The text inside quotes that open at `from`, or the word there; and where either ends. JSON's escapes count. */
function readWord(line: string, from: number): { readonly word: string; readonly start: number; readonly end: number } {
  if (line.charAt(from) !== '"') {
    const space = line.indexOf(' ', from);
    const end = space === -1 ? line.length : space;
    return { word: line.slice(from, end), start: from, end };
  }
  let close = from + 1;
  while (close < line.length && line.charAt(close) !== '"') close += line.charAt(close) === '\\' ? 2 : 1;
  const end = Math.min(close, line.length);
  return { word: line.slice(from + 1, end).replace(/\\(.)/g, '$1'), start: from + 1, end: end + 1 };
}

/** The first key of `"a@^1", b@^2:`, and where it stands. */
function readKey(line: string, lineStart: number): Pick<YamlLine, 'key' | 'at' | 'valueAt'> {
  const { word, start } = readWord(line.slice(0, line.lastIndexOf(':')), 0);
  const key = word.replace(/,$/, '');
  const at = { start: lineStart + start, end: lineStart + start + key.length };
  return { key, at, valueAt: at.end };
}

/** The entries of a lockfile by their first key, with their properties (not what they depend on), and the lines that could not be read. */
export function readYarnLines(text: string): {
  readonly entries: readonly YamlLine[];
  readonly faults: readonly ManifestFault[];
} {
  const entries: (YamlLine & { readonly members: YamlLine[] })[] = [];
  const faults: ManifestFault[] = [];
  const fail = (line: number, message: string) => faults.length < MOST_FAULTS && faults.push({ line, message });
  let lineStart = 0;
  let open = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    const first = line.charAt(0);
    const entry = entries.at(-1);
    if (line === '' || first === '#') {
      // Nothing to read.
    } else if (first !== ' ') {
      open = line.endsWith(':') && /[@/]/.test(line);
      if (open) {
        entries.push({ ...readKey(line, lineStart), value: null, members: [] });
      } else fail(index + 1, 'this line begins no entry of a yarn.lock, so it and what belongs to it were left out');
    } else if (open && entry !== undefined && /^ {2}[^ ]/.test(line)) {
      const { word: key, start, end } = readWord(line, 2);
      const value = end + 1 < line.length ? readWord(line, end + 1).word : null;
      const at = { start: lineStart + start, end: lineStart + start + key.length };
      entry.members.push({ key, at, value, valueAt: lineStart + end + 1, members: [] });
    }
    lineStart += raw.length + 1;
  }
  return { entries, faults };
}
