/** Judges values by the kind of credential their name names: a token must look random, a password may look thought out. */

import { readCredentialName } from '../assignment/name.ts';
import { syntaxOf } from '../assignment/syntax.ts';
import type { TextView } from '../text-view.ts';
import { decodeText } from './encoded-text.ts';
import type { Judge, Verdict } from './judge.ts';
import { drop, lower, raise } from './judge.ts';
import { isEncodedFile } from './random-look.ts';
import type { Grade } from './value-grade.ts';
import { gradeValue } from './value-grade.ts';

/** Least lengths by the rule's id; passwords of fewer characters are not used, tokens never issued. */
const LEAST: Readonly<Record<string, number>> = { 'generic-password': 4, 'generic-secret': 6 };
const LEAST_TOKEN = 8;
const LEAST_HEX = 12;
/** Passwords and tokens end far before; what is longer is data. */
const MOST = 250;
/** On a line longer than this, a program wrote the text: minified or generated. */
const LONG_LINE = 1000;
const NEWLINE = 10;

/** Whether the line around `at` is longer than people write. */
function onLongLine({ bytes }: TextView, at: number): boolean {
  const start = Math.max(0, at - LONG_LINE);
  const around = bytes.subarray(start, at + LONG_LINE);
  const before = at - start - 1 - (at === start ? -1 : around.subarray(0, at - start).lastIndexOf(NEWLINE));
  const next = around.indexOf(NEWLINE, at - start);
  return before + (next === -1 ? around.length : next) - (at - start) > LONG_LINE;
}

const QUOTES = new Set(['"', "'", '`', '>']);

/** Whether the name or the line leave it open that a credential stands here, so that only randomness speaks for it. */
function isDoubtful(view: TextView, start: number, name: string): boolean {
  const known = readCredentialName(Buffer.from(name, 'latin1').toString('utf8'));
  return (known !== null && !known.sure) || onLongLine(view, start);
}

/** Whether a value stands without quotes in prose or in a string or comment of code. */
function isLoose(view: TextView, start: number): boolean {
  const syntax = syntaxOf(view.chunk.path);
  const quoted = QUOTES.has(String.fromCharCode(view.bytes[start - 1] ?? 0));
  return !quoted && (syntax === 'code' || syntax === 'text');
}

const IS_MADE = 'the value looks generated';
const IS_WORDS = 'the value is made of words';

function judgePassword(grade: Grade, value: string, doubtful: boolean): Verdict | null {
  if (grade === 'random') return value.length >= 12 && !doubtful ? raise(IS_MADE) : null;
  if (grade === 'human') return doubtful ? lower('a value like this may stand here for another reason') : null;
  return lower(IS_WORDS);
}

function judgeToken(grade: Grade, value: string, secret: boolean, doubtful: boolean): Verdict | null {
  if (grade === 'random') return (secret && value.length < 16) || doubtful ? null : raise(IS_MADE);
  if (grade === 'human') {
    const mixed = secret && !doubtful && /\d.*\d/.test(value) && /[^A-Za-z0-9]/.test(value);
    return mixed ? null : lower('the value is a word with digits or signs');
  }
  return grade === 'compound' ? lower(IS_WORDS) : drop(IS_WORDS);
}

/** Grades the value and weighs the grade by what its rule is for. */
export const judgeAssignedValue: Judge = ({ match, view, value }) => {
  const { id } = match.rule;
  const least = LEAST[id] ?? LEAST_TOKEN;
  if (value.length < least || value.length > MOST) return drop('no credential of this kind has this length');
  if (isEncodedFile(value)) return drop('it is the beginning of an encoded file or a public key');
  const grade = gradeValue(decodeText(value) ?? value);
  if (grade === 'weak') return drop('the value is a word that stands for a credential');
  const doubtful = isDoubtful(view, match.secret.start, match.name ?? '');
  if (id === 'generic-password') return judgePassword(grade, value, doubtful);
  if (/^[0-9a-f]*$/i.test(value) && value.length < LEAST_HEX) return lower('it may be a number or a short digest');
  return judgeToken(grade, value, id === 'generic-secret', doubtful || isLoose(view, match.secret.start));
};
