/** Looks into base64: what decodes to readable text is a message, not a key. */

import type { Judge } from './judge.ts';
import { drop } from './judge.ts';
import { kindOfName } from './name-words.ts';

const READABLE = /^[\x20-\x7e\t\r\n]+$/;

/** The text that a base64 value holds, or null when it holds bytes that are no text. */
export function decodeText(value: string): string | null {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$|^(?:[A-Za-z0-9+/]{4}){1,3}[A-Za-z0-9+/]{2,3}={1,2}$/.test(value)) return null;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return READABLE.test(text) ? text : null;
}

export const judgeEncodedText: Judge = ({ value, match }) => {
  const text = decodeText(value);
  if (text === null) return null;
  if (kindOfName(match.name ?? '') !== 'credential') return drop('it is the base64 of readable text');
  return / |abcdef|12345/.test(text) ? drop('it is the base64 of words or of a run of the alphabet') : null;
};
