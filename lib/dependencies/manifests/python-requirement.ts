/** Turns a requirement of PEP 508, wherever it stands, into a package. */

import type { Package } from '../../model/package.ts';
import type { PackageParts } from './draft.ts';
import { parseRequirement } from './pep508.ts';
import { readAddress } from './python-address.ts';

/** What a text says about a package by itself; `text` stands at `start` of the manifest. Null for a text that is no requirement. */
export function toPackage(text: string, start: number, group: Package['group']): PackageParts | null {
  const requirement = parseRequirement(text);
  if (requirement === null) return null;
  const { name, nameAt, range, version, url } = requirement;
  const at = { start: start + nameAt, end: start + nameAt + name.length };
  return url === null ? { name, range, version, group, at } : { ...readAddress(url), name, group, at };
}
