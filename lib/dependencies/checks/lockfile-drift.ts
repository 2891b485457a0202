/** Compares what manifests ask for with what the lockfile beside them was made from: where they disagree, an install gives something else. */

import type { LockedRequirement, Manifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { canonicalName } from '../names.ts';
import { versionOrder } from '../versions/index.ts';
import type { Trouble } from './check.ts';

export const LOCKFILE_DRIFT: RuleDoc = {
  id: 'lockfile-drift',
  service: 'Packages',
  description: 'Manifest and lockfile that disagree',
  severity: 'low',
  confidence: 'high',
  remediation: 'Let the package manager bring the lockfile up to date, look at what changes, and commit both files.',
  references: ['https://docs.npmjs.com/cli/commands/npm-ci'],
};

/** How the requirements that a lockfile holds can be compared with those of its manifests. */
type Pairing = {
  readonly manifests: readonly string[];
  /** Whether all that the lockfile was made from stands in the manifest too. */
  readonly complete?: boolean;
  /** Whether the manifest is a program, which may ask for less here than it names. */
  readonly program?: boolean;
};

const PAIRINGS: Readonly<Record<string, Pairing>> = {
  'package-lock.json': { manifests: ['package.json'], complete: true },
  'npm-shrinkwrap.json': { manifests: ['package.json'], complete: true },
  'pnpm-lock.yaml': { manifests: ['package.json'], complete: true },
  'bun.lock': { manifests: ['package.json'], complete: true },
  'yarn.lock': { manifests: ['package.json'] },
  'uv.lock': { manifests: ['pyproject.toml'] },
  'poetry.lock': { manifests: ['pyproject.toml'] },
  'pdm.lock': { manifests: ['pyproject.toml'] },
  'Pipfile.lock': { manifests: ['Pipfile'] },
  'Cargo.lock': { manifests: ['Cargo.toml'] },
  'go.sum': { manifests: ['go.mod'] },
  'Gemfile.lock': { manifests: ['Gemfile'], program: true },
  'gems.locked': { manifests: ['gems.rb'], program: true },
  'composer.lock': { manifests: ['composer.json'] },
};

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `folder` and a path relative to it, without `.` and `..`. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** What builds a Python project or a toolchain itself is not locked; Cargo locks what build scripts need. */
const COMPARED = new Set<Package['group']>(['main', 'dev', 'optional']);

/** What a manifest asks a registry for by itself, but for what it overrides. */
function requestsOf({ packages, ecosystem }: Manifest): Package[] {
  const overridden = new Set(packages.filter(({ group }) => group === 'override').map(({ name }) => name));
  return packages.filter(
    found =>
      found.ecosystem === ecosystem &&
      found.source === 'registry' &&
      (COMPARED.has(found.group) || (found.group === 'build' && ecosystem === 'crates.io')) &&
      !overridden.has(found.name) &&
      !overridden.has(found.alias ?? found.name),
  );
}

/** The key by which the project knows a package. */
const keyOf = ({ ecosystem, name, alias }: Package): string => alias ?? canonicalName(ecosystem, name);

/** Ranges are compared as written but for blanks and the order of their parts. */
const plainRange = (range: string): string =>
  range
    .split(',')
    .map(part => part.replace(/\s+/g, ''))
    .sort()
    .join(',');

const rangeOf = ({ range, version }: Package): string | null => range ?? version;

const isSamePackage = ({ ecosystem, name }: Package, other: string): boolean =>
  canonicalName(ecosystem, name) === canonicalName(ecosystem, other);

function compareRequest(found: Package, locked: readonly LockedRequirement[]): string | null {
  if (locked.length === 0) return `${found.name} is asked for here, and the lockfile does not know of it`;
  const asked = rangeOf(found);
  const sameName = locked.filter(({ name }) => isSamePackage(found, name));
  if (asked === null || sameName.some(({ range }) => plainRange(range) === plainRange(asked))) return null;
  if (sameName.some(({ range }) => versionOrder(found.ecosystem).exact(range) === asked)) return null;
  const [before] = sameName.length > 0 ? sameName : locked;
  const other = sameName.length > 0 ? '' : `${before?.name} `;
  return `${found.name} is asked for as ${asked}, and the lockfile was made for ${other}${before?.range}`;
}

const trouble = (message: string, found: Package | null): Trouble => ({
  ruleId: LOCKFILE_DRIFT.id,
  message,
  package: found,
});

function groupBy<T>(items: Iterable<T>, keyFor: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyFor(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The requirements of each member, by its folder from the root. */
function groupByFolder(requirements: readonly LockedRequirement[], folder: string): Map<string, LockedRequirement[]> {
  const groups = new Map<string, LockedRequirement[]>();
  for (const [importer, own] of groupBy(requirements, requirement => requirement.importer)) {
    const member = join(folder, importer);
    groups.set(member, [...(groups.get(member) ?? []), ...own]);
  }
  return groups;
}

function compareRequirements(manifest: Manifest, locked: readonly LockedRequirement[], complete: boolean): Trouble[] {
  const { ecosystem } = manifest;
  if (ecosystem === null) return [];
  const byName = groupBy(locked, ({ name, alias }) => alias ?? canonicalName(ecosystem, name));
  const missing = requestsOf(manifest).flatMap(found => {
    const message = compareRequest(found, byName.get(keyOf(found)) ?? []);
    return message === null ? [] : trouble(message, found);
  });
  if (!complete) return missing;
  const asked = new Set(manifest.packages.flatMap(found => [keyOf(found), canonicalName(found.ecosystem, found.name)]));
  const left = [...byName.keys()].filter(name => !asked.has(name));
  return [
    ...missing,
    ...left.map(name => trouble(`the lockfile asks for ${name}, which ${manifest.path} does not`, null)),
  ];
}

/** For lockfiles that hold no requirements: every package asked for must be locked, in a version that was asked for. */
function comparePackages(manifest: Manifest, lockfile: Manifest): Trouble[] {
  const locked = groupBy(lockfile.packages, ({ ecosystem, name }) => canonicalName(ecosystem, name));
  return requestsOf(manifest).flatMap(found => {
    const versions = locked.get(canonicalName(found.ecosystem, found.name)) ?? [];
    if (versions.length === 0)
      return trouble(`${found.name} is asked for here, and the lockfile does not hold it`, found);
    const asked = rangeOf(found);
    if (asked === null) return [];
    const { satisfies } = versionOrder(found.ecosystem);
    const verdicts = versions.map(({ version }) => (version === null ? null : satisfies(version, asked)));
    if (!verdicts.every(verdict => verdict === false)) return [];
    return trouble(`${found.name} is asked for as ${asked}, and the lockfile holds ${versions[0]?.version}`, found);
  });
}

/** go.sum has a line for the go.mod of each module that is required, if not for its code. */
function compareSums(manifest: Manifest, { packages, requirements = [] }: Manifest): Trouble[] {
  const sums = new Set([
    ...packages.map(({ name, version }) => `${name} ${version}`),
    ...requirements.map(({ name, range }) => `${name} ${range}`),
  ]);
  return requestsOf(manifest).flatMap(found =>
    found.version === null || sums.has(`${found.name} ${found.version}`)
      ? []
      : trouble(`${found.name} ${found.version} is required here, and go.sum has no line for it`, found),
  );
}

/** An empty lockfile only marks where a project begins. */
const isEmpty = ({ packages, requirements = [] }: Manifest): boolean => packages.length + requirements.length === 0;

/** Packages of a manifest with the message of their trouble; the trouble stands in that manifest. */
export type Drift = { readonly manifest: Manifest; readonly troubles: readonly Trouble[] };

/**
 * Where `lockfile` and those of `manifests` that it was made from disagree; others are left alone. Only what is exact: a
 * format whose lockfile neither tells its requirements nor holds every package that is asked for is not compared.
 */
export function findDrift(lockfile: Manifest, manifests: readonly Manifest[]): readonly Drift[] {
  const pairing = PAIRINGS[fileOf(lockfile.path)];
  if (pairing === undefined || lockfile.faults.length > 0 || isEmpty(lockfile)) return [];
  const folder = folderOf(lockfile.path);
  const importers = groupByFolder(lockfile.requirements ?? [], folder);
  return manifests.flatMap(manifest => {
    if (manifest.ecosystem !== lockfile.ecosystem || manifest.faults.length > 0) return [];
    if (!pairing.manifests.includes(fileOf(manifest.path))) return [];
    const isBeside = folderOf(manifest.path) === folder;
    const own = importers.size === 0 ? undefined : importers.get(join('', folderOf(manifest.path)));
    if (own === undefined && !isBeside) return [];
    const found = compare(manifest, lockfile, own, pairing.complete ?? false);
    const troubles = pairing.program ? found.map(trouble => ({ ...trouble, confidence: 'low' as const })) : found;
    return troubles.length === 0 ? [] : [{ manifest, troubles }];
  });
}

function compare(
  manifest: Manifest,
  lockfile: Manifest,
  own: readonly LockedRequirement[] | undefined,
  complete: boolean,
): Trouble[] {
  if (lockfile.ecosystem === 'Go') return compareSums(manifest, lockfile);
  if (lockfile.requirements !== undefined) return compareRequirements(manifest, own ?? [], complete);
  return comparePackages(manifest, lockfile);
}
