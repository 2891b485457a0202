/** A finding in one phrase, for formats that have no room for its line. */

import type { Finding } from '../model/finding.ts';

/** Its message without a full stop, and the masked secret where the message does not show it. */
export function nameFinding({ message, masked }: Finding): string {
  const phrase = message.replace(/\.$/, '');
  return masked === '' || phrase.includes(masked) ? phrase : `${phrase} '${masked}'`;
}
