/** What the look of a random value says beyond its entropy: known harmless shapes, and mixes that only generators make. */

import type { Judge } from './judge.ts';
import { drop, raise } from './judge.ts';
import { countWordLetters } from './language.ts';

const UUID = /[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}/;
/** Paths, module names and kebab or snake words: three or more parts that are plain words. */
const WORDY = /(?:(?:^|[-_/+])[A-Za-z]?[a-z]{3,}){3}/;
const DIGEST_PREFIX = /^(?:sha(?:1|256|384|512)|md5)[-_]|[-_]sha(?:1|256|384|512)$/i;
/** The first bytes of images, fonts, archives, certificates and programs, as base64 shows them. */
const FILE_START =
  /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|UEsDB|H4sI|d09G|AAEAAA|JVBERi|TVqQ|f0VMR|MII[A-Z]|MFkwEwYH|MHYwEAYH|MIG[fb]M|b3BlbnNzaC1rZXkt|MCowBQYD|PD94|PHN2Zy|Qk[0-9A-Za-z]{2}A)/;
const DATE = /(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])/;

/** Whether a value is the beginning of an encoded image, font, archive, program, certificate or public key. */
export const isEncodedFile = (value: string): boolean => value.length >= 40 && FILE_START.test(value);

export const judgeShape: Judge = ({ value }) => {
  if (UUID.test(value)) return drop('it is a UUID');
  if (DIGEST_PREFIX.test(value)) return drop('it is a digest with its algorithm');
  if (FILE_START.test(value)) return drop('it is the beginning of an encoded file');
  if (WORDY.test(value)) return drop('it is made of words');
  return DATE.test(value) && value.length < 32 ? drop('it holds a date') : null;
};

/** What a name must hold for a value that looks random to be more than data: boundaries, digests and ids look so, too. */
const SPEAKING =
  /key|secur|crypt|sign(?!al|at)|token|secret|pass|pwd|cred|auth|access|private|api|seed|\b[kd]ek\b|bearer|licen[cs]e|webhook|cookie/i;

/** Random strings have fewer of their letters in what reads like words. */
const MOST_WORDS = 0.35;

/** Letters of both cases and digits, thoroughly mixed and with a name: what neither people nor programs write by hand. */
export const judgeMixed: Judge = ({ value, match }) => {
  if (!SPEAKING.test(match.name ?? '') || /websocket/i.test(match.name ?? '')) return null;
  if (value.length < 24 || !/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/[0-9].*[0-9].*[0-9]/.test(value))
    return null;
  if (countWordLetters(value) > value.length * MOST_WORDS) return null;
  return raise('upper and lower case letters and digits are thoroughly mixed');
};
