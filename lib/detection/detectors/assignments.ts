/**
 * Finds passwords, secrets, keys, tokens and credentials by the name they are assigned to, in code, configuration, commands
 * and documents. Starts at the keywords of such names; nearly all of them are turned away on bytes.
 */

import type { Match } from '../../model/match.ts';
import { isCallOfInterest, readCallOf, withoutMethod } from '../assignment/calls.ts';
import { readCommand } from '../assignment/commands.ts';
import type { Context, RightSide } from '../assignment/context.ts';
import type { CredentialName } from '../assignment/name.ts';
import { readCredentialName } from '../assignment/name.ts';
import type { Place } from '../assignment/place.ts';
import { createPlace, endOfName, isOtherWord, readPlace } from '../assignment/place.ts';
import { refuseForm } from '../assignment/reference.ts';
import { readRightSide } from '../assignment/right-side.ts';
import { ASSIGNMENT_RULES } from '../assignment/rules.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { syntaxOf } from '../assignment/syntax.ts';
import type { TextView } from '../text-view.ts';

const REACH_BEFORE = 400;
const REACH_BEHIND = 700;
const MINUS = 45;
const P = 112;
const S = 115;
const H = 104;
const OPEN = 40;
const QUOTE = 39;
const NEWLINE = 10;
const REMEMBERED = 4096;

export type AssignmentDetector = (view: TextView) => Match[];

/**
 * Creates the detector. `isNameKeyword` holds a 1 for each keyword number of the view's hits that is one of `NAME_KEYWORDS`.
 * Matches in the chunk's context are among what it returns.
 */
export function createAssignmentDetector(isNameKeyword: Uint8Array): AssignmentDetector {
  const place = createPlace();
  const names = new Map<string, CredentialName | null>();
  const nameOf = (text: string): CredentialName | null => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= REMEMBERED) names.clear();
    const name = readCredentialName(/[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text);
    names.set(text, name);
    return name;
  };
  return view => {
    const { bytes, hits } = view;
    const matches: Match[] = [];
    let last = -1;
    for (let hit = 0; hit < hits.count; hit++) {
      if (isNameKeyword[hits.keywords[hit] as number] !== 1) continue;
      const start = hits.starts[hit] as number;
      pushMatch(matches, examineCommand(view, start));
      if (isOtherWord(bytes, start)) continue;
      const end = endOfName(bytes, start);
      if (end === last || end === -1) continue;
      last = end;
      if (readPlace(bytes, start, end, place)) pushMatch(matches, examine(view, place, nameOf));
    }
    return matches;
  };
}

function pushMatch(matches: Match[], match: Match | null): void {
  if (match !== null) matches.push(match);
}

const textOf = (bytes: Buffer, start: number, end: number): string => bytes.toString('latin1', start, end);

/** The letter behind the first of `curl`, `mysql`, `identified by` and the `pass` of `sshpass`, by that first letter. */
const COMMAND_STARTS = new Uint8Array(256);
for (const [first, second] of ['cu', 'my', 'id', 'pa']) {
  const letter = second?.charCodeAt(0) ?? 0;
  COMMAND_STARTS[first?.charCodeAt(0) ?? 0] = letter;
  COMMAND_STARTS[first?.toUpperCase().charCodeAt(0) ?? 0] = letter;
}

function isBehindSsh(bytes: Buffer, start: number): boolean {
  return start >= 3 && bytes[start - 3] === S && bytes[start - 2] === S && bytes[start - 1] === H;
}

function examineCommand(view: TextView, start: number): Match | null {
  const { bytes } = view;
  if (COMMAND_STARTS[bytes[start] as number] !== ((bytes[start + 1] as number) | 32)) return null;
  const isPass = ((bytes[start] as number) | 32) === P;
  if (isPass && !isBehindSsh(bytes, start)) return null;
  const from = isPass ? start - 3 : start;
  const side = readCommand(textOf(view.bytes, from, Math.min(bytes.length, from + REACH_BEFORE)));
  if (side === null) return null;
  const value = { start: from + side.start, end: from + side.end };
  if (refuseForm(textOf(bytes, value.start, value.end)) !== null) return null;
  return toMatch('password', { start: from, end: value.end }, value, 'password');
}

/** Whether a name and a value with nothing but blanks between them may be an option, a directive, a statement or a typed constant. */
function mayBeLoose(bytes: Buffer, place: Place, syntax: Syntax): boolean {
  const byte = bytes[place.operator] as number;
  if (bytes[place.start] === MINUS || byte === 34 || byte === 39 || byte === 96) return true;
  if (place.quoted) return (byte | 32) === 118;
  if (syntax !== 'code') return true;
  const next = bytes[place.operator + 1] as number;
  if ((byte | 32) === 97) return (next | 32) === 115 && bytes[place.operator + 2] === 32;
  return (byte | 32) === 115 && next === 116 && bytes[place.operator + 2] === 114;
}

