/** Which package the address of an npm archive is of: `…/@scope/name/-/name-1.2.3.tgz`. */

import type { Package } from '../../model/package.ts';

const ARCHIVE = /\/((?:@[^/?#]{1,214}(?:\/|%2f))?[^/?#]{1,214})\/-\/([^?#]{1,300})\.tgz(?:[?#]|$)/i;

/** The name (and version, where that is what differs) that the address tells instead of the package's own, or null. */
export function namedByAddress({ ecosystem, name, version, resolved }: Package): string | null {
  if (ecosystem !== 'npm' || resolved === null) return null;
  const [, written, file = ''] = ARCHIVE.exec(resolved) ?? [];
  if (written === undefined) return null;
  const told = written.replace(/%2f/i, '/').replace(/^%40/, '@');
  if (told.toLowerCase() !== name.toLowerCase()) return told;
  const prefix = `${name.slice(name.lastIndexOf('/') + 1)}-`;
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (version === null || !base.toLowerCase().startsWith(prefix.toLowerCase())) return null;
  const toldVersion = base.slice(prefix.length);
  const plain = (text: string): string => text.replace(/(?:\+|%2b).*$/i, '');
  return plain(toldVersion) === plain(version) || !/^\d/.test(toldVersion) ? null : `${told} ${toldVersion}`;
}
