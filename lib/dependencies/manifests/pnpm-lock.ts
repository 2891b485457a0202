/** pnpm-lock.yaml of the versions 5, 6 and 9 (docs of pnpm; the shapes are those that its releases 5 to 10 write). */

import type { LockedRequirement, ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup, PackageSource } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import { yamlMember, yamlMembers } from '../../text/yaml-flow.ts';
import type { YamlLine } from '../../text/yaml-lines.ts';
import { readYamlLines } from '../../text/yaml-lines.ts';
import { nothing } from './faults.ts';
import { joinPath } from './join-path.ts';
import { readNpmSpec, splitIntegrity, toRequirement } from './npm-spec.ts';
import type { PnpmPath } from './pnpm-path.ts';
import { readPnpmPath, referredKeys } from './pnpm-path.ts';

const KINDS: Readonly<Record<string, PackageGroup>> = {
  dependencies: 'main',
  optionalDependencies: 'optional',
  devDependencies: 'dev',
};

/** What one project of the workspace refers to. */
type Reference = {
  readonly importer: string;
  readonly name: string;
  readonly version: string;
  readonly group: PackageGroup;
  readonly at: Span;
};

type Lock = {
  readonly text: string;
  readonly entries: readonly YamlLine[];
  readonly major: number;
  readonly references: readonly Reference[];
  readonly requirements: readonly LockedRequirement[];
  /** Their folders; the lockfile's own is empty. */
  readonly projects: ReadonlySet<string>;
};

const textOf = (members: readonly YamlLine[], key: string): string | null => yamlMember(members, key)?.value ?? null;
const isTrue = (members: readonly YamlLine[], key: string): boolean => textOf(members, key) === 'true';

/** Versions 5 keep the ranges beside the versions; a project alone has both at the top of the file. */
function readImporter(importer: string, members: readonly YamlLine[]): Pick<Lock, 'references' | 'requirements'> {
  const references: Reference[] = [];
  const requirements: LockedRequirement[] = [];
  for (const { key, value } of yamlMember(members, 'specifiers')?.members ?? []) {
    if (value !== null) requirements.push(toRequirement(importer, key, value));
  }
  for (const [kind, group] of Object.entries(KINDS)) {
    for (const entry of yamlMember(members, kind)?.members ?? []) {
      const version = entry.value ?? textOf(entry.members, 'version');
      const specifier = textOf(entry.members, 'specifier');
      if (specifier !== null) requirements.push(toRequirement(importer, entry.key, specifier));
      if (version !== null) references.push({ importer, name: entry.key, version, group, at: entry.at });
    }
  }
  return { references, requirements };
}

function readLock(text: string, entries: readonly YamlLine[]): Lock {
  const importers = yamlMember(entries, 'importers')?.members;
  const read = importers?.map(({ key, members }) => readImporter(key, members)) ?? [readImporter('.', entries)];
  const major = Number.parseInt(textOf(entries, 'lockfileVersion') ?? '', 10);
  return {
    text,
    entries,
    major: Number.isNaN(major) ? 9 : major,
    references: read.flatMap(({ references }) => references),
    requirements: read.flatMap(({ requirements }) => requirements),
    projects: new Set(importers?.map(({ key }) => joinPath('', key))),
  };
}

/** From version 9 on no entry says what needs it: everything that the main and optional references do not reach is for development. */
function findNeeded({ entries, major, references }: Lock): ReadonlySet<string> {
  const snapshots = new Map(yamlMember(entries, 'snapshots')?.members.map(entry => [entry.key, entry.members]));
  const needed = new Set<string>();
  const waiting: [name: string, version: string][] = [];
  for (const { name, version, group } of references) if (group !== 'dev') waiting.push([name, version]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = referredKeys(...next, major).find(candidate => snapshots.has(candidate));
    if (key === undefined || needed.has(key)) continue;
    needed.add(key);
    for (const kind of ['dependencies', 'optionalDependencies']) {
      for (const { key: name, value } of yamlMember(snapshots.get(key) ?? [], kind)?.members ?? []) {
        if (value !== null) waiting.push([name, value]);
      }
    }
  }
  return needed;
}

/** The identity of a key, without the peers that it was resolved with. */
const identify = (key: string, major: number): string => {
  const { name, version } = readPnpmPath(key, major);
  return name === '' ? key : `${name}@${version}`;
};

/** For every package its group, and whether all that is known of it says that it is optional. */
function groupPackages(lock: Lock): (key: string, members: readonly YamlLine[]) => PackageGroup {
  const { entries, major } = lock;
  if (major < 9) {
    return (_, members) => {
      if (isTrue(members, 'dev')) return 'dev';
      return isTrue(members, 'optional') ? 'optional' : 'main';
    };
  }
  const needed = new Set(Array.from(findNeeded(lock), key => identify(key, major)));
  const snapshots = yamlMember(entries, 'snapshots')?.members ?? [];
  const certain = new Set<string>();
  for (const { key, members } of snapshots) if (!isTrue(members, 'optional')) certain.add(identify(key, major));
  return key => {
    const id = identify(key, major);
    if (snapshots.length > 0 && !needed.has(id)) return 'dev';
    return snapshots.length > 0 && !certain.has(id) ? 'optional' : 'main';
  };
}

