/** Reads the lists that come beside advisories: the full set of names of an ecosystem, and the newest versions. */

import type { KnownVersions } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import { canonicalName } from '../names.ts';

/** One line of `versions.jsonl`; null for what is none. */
export function readVersionsLine(ecosystem: Ecosystem, line: string): readonly [string, KnownVersions] | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('name' in value) || typeof value.name !== 'string') return null;
  const texts = (list: unknown): string[] =>
    Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string' && item !== '') : [];
  const archived = 'archived' in value ? value.archived : undefined;
  return [
    canonicalName(ecosystem, value.name),
    {
      newest: 'newest' in value ? texts(value.newest) : [],
      yanked: 'yanked' in value ? texts(value.yanked) : [],
      archived: typeof archived === 'string' ? archived : archived === true ? '' : null,
    },
  ];
}

/** One line of `names.txt`: a name in canonical form, or null for a blank one and for a remark. */
export function readNameLine(ecosystem: Ecosystem, line: string): string | null {
  const name = line.trim();
  return name === '' || name.startsWith('#') ? null : canonicalName(ecosystem, name);
}
