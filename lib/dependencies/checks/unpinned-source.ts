/** Packages that a manifest takes from where the next fetch may give something else, or somebody else. */

import type { Manifest } from '../../model/manifest.ts';
import type { Ecosystem, Package } from '../../model/package.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { hasCommit, hasDigest, isInsecure, readAddress } from '../address.ts';
import type { Check, CheckSettings, Trouble } from './check.ts';

export const UNPINNED_SOURCE: RuleDoc = {
  id: 'unpinned-source',
  service: 'Packages',
  description: 'Source of packages that may give something else next time',
  severity: 'medium',
  confidence: 'high',
  remediation:
    'Hold a git repository to a full commit and an archive to a digest; name one index for each package instead of an extra one for all.',
  references: [
    'https://docs.github.com/en/actions/reference/security/secure-use',
    'https://pip.pypa.io/en/stable/topics/secure-installs/',
  ],
};

type Finding = Pick<Trouble, 'severity' | 'confidence'> & { readonly what: string };

const LOOKS_LIKE_RELEASE = /(?:^|[#@/=:])(?:semver:)?[\^~]?v?\d+(?:\.\d+)*(?:[-+.\w]*)$/;

function judgeGit({ resolved, range, version }: Package): Finding | null {
  const written = [resolved, range, version].filter(text => text !== null);
  if (written.some(hasCommit)) return null;
  const address = written.map(readAddress).find(found => found !== null);
  if (address?.host !== undefined && isInsecure(address))
    return { severity: 'high', what: `comes from git on ${address.host} without encryption` };
  return written.some(text => LOOKS_LIKE_RELEASE.test(text))
    ? { severity: 'low', what: 'comes from git by a tag, which can be moved' }
    : { what: 'comes from git and is held to no commit' };
}

function judgeUrl({ resolved, integrity, range }: Package): Finding | null {
  const address = resolved ?? range;
  const host = address === null ? null : readAddress(address);
  if (address === null || host === null || integrity.length > 0 || hasDigest(address)) return null;
  if (isInsecure(host)) return { severity: 'high', what: `is fetched from ${host.host} without encryption` };
  if (hasCommit(address)) return null;
  return { severity: 'low', what: `is an archive on ${host.host} without a digest` };
}

/** Most projects take Actions by tag, and only some want it otherwise. */
function judgeAction({ version, range, resolved }: Package, pinActions: boolean): Finding | null {
  if ([version, range, resolved].some(text => text !== null && hasCommit(text))) return null;
  const ref = version ?? range;
  if (ref === null) return null;
  return {
    severity: 'low',
    confidence: pinActions ? 'high' : 'low',
    what: 'is taken by a tag or a branch, which can be moved',
  };
}

function judgePackage(found: Package, settings: CheckSettings): Finding | null {
  if (found.ecosystem === 'GitHub Actions' && found.source !== 'file' && found.source !== 'workspace')
    return judgeAction(found, settings.pinActions);
  if (found.source === 'git') return judgeGit(found);
  return found.source === 'url' ? judgeUrl(found) : null;
}

/** Where all indexes are asked for each name and the highest version wins. Others ask one after the other, or by name. */
const MERGED: ReadonlySet<Ecosystem> = new Set(['PyPI', 'RubyGems', 'NuGet']);

function inspectSources({ sources = [], ecosystem }: Manifest, { allowedHosts }: CheckSettings): Trouble[] {
  return sources.flatMap(({ kind, url, at, ecosystem: own = ecosystem }): Trouble[] => {
    const address = readAddress(url);
    const of = { ruleId: UNPINNED_SOURCE.id, package: null, at };
    if (address === null) return [];
    if (isInsecure(address)) {
      return [{ ...of, severity: 'high', message: `the index on ${address.host} is asked without encryption` }];
    }
    if (kind === 'main' || own === null || !MERGED.has(own) || allowedHosts.includes(address.host)) return [];
    const message = `the extra index on ${address.host} is asked for every package, and the highest version of a name wins wherever it comes from`;
    return [{ ...of, message }];
  });
}

export const createSourceCheck = (settings: CheckSettings): Check => ({
  rules: [UNPINNED_SOURCE],
  inspect: manifest => {
    if (manifest.role === 'lockfile') return [];
    if (manifest.role === 'commands') return inspectSources(manifest, settings);
    const packages = manifest.packages.flatMap((found): Trouble[] => {
      const finding = judgePackage(found, settings);
      if (finding === null) return [];
      const { what, ...weight } = finding;
      return [{ ruleId: UNPINNED_SOURCE.id, ...weight, message: `${found.name} ${what}`, package: found }];
    });
    return [...packages, ...inspectSources(manifest, settings)];
  },
});
