/** What a lockfile itself says of where its packages come from, and by which digest they are known. */

import type { Manifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { hasCommit, isInsecure, readAddress } from '../address.ts';
import type { Check, CheckSettings, Trouble } from './check.ts';
import { oddHosts } from './odd-hosts.ts';
import { namedByAddress } from './tarball-name.ts';

export const LOCKFILE_INTEGRITY: RuleDoc = {
  id: 'lockfile-integrity',
  service: 'Packages',
  description: 'Entry of a lockfile that does not hold its package fast',
  severity: 'medium',
  confidence: 'high',
  remediation:
    'Look at how the entry came to be, then let the package manager write it anew from the registry that you trust.',
  references: ['https://docs.npmjs.com/cli/configuring-npm/package-lock-json', 'https://www.w3.org/TR/SRI/'],
};

const isWeak = ({ integrity }: Package): boolean =>
  integrity.length > 0 && integrity.every(digest => /^(?:md5|sha-?1)[-:=]/i.test(digest));

type Fault = Pick<Trouble, 'confidence'> & { readonly severity: Severity; readonly what: string };

/** What every entry of a file lacks is the way of its format or its tool; what single ones lack is odd. */
type Habit = { readonly digests: boolean; readonly strong: boolean; readonly addresses: boolean };

function habitOf(packages: readonly Package[]): Habit {
  const most = (test: (found: Package) => boolean): boolean => packages.filter(test).length * 2 > packages.length;
  return {
    digests: most(({ integrity }) => integrity.length > 0),
    strong: most(found => found.integrity.length > 0 && !isWeak(found)),
    addresses: most(({ resolved }) => resolved !== null),
  };
}

/** Lockfiles keep the weak digests of what was locked before there were others, by the hundred: no more than a hint. */
function faultOfDigest(found: Package, habit: Habit): Fault | null {
  if (found.integrity.length === 0 && !found.bundled && habit.digests) {
    if (found.resolved === null ? !habit.addresses : hasCommit(found.resolved)) return null;
    return { severity: 'medium', what: 'has no digest, unlike the rest of the file' };
  }
  if (!isWeak(found) || !habit.strong) return null;
  return { severity: 'low', confidence: 'low', what: 'has a digest that can be forged (SHA-1 or MD5)' };
}

function faultOfAddress(found: Package, odd: ReadonlySet<string>): Fault | null {
  const address = found.resolved === null ? null : readAddress(found.resolved);
  if (address === null || found.resolved === null) return null;
  if (isInsecure(address)) return { severity: 'high', what: `is fetched from ${address.host} without encryption` };
  if (found.source !== 'registry') return null;
  if (odd.has(address.host) && !hasCommit(found.resolved))
    return { severity: 'high', what: `comes from ${address.host}, unlike the rest of the file` };
  const named = namedByAddress(found);
  return named === null ? null : { severity: 'high', what: `has the address of an archive of ${named}` };
}

const faultOfCommit = ({ source, resolved }: Package): Fault | null =>
  source === 'git' && resolved !== null && !hasCommit(resolved)
    ? { severity: 'medium', what: 'comes from a git repository and is held to no full commit' }
    : null;

const nameOf = ({ name, version }: Package): string => (version === null ? name : `${name} ${version}`);

function inspect(manifest: Manifest, settings: CheckSettings): Trouble[] {
  if (manifest.role !== 'lockfile') return [];
  const remote = manifest.packages.filter(({ source }) => source !== 'workspace' && source !== 'file');
  const fetched = remote.filter(({ source, bundled }) => source === 'registry' && !bundled);
  const habit = habitOf(fetched);
  const odd = oddHosts(fetched, settings.allowedHosts);
  return remote.flatMap(found => {
    const fault =
      faultOfAddress(found, odd) ??
      faultOfCommit(found) ??
      (found.source === 'registry' ? faultOfDigest(found, habit) : null);
    if (fault === null) return [];
    const { what, ...weight } = fault;
    return { ruleId: LOCKFILE_INTEGRITY.id, ...weight, message: `${nameOf(found)} ${what}`, package: found };
  });
}

export const createIntegrityCheck = (settings: CheckSettings): Check => ({
  rules: [LOCKFILE_INTEGRITY],
  inspect: manifest => inspect(manifest, settings),
});
