/** One line as an explanation may show it: what any detector took for a secret is hidden, and so is what might be one. */

import { leastEntropy, looksRandom } from '../detection/detectors/entropy.ts';
import type { Match } from '../model/match.ts';
import type { Position, Span } from '../model/span.ts';
import { entropyOf } from '../text/entropy.ts';
import type { Mask } from '../text/masking.ts';
import { maskSecret, maskText } from '../text/masking.ts';

/** Whatever stands behind a name for a credential, and any run of letters with digits that is long enough for one. */
const ASSIGNED =
  /(?:pass|pwd|psw|secret|token|key|auth|cred|api)[\w.-]{0,40}["'`\])]{0,3}\s{0,8}(?:=>|:=|[=:,>(])\s{0,8}["'`]{0,3}([^\s"'`]+)/gi;
const BEHIND_WORD =
  /(?:\b(?:bearer|basic)|--?[\w-]{0,20}(?:pass|pwd|secret|token|key)[\w-]{0,20}|\s-[up])[ \t]{1,4}["'`]?([^\s"'`]{3,})/gi;
const RUN = /[^\s"'`,;(){}<>[\]=:&|]{8,}/g;
const BETWEEN_QUOTES = /(["'`])([^"'`]{6,})\1/g;

const LONGEST = 240;
const BEFORE = 80;

type Stretch = Mask & { readonly visible: number };

const hide = (start: number, text: string): Stretch => ({
  start,
  end: start + text.length,
  masked: maskSecret('', 0),
  visible: 0,
});

const lastGroup = (match: RegExpExecArray): Stretch => {
  const text = match[1] ?? '';
  return hide(match.index + match[0].length - text.length, text);
};

/** Places in a line, in latin1, that may hold a secret which no rule knows. */
function findSuspects(line: string): Stretch[] {
  const named = [...line.matchAll(ASSIGNED), ...line.matchAll(BEHIND_WORD)].map(lastGroup);
  const runs = [...line.matchAll(RUN)].filter(([run]) => /\d/.test(run) && /[A-Za-z]/.test(run));
  const quoted = [...line.matchAll(BETWEEN_QUOTES)].filter(([, , text = '']) => /\d/.test(text));
  return [
    ...named,
    ...runs.map(match => hide(match.index, match[0])),
    ...quoted.map(match => hide(match.index + 1, match[2] ?? '')),
  ];
}

function hideMatches(bytes: Buffer, line: Span, matches: readonly Match[]): Stretch[] {
  return matches.flatMap(({ secret, publicPrefix }) => {
    const start = Math.max(secret.start, line.start);
    const end = Math.min(secret.end, line.end);
    if (start >= end) return [];
    const visible = start === secret.start ? Math.min(publicPrefix, end - start) : 0;
    const masked = maskSecret(bytes.toString('latin1', start, start + visible), visible);
    return [{ start: start - line.start, end: end - line.start, masked, visible }];
  });
}

/** Further places on the line where a secret's own text stands. */
function hideRepeats(bytes: Buffer, line: string, matches: readonly Match[]): Stretch[] {
  return matches.flatMap(({ secret }) => {
    const text = bytes.toString('latin1', secret.start, secret.end);
    if (text.length < 4) return [];
    const starts: number[] = [];
    for (let at = line.indexOf(text); at !== -1; at = line.indexOf(text, at + text.length)) starts.push(at);
    return starts.map(at => hide(at, text));
  });
}

/** A masked line. `shows` says whether a stretch of the bytes may be named: it lies in no hidden one, or only begins one. */
export type MaskedLine = { readonly text: string; readonly shows: (span: Span) => boolean };

/** How much of a hidden stretch has to stay hidden behind a keyword that begins it. */
const LEAST_HIDDEN = 12;

/** The line in `span`, masked; a long one cut around the first match on it. */
export function maskLine(bytes: Buffer, span: Span, matches: readonly Match[]): MaskedLine {
  const line = bytes.toString('latin1', span.start, span.end);
  const own = hideMatches(bytes, span, matches);
  const isCovered = ({ start, end }: Mask): boolean => own.some(other => other.start <= start && other.end >= end);
  const others = [...hideRepeats(bytes, line, matches), ...findSuspects(line)].filter(mask => !isCovered(mask));
  const hidden = [...own, ...others];
  const first = own.length > 0 ? Math.min(...own.map(({ start }) => start)) : 0;
  const from = line.length <= LONGEST ? 0 : Math.max(0, first - BEFORE);
  const to = Math.min(line.length, from + LONGEST);
  const shown = hidden
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end, masked }) => ({ start: Math.max(0, start - from), end: Math.min(end, to) - from, masked }));
  const masked = Buffer.from(maskText(line.slice(from, to), shown, 0).text, 'latin1');
  const text = masked.toString('utf8');
  return {
    text: text.includes('\ufffd') ? masked.toString('latin1') : text,
    shows: ({ start, end }) =>
      hidden.every(stretch => {
        const [first, last] = [span.start + stretch.start, span.start + stretch.end];
        if (end <= first + stretch.visible || start >= last) return true;
        return start === first && last - end >= LEAST_HIDDEN;
      }),
  };
}

/** What the look of a run of token characters says. `least` is what 99 of 100 random runs like it reach. */
export type TokenWord = {
  readonly startColumn: number;
  readonly length: number;
  readonly alphabet: 'hex' | 'one-case' | 'mixed';
  readonly entropy: number;
  readonly least: number;
  readonly looksRandom: boolean;
};

const TOKEN = /[0-9A-Za-z+/_-]{16,4096}/g;
const SHORTEST = 20;

const round = (number: number): number => Math.round(number * 100) / 100;

function alphabetOf(token: string): TokenWord['alphabet'] {
  const oneCase = !/[a-z]/.test(token) || !/[A-Z]/.test(token);
  return oneCase ? (/^[0-9a-fA-F]+$/.test(token) ? 'hex' : 'one-case') : 'mixed';
}

/** Every run of 16 token characters or more in `span`, without its text. */
export function weighTokens(bytes: Buffer, span: Span, position: (offset: number) => Position): TokenWord[] {
  return [...bytes.toString('latin1', span.start, span.end).matchAll(TOKEN)].map(({ 0: token, index }) => {
    const start = span.start + index;
    const end = start + token.length;
    const alphabet = alphabetOf(token);
    return {
      startColumn: position(start).column,
      length: token.length,
      alphabet,
      entropy: round(entropyOf(bytes, start, end)),
      least: round(leastEntropy(token.length, alphabet)),
      looksRandom: token.length >= SHORTEST && looksRandom(bytes, start, end),
    };
  });
}
