/** What stands in braces and brackets within one line of YAML. */

import type { Span } from '../model/span.ts';
import type { YamlLine } from './yaml-lines.ts';
import { closingQuote, isQuote, readKey, skipSpaces, unquote } from './yaml-scalars.ts';

/** The parts of `{…}` or `[…]` by commas that stand in no quotes and no further brackets, as offsets into `text`. */
function splitFlow(text: string, from: number, end: number): Span[] {
  const parts: Span[] = [];
  let start = from;
  let depth = 0;
  let before = ',';
  for (let at = from; at < end; at++) {
    const here = text.charAt(at);
    if (isQuote(here) && ',:[{'.includes(before)) {
      const close = closingQuote(text, at, end);
      if (close === -1) break;
      at = close;
    } else if (here === '{' || here === '[') depth++;
    else if (here === '}' || here === ']') depth--;
    else if (here === ',' && depth === 0) {
      parts.push({ start, end: at });
      start = at + 1;
    }
    if (here !== ' ') before = here;
  }
  parts.push({ start, end });
  return parts;
}

function readFlowPart(text: string, part: Span): YamlLine {
  const from = skipSpaces(text, part.start, part.end);
  const end = part.start + text.slice(part.start, part.end).trimEnd().length;
  const reading = { text, lineEnd: Math.max(from, end) };
  const { key, at, colon } = readKey(reading, from) ?? {
    key: '',
    at: { start: from, end: reading.lineEnd },
    colon: from - 1,
  };
  const valueAt = skipSpaces(text, colon + 1, reading.lineEnd);
  const raw = text.slice(valueAt, reading.lineEnd);
  const quoted = isQuote(raw.charAt(0)) && closingQuote(raw, 0, raw.length) === raw.length - 1;
  return { key, at, value: quoted ? unquote(raw) : raw, valueAt, members: [] };
}

/** A usual entry inside braces: plain text on both sides. */
const USUAL_PART = / *([^\s:,'"{}[\]]+): +([^\s,'"{}[\]][^,'"{}[\]\n]*)(?:,|$)/y;

/** The members of braces that hold nothing but usual entries, else null. */
function readUsualFlow(text: string, from: number, end: number): YamlLine[] | null {
  const inner = text.slice(from, end);
  const members: YamlLine[] = [];
  for (USUAL_PART.lastIndex = 0; USUAL_PART.lastIndex < inner.length; ) {
    const begin = USUAL_PART.lastIndex;
    const match = USUAL_PART.exec(inner);
    if (match === null) return null;
    const [all, key = '', value = ''] = match;
    const start = from + begin + all.indexOf(key);
    const valueAt = from + begin + all.indexOf(value, all.indexOf(': ') + 1);
    members.push({ key, at: { start, end: start + key.length }, value: value.trimEnd(), valueAt, members: [] });
  }
  return members;
}

/** What stands under a key: its members, or those inside its braces or brackets. */
export function yamlMembers(text: string, node: YamlLine | undefined): readonly YamlLine[] {
  if (node === undefined || node.members.length > 0 || node.value === null) return node?.members ?? [];
  if (!/^[[{]/.test(node.value) || !/^[[{]/.test(text.charAt(node.valueAt))) return [];
  const end = node.valueAt + node.value.length - 1;
  return (
    readUsualFlow(text, node.valueAt + 1, end) ??
    splitFlow(text, node.valueAt + 1, end)
      .map(part => readFlowPart(text, part))
      .filter(({ key, value }) => key !== '' || value !== '')
  );
}

/** The entry of that name; the last of several counts. */
export const yamlMember = (members: readonly YamlLine[], key: string): YamlLine | undefined =>
  members.findLast(member => member.key === key);
