/** Compares two states of one lockfile: the same version must stay the same archive from the same place. */

import type { Manifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { readAddress } from '../address.ts';
import { canonicalName } from '../names.ts';
import type { Trouble } from './check.ts';
import { LOCKFILE_INTEGRITY } from './lockfile-integrity.ts';

/** Packages in nested places share a key: a digest that any of them had before is no new one. */
const keyOf = ({ ecosystem, name, version, source }: Package): string =>
  `${source}\n${canonicalName(ecosystem, name)}\n${version}`;

type Before = { readonly digests: Set<string>; readonly hosts: Set<string> };

const algorithmOf = (digest: string): string => digest.split(/[-:]/, 1)[0] ?? '';

function collect(packages: readonly Package[]): Map<string, Before> {
  const known = new Map<string, Before>();
  for (const found of packages) {
    const key = keyOf(found);
    const before = known.get(key) ?? { digests: new Set(), hosts: new Set() };
    known.set(key, before);
    for (const digest of found.integrity) before.digests.add(digest);
    const host = found.resolved === null ? undefined : readAddress(found.resolved)?.host;
    if (host !== undefined) before.hosts.add(host);
  }
  return known;
}

/** Files of a release are added (wheels), and algorithms change: only where one of the same algorithm is gone is it another archive. */
function changedDigest({ integrity }: Package, { digests }: Before): boolean {
  if (integrity.length === 0 || digests.size === 0 || integrity.some(digest => digests.has(digest))) return false;
  const algorithms = new Set([...digests].map(algorithmOf));
  return integrity.some(digest => algorithms.has(algorithmOf(digest)));
}

/** Packages of `after` whose digest or host is another one than the same version had in `before`; allowed hosts are no change. */
export function findLockfileChanges(before: Manifest, after: Manifest, allowedHosts: readonly string[]): Trouble[] {
  const known = collect(before.packages);
  const hostsBefore = new Set([...known.values()].flatMap(({ hosts }) => [...hosts]));
  return after.packages.flatMap((found): Trouble[] => {
    const of = { ruleId: LOCKFILE_INTEGRITY.id, package: found };
    const was = known.get(keyOf(found));
    if (was === undefined) return [];
    if (changedDigest(found, was)) {
      const message = `${found.name} ${found.version} has another digest than before, and so is another archive`;
      return [{ ...of, severity: 'high', message }];
    }
    const host = found.resolved === null ? undefined : readAddress(found.resolved)?.host;
    if (host === undefined || was.hosts.size === 0 || was.hosts.has(host) || allowedHosts.includes(host)) return [];
    const severity = hostsBefore.has(host) ? 'low' : 'high';
    return [
      {
        ...of,
        severity,
        message: `${found.name} ${found.version} comes from ${host}, and came from another host before`,
      },
    ];
  });
}
