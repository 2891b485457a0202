/** Judges values by the kind of credential their name names: a token must look random, a password may look thought out. */

import { readCredentialName } from '../assignment/name.ts';
import { syntaxOf } from '../assignment/syntax.ts';
import type { TextView } from '../text-view.ts';
import { decodeText } from './encoded-text.ts';
import type { Judge, Verdict } from './judge.ts';
import { drop, lower, raise } from './judge.ts';
import { countWordLetters } from './language.ts';
import { isMonotone } from './monotone.ts';
import { isEncodedFile } from './random-look.ts';
import { hasCompanion, isTranslation, standsFirm } from './standing.ts';
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

/** What the place of a value says about it. */
type Standing = {
  /** Whether the name or the line leave it open that a credential stands here. */
  readonly doubtful: boolean;
  /** Whether the value is plainly given to the name. */
  readonly firm: () => boolean;
  readonly companion: () => boolean;
  /** Whether the name says no more than that it is a credential of some kind. */
  readonly credential: boolean;
  readonly path: string;
  readonly name: string;
};

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

/** Words of interfaces and programs that stand beside `password` for many reasons, none of them that it is one. */
const OF_PROGRAMS =
  /^(?:focus|click|blur|change|keep|select|show|hide|text|label|input|field|form|domain|localhost|host|port|headers?|body|query|cookie|session|local|remote|header|default|file|prompt|ask|stdin|env|enabled|disabled|certificate|publickey|keyboard-interactive|interactive|hostbased|gssapi\w*|ldap|radius|pam|sasl|krb5|oauth|oidc|saml|email|e-mail|username|login|signin|sign-in|signup|register|reset|forgot|expired|invalid|missing|wrong|correct|weak|strong|required|optional|encrypted|plaintext|cleartext|raw|base64|hex|binary|json|xml|yaml|grant|refresh|bearer|implicit|authorization_code|client_credentials|blank|any|all|each|confirmed|denied|granted|allowed|same|nullable|sometimes|filled|prohibited|current_password|fail(?:ed|ure)?|pass(?:ed)?|more|less|ok|error|success|primary|secondary|danger|warning|info|off|on|readonly|read-only|write|read|delete|update|create|insert|get|set|post|put|patch|test_?case|echo|print|return|else|then|end|begin|function|class|new|old|nil|undef|autofill|current|confirm|confirmation|repeat|again|strength|policy|length|type|kind|format|pattern|icon|key|eye|lock|unlock|secure|hashed|clear|mask(?:ed)?|dots?|star|bullet)$/i;

/** Whether a value of weak words says itself that it stands for another: `your_password`, `new_password`, `fake-password`. */
const STANDS_FOR =
  /^(?:your|my|the|some|an?|new|old|fake|wrong|bad|invalid|other|another|any|this|that|user|no|not|with|without|get|set|has|is)[-_. ]|_(?:pass(?:word|wd|phrase)?|pwd|secret|token|key)$|[-_](?:name|field|value|here|hash|id|string)$/i;
const IN_CAPITALS = /^[A-Z][A-Z_-]+$/;

const standsForAnother = (value: string): boolean => STANDS_FOR.test(value) || IN_CAPITALS.test(value);