/** Where the line begins that holds byte `from`, at most 400 bytes before it. */
function startOfLine(bytes: Buffer, from: number): number {
  const least = Math.max(0, from - REACH_BEFORE);
  let start = from;
  while (start > least && bytes[start - 1] !== NEWLINE) start -= 1;
  return start;
}

function contextOf(bytes: Buffer, place: Place, syntax: Syntax, name: string): Context {
  const most = Math.min(bytes.length, place.end + REACH_BEHIND);
  return {
    syntax,
    before: textOf(bytes, startOfLine(bytes, place.start), place.start),
    name,
    after: textOf(bytes, place.end, most),
    operator: place.operator - place.end,
    quoted: place.quoted,
    loose: place.loose,
  };
}

function examine(view: TextView, place: Place, nameOf: (text: string) => CredentialName | null): Match | null {
  const { bytes, chunk } = view;
  const syntax = syntaxOf(chunk.path);
  if (place.loose && !mayBeLoose(bytes, place, syntax)) return null;
  const called = bytes[place.operator] === OPEN && !place.quoted;
  const written = textOf(bytes, place.start, place.end);
  if (called && isCallOfInterest(written)) {
    const match = examineCall(bytes, place, written);
    if (match !== null) return match;
  }
  let text = called ? withoutMethod(written) : written;
  if (bytes[place.start - 1] === 32 && /^keys?$/i.test(text)) text = `${wordBefore(bytes, place.start)}_${text}`;
  const name = nameOf(text);
  if (name === null) return null;
  const side = readRightSide(contextOf(bytes, place, syntax, written));
  if (side === null || isExpanded(bytes, place, side, syntax)) return null;
  return toCredential(bytes, place, side, side.kind ?? name.kind, text);
}

/** Whether a shell puts a variable into the value: anywhere but in single quotes. */
function isExpanded(bytes: Buffer, place: Place, side: RightSide, syntax: Syntax): boolean {
  const { start, end } = valueSpan(place, side);
  return syntax === 'shell' && bytes[start - 1] !== QUOTE && /\$[A-Za-z_]\w\w/.test(textOf(bytes, start, end));
}

/** The arguments of a call that takes a user and a password, whatever its own name would say. */
function examineCall(bytes: Buffer, place: Place, name: string): Match | null {
  const open = place.operator - place.end;
  const side = readCallOf(name, textOf(bytes, place.end, Math.min(bytes.length, place.end + REACH_BEHIND)), open);
  return side === null ? null : toCredential(bytes, place, { ...side, quoted: true }, side.kind, name);
}

/** `auth: "user:x"`: what follows the colon is the password. */
const USER_AND_PASSWORD = /^[\w.@+-]{2,40}:(?=[^\s:/\\@]{4,100}$)/;

function toCredential(
  bytes: Buffer,
  place: Place,
  side: RightSide,
  named: CredentialName['kind'],
  text: string,
): Match | null {
  const both = valueSpan(place, side);
  const pair = named === 'credential' || /userpw|user_?pass|userpwd/i.test(text);
  const user = pair ? (USER_AND_PASSWORD.exec(textOf(bytes, both.start, both.end))?.[0].length ?? 0) : 0;
  const secret = { start: both.start + user, end: both.end };
  const kind = user > 0 ? 'password' : named;
  const value = textOf(bytes, secret.start, secret.end);
  if (value.length < 4 || refuseForm(value) !== null) return null;
  if (/\s/.test(value) && !/phrase/i.test(text)) return null;
  return toMatch(kind, { start: place.start, end: secret.end }, secret, text);
}

const valueSpan = (place: Place, side: RightSide) => ({
  start: place.end + side.start,
  end: place.end + side.end,
});

/** The word before a blank that stands at `end − 1`: `API key: …` is the name of two words. */
function wordBefore(bytes: Buffer, end: number): string {
  return /(\w*)\s$/.exec(textOf(bytes, Math.max(0, end - 20), end))?.[1] ?? '';
}

const toMatch = (kind: CredentialName['kind'], span: Match['span'], secret: Match['secret'], name: string): Match => ({
  rule: ASSIGNMENT_RULES[kind],
  by: 'assignment',
  span,
  secret,
  name,
  entropy: 0,
  publicPrefix: 0,
});
