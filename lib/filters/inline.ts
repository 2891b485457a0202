/** Suppresses what a comment allows: in gate's own words, or in those of other scanners. */

import type { Filter } from '../model/candidate.ts';
import type { FilterKind } from './filter.ts';
import { readOwnComments } from './gate-allow.ts';
import { readPeerComments } from './peer-comments.ts';

const LONGEST_REASON = 200;
/** A piece of a reason that may itself be a secret: it is not repeated in any output. */
const TOKEN_LIKE = /(?=[A-Za-z+_-]*\d)[\w+-]{16,}={0,2}/g;

/** A reason without the secret and without anything that looks like another one, at most LONGEST_REASON characters. */
function printReason(reason: string, secret: string): string {
  const masked = secret === '' ? reason : reason.replaceAll(secret, '…');
  return masked
    .replace(TOKEN_LIKE, '…')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, LONGEST_REASON);
}

const suppress: Filter = candidate => {
  const word = readOwnComments(candidate) ?? readPeerComments(candidate);
  return word === null ? null : { by: 'inline', reason: printReason(word.reason, candidate.secret), line: word.line };
};

export const inline: FilterKind = {
  description:
    '`gate:allow` in a comment on the line, or alone above it, with rules and a reason; comments of other scanners',
  compile: () => suppress,
};
