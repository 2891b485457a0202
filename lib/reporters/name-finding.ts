/** A finding in one phrase, for formats that have no room for its line. */

import type { Finding } from '../model/finding.ts';

/** Its message without a full stop, and the masked secret where the message does not show it. */
export function nameFinding(finding: Finding): string {
  const phrase = finding.message.replace(/\.$/, '');
  if (finding.kind !== 'secret') return phrase;
  return finding.masked === '' || phrase.includes(finding.masked) ? phrase : `${phrase} '${finding.masked}'`;
}