function judgeWords(value: string, { doubtful, firm, companion, path, name }: Standing): Verdict | null {
  const no = lower(IS_WORDS);
  if (
    doubtful ||
    /words$/i.test(name) ||
    standsForAnother(value) ||
    /[^\w.!@#$%^&*+=?~-]/.test(value) ||
    OF_PROGRAMS.test(value) ||
    isTranslation(path)
  )
    return no;
  const letters = lettersOf(value);
  if (letters === '' || lettersOf(name).includes(letters) || letters === `${lettersOf(name)}s`) return no;
  if (!firm()) return no;
  const plain = /^[a-z]+[!@#$%^&*+=?~]*$/.test(value) || (/\d\d/.test(value) && /[A-Z]/.test(value));
  return plain || companion() ? null : no;
}

function judgeCompound(value: string, standing: Standing): Verdict | null {
  const digits = value.match(/\d/g)?.length ?? 0;
  const { doubtful, firm, path, name } = standing;
  const letters = lettersOf(value);
  const own =
    (letters.length >= 8 && digits === 0 && lettersOf(name).includes(letters)) ||
    letters === lettersOf(name) ||
    (digits === 0 && (isTranslation(path) || /words$/i.test(name)));
  if (doubtful || own || (digits < 2 && standsForAnother(value)) || !firm()) return lower(IS_WORDS);
  return null;
}

/** Letters alone, however strange, are a password only where they stand firm: they may be an abbreviation. */
function judgeHuman(value: string, { doubtful, firm, path, name }: Standing): Verdict | null {
  const letters = /^[A-Za-z_. -]+$/.test(value);
  const own =
    letters &&
    (/words$/i.test(name) ||
      lettersOf(name).includes(lettersOf(value)) ||
      OF_PROGRAMS.test(value) ||
      isTranslation(path));
  if (doubtful || own || (letters && !firm())) return lower('a value like this may stand here for another reason');
  return null;
}

function judgePassword(grade: Grade, value: string, standing: Standing): Verdict | null {
  if (grade === 'random') return value.length >= 12 && !standing.doubtful ? raise(IS_MADE) : null;
  if (grade === 'human') return judgeHuman(value, standing);
  return grade === 'compound' ? judgeCompound(value, standing) : judgeWords(value, standing);
}

/** `tls-secret`, `kube-proxy-token-2xh5k`, `x-auth-v2`: names of things, in the style of clusters and headers. */
const isKebabName = (value: string): boolean =>
  /^[a-z\d]+(?:[-.][a-z\d]+)+$/.test(value) &&
  value.split(/[-.]/).some(part => /^(?=.*[g-z])[a-z]{4,}$/.test(part) && countWordLetters(part) > 0);

/** `objlibvirt-1-storage_tls0`: what credentials are called where they are kept. */
const isNameOfObject = (value: string): boolean => /^[a-z\d]+(?:[-_][a-z\d]+)+$/.test(value) && /[a-z]{6}/.test(value);

function judgeHumanToken(value: string, secret: boolean, { doubtful, firm }: Standing): Verdict | null {
  const digits = value.match(/\d/g)?.length ?? 0;
  const least = secret ? 1 : 2;
  const long = value.length >= 12 && digits >= 2;
  const shown = !doubtful && !isKebabName(value) && (digits >= least || (secret && !/[a-z]{4}/i.test(value)));
  return shown && (long || firm()) ? null : lower('the value is a word with digits or signs');
}

function judgeToken(grade: Grade, value: string, secret: boolean, standing: Standing): Verdict | null {
  const { doubtful, firm } = standing;
  if (grade === 'random') {
    if (isKebabName(value) || (standing.credential && isNameOfObject(value)))
      return lower('it is like the name of a thing');
    return (secret && value.length < 16) || doubtful ? null : raise(IS_MADE);
  }
  if (grade === 'human') return judgeHumanToken(value, secret, standing);
  if (grade !== 'compound') return secret ? lower(IS_WORDS) : drop(IS_WORDS);
  const mixed = secret && /\d\d/.test(value) && !isKebabName(value) && !standsForAnother(value);
  return mixed && !doubtful && firm() ? null : lower(IS_WORDS);
}

/** Grades the value and weighs the grade by what its rule is for. */
export const judgeAssignedValue: Judge = ({ match, view, value }) => {
  const { id } = match.rule;
  const least = LEAST[id] ?? LEAST_TOKEN;
  if (value.length < least || value.length > MOST) return drop('no credential of this kind has this length');
  if (isEncodedFile(value)) return drop('it is the beginning of an encoded file or a public key');
  const text = decodeText(value);
  if (text !== null && (/\s./.test(text) || isMonotone(text))) return drop('it is the base64 of words or of a run');
  const grade = gradeValue(text ?? value);
  if (grade === 'weak') return drop('the value is a word that stands for a credential');
  const standing: Standing = {
    doubtful: isDoubtful(view, match.secret.start, match.name ?? ''),
    firm: () => standsFirm(view, match),
    companion: () => hasCompanion(view, match),
    credential: id === 'generic-credential',
    path: view.chunk.path,
    name: match.name ?? '',
  };
  if (id === 'generic-password') return judgePassword(grade, value, standing);
  const short = /^[0-9a-f]*$/i.test(value) && value.length < LEAST_HEX;
  if (short && !(/\d/.test(value) && /[a-f].*[a-f]/i.test(value) && standing.firm())) {
    return lower('it may be a number or a short digest');
  }
  const doubtful = standing.doubtful || isLoose(view, match.secret.start);
  return judgeToken(grade, value, id === 'generic-secret', { ...standing, doubtful });
};