type Origin = Pick<Package, 'source' | 'resolved' | 'integrity'>;

/** Archives that GitHub, GitLab and Bitbucket make of a commit: how pnpm fetches their repositories. */
const OF_COMMIT =
  /^https:\/\/(?:codeload\.github\.com\/|gitlab\.com\/.{1,300}\/(?:-\/)?(?:repository\/)?archive|bitbucket\.org\/.{1,300}\/get\/)/;

function sourceOfArchive(archive: string, path: PnpmPath): PackageSource {
  const { source } = readNpmSpec('', archive);
  if (source === 'file') return 'file';
  if (OF_COMMIT.test(archive)) return 'git';
  return /^\d/.test(path.version) ? 'registry' : 'url';
}

/** `resolution: {integrity, tarball}`, `{type: git, repo, commit}` or `{type: directory, directory}`. */
function readOrigin(text: string, members: readonly YamlLine[], path: PnpmPath): Origin {
  const resolution = yamlMembers(text, yamlMember(members, 'resolution'));
  const integrity = splitIntegrity(textOf(resolution, 'integrity'));
  const repository = textOf(resolution, 'repo');
  if (repository !== null) {
    return { source: 'git', resolved: `${repository}#${textOf(resolution, 'commit') ?? ''}`, integrity };
  }
  const folder = textOf(resolution, 'directory');
  if (folder !== null) return { source: 'file', resolved: `file:${folder}`, integrity };
  const archive = textOf(resolution, 'tarball');
  if (archive !== null) return { source: sourceOfArchive(archive, path), resolved: archive, integrity };
  return { source: 'registry', resolved: null, integrity };
}

/** `1.0.0` behind the name, or what the entry says where the key is an address. */
function versionOf(members: readonly YamlLine[], { version }: PnpmPath): string | null {
  return /^\d/.test(version) ? version : textOf(members, 'version');
}

/** Where the name stands in the key, or all of the key. */
function markName({ at }: YamlLine, text: string, { name, nameAt }: PnpmPath): Span {
  const start = at.start + nameAt;
  return name !== '' && text.startsWith(name, start) && start + name.length <= at.end
    ? { start, end: start + name.length }
    : at;
}

type Direct = ReadonlyMap<string, string>;

/** The packages that projects refer to, by their keys without peers, each with the name that it has there. */
function findDirect({ references, major }: Lock): Direct {
  const direct = new Map<string, string>();
  for (const { name, version } of references) {
    for (const key of referredKeys(name, version, major)) {
      const id = identify(key, major);
      if (!direct.has(id) || id.startsWith(`${name}@`)) direct.set(id, name);
    }
  }
  return direct;
}

function readPackages(lock: Lock): Package[] {
  const { text, entries, major } = lock;
  const direct = findDirect(lock);
  const groupOf = groupPackages(lock);
  const found = new Map<string, Package>();
  for (const entry of yamlMember(entries, 'packages')?.members ?? []) {
    const path = readPnpmPath(entry.key, major);
    const name = textOf(entry.members, 'name') ?? path.name;
    const id = identify(entry.key, major);
    const group = groupOf(entry.key, entry.members);
    const before = found.get(id);
    if (before !== undefined && group !== 'main') continue;
    if (before !== undefined) {
      found.set(id, { ...before, group });
      continue;
    }
    const alias = direct.get(id);
    const deprecated = textOf(entry.members, 'deprecated');
    found.set(id, {
      ecosystem: 'npm',
      name: name === '' ? entry.key : name,
      ...(alias !== undefined && alias !== name && name !== '' && { alias }),
      version: versionOf(entry.members, path),
      range: null,
      ...readOrigin(text, entry.members, path),
      group,
      direct: alias !== undefined,
      ...(deprecated !== null && { deprecated }),
      ...(isTrue(entry.members, 'requiresBuild') && { installScript: true }),
      at: markName(entry, text, path),
    });
  }
  return [...found.values()];
}

/** Folders that projects link to, once each: members of the workspace are projects themselves. */
function readLinks({ references, projects }: Lock): Package[] {
  const links = new Map<string, Package>();
  for (const { importer, name, version, group, at } of references) {
    if (!version.startsWith('link:') || links.has(name)) continue;
    const isMember = projects.has(joinPath(importer, version.slice('link:'.length)));
    const from = { source: isMember ? 'workspace' : 'file', resolved: version, integrity: [] } as const;
    links.set(name, { ecosystem: 'npm', name, version: null, range: null, ...from, group, direct: true, at });
  }
  return [...links.values()];
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { entries, faults } = readYamlLines(text);
  const lock = readLock(text, entries);
  if (yamlMember(entries, 'lockfileVersion') === undefined) {
    return nothing([{ line: 1, message: 'there is no `lockfileVersion`: this is no lockfile of pnpm' }]);
  }
  const packages = [...readLinks(lock), ...readPackages(lock)];
  return { packages, references: [], faults, requirements: lock.requirements };
}

export const pnpmLock: ManifestFormat = {
  ecosystem: 'npm',
  role: 'lockfile',
  description: 'versions 5, 6 and 9: members of the workspace, aliases, archives and repositories, what is deprecated',
  parse,
};
