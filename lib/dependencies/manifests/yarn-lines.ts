/** The syntax of yarn.lock version 1: `key, "other key":` at the margin, and below it `name value` with any of the two in quotes. */

import type { ManifestFault } from '../../model/manifest.ts';
import { stringEnd } from '../../text/json-tree.ts';
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
  const close = stringEnd(line, from + 1);
  const end = close === -1 ? line.length : close;
  const raw = line.slice(from + 1, end);
  return { word: raw.includes('\\') ? raw.replace(/\\(.)/g, '$1') : raw, start: from + 1, end: end + 1 };
}

/** The first key of `"a@^1", b@^2:`, and where it stands. */
function readKey(line: string, lineStart: number): Pick<YamlLine, 'key' | 'at' | 'valueAt'> {
  const { word, start } = readWord(line.slice(0, line.lastIndexOf(':')), 0);
  const key = word.replace(/,$/, '');
  const at = { start: lineStart + start, end: lineStart + start + key.length };
  return { key, at, valueAt: at.end };
}

type Entry = YamlLine & { readonly members: YamlLine[] };

/** A property of an entry: a line that is indented by two spaces. */
function readMember(line: string, lineStart: number): YamlLine {
  const { word: key, start, end } = readWord(line, 2);
  const value = end + 1 < line.length ? readWord(line, end + 1).word : null;
  const at = { start: lineStart + start, end: lineStart + start + key.length };
  return { key, at, value, valueAt: lineStart + end + 1, members: [] };
}

const [SPACE, HASH] = [0x20, 0x23];

/** The entries of a lockfile by their first key, with their properties (not what they depend on), and the lines that could not be read. */
export function readYarnLines(text: string): {
  readonly entries: readonly YamlLine[];
  readonly faults: readonly ManifestFault[];
} {
  const entries: Entry[] = [];
  const faults: ManifestFault[] = [];
  let open: Entry | null = null;
  for (let start = 0, number = 1, end = 0; start < text.length; start = end + 1, number++) {
    const newline = text.indexOf('\n', start);
    end = newline === -1 ? text.length : newline;
    const first = text.charCodeAt(start);
    if (first === HASH || (first === SPACE && (open === null || text.startsWith('   ', start)))) continue;
    const line = text.slice(start, end).trimEnd();
    if (line === '') continue;
    if (first === SPACE) {
      if (line.length > 2 && line.startsWith('  ')) open?.members.push(readMember(line, start));
    } else if (line.endsWith(':') && /[@/]/.test(line)) {
      open = { ...readKey(line, start), value: null, members: [] };
      entries.push(open);
    } else {
      open = null;
      const message = 'this line begins no entry of a yarn.lock, so it and what belongs to it were left out';
      if (faults.length < MOST_FAULTS) faults.push({ line: number, message });
    }
  }
  return { entries, faults };
}
