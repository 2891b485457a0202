/**
 * package-lock.json and npm-shrinkwrap.json. Versions 2 and 3 have `packages`, by the folders that they are installed into
 * (docs of npm: package-lock-json); version 1 has `dependencies`, which lie in each other as the folders do.
 */

import type { LockedRequirement, ManifestFault, ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup, PackageSource } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import type { JsonObjects, JsonPlaces, PlainObject } from '../../text/json-objects.ts';
import { isPlainObject, plainEntries, plainMember, plainText, readJsonObjects } from '../../text/json-objects.ts';
import { showKey } from '../../text/show-key.ts';
import { completePackage, type GrowingParts } from './draft.ts';
import { jsonFaults, lineAt, noJsonObject, nothing } from './faults.ts';
import { joinPath } from './join-path.ts';
import { readNpmSpec, splitIntegrity, toRequirement } from './npm-spec.ts';

const MODULES = 'node_modules/';
/** Levels above a member in which its packages are looked for. */
const DEEPEST_FOLDER = 30;
const NEEDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

type Reading = {
  readonly text: string;
  readonly packages: Package[];
  readonly faults: ManifestFault[];
};

/** What the manifests of a project ask for, from all over the lockfile. */
type Wishes = {
  readonly requirements: readonly LockedRequirement[];
  /** Folders that satisfy them. */
  readonly direct: ReadonlySet<string>;
  /** Folders that somebody asks for by `file:`. */
  readonly folders: ReadonlySet<string>;
  /** Addresses that somebody asks for. */
  readonly addresses: ReadonlySet<string>;
};

/** The folder in which `name` is found from `folder`, as Node looks for it. */
function findInstalled(packages: PlainObject, folder: string, name: string): string {
  let above = folder;
  for (let level = 0; above !== '' && level < DEEPEST_FOLDER; level++) {
    const path = `${above}/${MODULES}${name}`;
    if (Object.hasOwn(packages, path)) return path;
    above = above.slice(0, Math.max(0, above.lastIndexOf('/')));
  }
  return MODULES + name;
}

/** What somebody asks for by address, whoever it is. */
function collectAddresses(packages: PlainObject): Set<string> {
  const addresses = new Set<string>();
  for (const entry of Object.values(packages)) {
    for (const kind of NEEDS) {
      const needs = plainMember(entry, kind);
      if (!isPlainObject(needs)) continue;
      for (const name in needs) {
        const spec = needs[name];
        if (typeof spec === 'string' && spec.startsWith('http')) addresses.add(spec);
      }
    }
  }
  return addresses;
}

/** Every text that the manifest of a project gives as what it needs, by name. */
const needsOf = (entry: unknown): [name: string, spec: string][] =>
  NEEDS.flatMap(kind => plainEntries(plainMember(entry, kind))).flatMap(([name, spec]) =>
    typeof spec === 'string' ? [[name, spec] as [string, string]] : [],
  );

function collectWishes(packages: PlainObject): Wishes {
  const requirements: LockedRequirement[] = [];
  const direct = new Set<string>();
  const folders = new Set<string>();
  for (const [folder, entry] of Object.entries(packages)) {
    if (folder.includes(MODULES)) continue;
    for (const [name, spec] of needsOf(entry)) {
      if (spec.startsWith('file:')) folders.add(joinPath(folder, spec.slice(5)));
      requirements.push(toRequirement(folder === '' ? '.' : folder, name, spec));
      direct.add(findInstalled(packages, folder, name));
    }
  }
  return { requirements, direct, folders, addresses: collectAddresses(packages) };
}

function groupOf(entry: PlainObject): PackageGroup {
  if (entry['dev'] === true) return 'dev';
  if (entry['optional'] === true || entry['devOptional'] === true) return 'optional';
  return entry['peer'] === true ? 'peer' : 'main';
}

/** Adds a package with what entries of all versions say in the same words. */
function addPackage({ packages }: Reading, entry: PlainObject, parts: GrowingParts): void {
  parts.integrity = splitIntegrity(plainText(entry, 'integrity'));
  parts.group = groupOf(entry);
  const deprecated = plainText(entry, 'deprecated');
  if (deprecated !== null) parts.deprecated = deprecated;
  if (entry['hasInstallScript'] === true) parts.installScript = true;
  if (entry['inBundle'] === true || entry['bundled'] === true) parts.bundled = true;
  packages.push(completePackage(parts, 'npm'));
}

/** The name at the end of a key, or the whole key where it is written with escapes. */
const markName = (text: string, at: Span, name: string): Span =>
  text.startsWith(name, at.end - name.length) && at.end - name.length >= at.start
    ? { start: at.end - name.length, end: at.end }
    : at;

function sourceOf(resolved: string | null, addresses: ReadonlySet<string>): PackageSource {
  if (resolved === null) return 'registry';
  const { source } = readNpmSpec('', resolved);
  return source === 'url' && !addresses.has(resolved) ? 'registry' : source;
}

/** A link stands for a folder of the project, whose own entry holds its version. */
function readLink(packages: PlainObject, entry: PlainObject, wishes: Wishes): Pick<Package, 'source' | 'version'> {
  const target = plainText(entry, 'resolved') ?? '';
  const hasMembers = plainMember(packages[''], 'workspaces') !== undefined;
  return {
    source: hasMembers && !wishes.folders.has(target) ? 'workspace' : 'file',
    version: plainText(plainMember(packages, target), 'version'),
  };
}

function readEntry(reading: Reading, packages: PlainObject, key: string, at: Span, wishes: Wishes): void {
  const entry = packages[key];
  const start = key.lastIndexOf(MODULES);
  if (start === -1 || !isPlainObject(entry)) return;
  const installed = key.slice(start + MODULES.length);
  if (installed === '') {
    const message = `the entry ${showKey(key)} names no package, so it was left out`;
    reading.faults.push({ line: lineAt(reading.text, at.start), message });
    return;
  }
  const name = plainText(entry, 'name') ?? installed;
  const resolved = plainText(entry, 'resolved');
  const origin =
    entry['link'] === true
      ? readLink(packages, entry, wishes)
      : { source: sourceOf(resolved, wishes.addresses), version: plainText(entry, 'version') };
  const { source, version } = origin;
  const direct = wishes.direct.has(key) || source === 'workspace';
  const parts: GrowingParts = { name, version, source, resolved, direct, at: markName(reading.text, at, installed) };
  if (name !== installed) parts.alias = installed;
  addPackage(reading, entry, parts);
}

/** What is no object stands in no tree of places: it gets the line of what it stands in. */
function reportOthers(reading: Reading, entries: PlainObject, start: number): void {
  for (const [key, entry] of Object.entries(entries)) {
    if (isPlainObject(entry)) continue;
    const message = `the entry ${showKey(key)} is no object, so it was left out`;
    reading.faults.push({ line: lineAt(reading.text, start), message });
  }
}

function readPackages(
  reading: Reading,
  packages: PlainObject,
  { membersAt }: JsonObjects,
): readonly LockedRequirement[] {
  const wishes = collectWishes(packages);
  for (const [key, at] of membersAt('packages')) readEntry(reading, packages, key, at, wishes);
  reportOthers(reading, packages, reading.text.indexOf('"packages"'));
  return wishes.requirements;
}

/** Version 1. A version is an address where the package comes from none of the registries. */
function readDependency(reading: Reading, key: string, entry: PlainObject, at: Span): void {
  const { ecosystem, name, alias, source, resolved, version, range } = readNpmSpec(
    key,
    plainText(entry, 'version') ?? '',
  );
  const parts: GrowingParts = {
    ecosystem,
    name,
    version: source === 'registry' && range !== '*' ? (version ?? range) : null,
    source,
    resolved: resolved ?? plainText(entry, 'resolved'),
    direct: false,
    at: markName(reading.text, at, key),
  };
  if (alias !== undefined) parts.alias = alias;
  addPackage(reading, entry, parts);
}

function readDependencies(reading: Reading, root: PlainObject, places: JsonPlaces): void {
  const waiting: [PlainObject, JsonPlaces][] = [[root, places]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [entries, { at, members }] = next;
    const nested: [PlainObject, JsonPlaces][] = [];
    for (const [key, place] of members) {
      const entry = entries[key];
      if (!isPlainObject(entry)) continue;
      readDependency(reading, key, entry, place.at);
      const below = plainMember(entry, 'dependencies');
      const belowPlaces = place.members.get('dependencies');
      if (isPlainObject(below) && belowPlaces !== undefined) nested.push([below, belowPlaces]);
    }
    reportOthers(reading, entries, at.start);
    waiting.push(...nested.reverse());
  }
  reading.packages.sort((a, b) => a.at.start - b.at.start);
}

function readLock(text: string, lock: PlainObject, objects: JsonObjects): ParsedManifest {
  const reading: Reading = { text, packages: [], faults: jsonFaults(text, objects.faults) };
  const packages = plainMember(lock, 'packages');
  const dependencies = plainMember(lock, 'dependencies');
  let requirements: readonly LockedRequirement[] | undefined;
  if (isPlainObject(packages)) requirements = readPackages(reading, packages, objects);
  else if (isPlainObject(dependencies)) {
    const places = objects.places().members.get('dependencies');
    if (places !== undefined) readDependencies(reading, dependencies, places);
  } else if (lock['lockfileVersion'] === undefined) {
    const message = 'neither `packages` nor `dependencies` nor `lockfileVersion`: this is no lockfile of npm';
    reading.faults.push({ line: 1, message });
  }
  const projectName = plainText(lock, 'name');
  return {
    packages: reading.packages,
    references: [],
    faults: reading.faults,
    ...(requirements && { requirements }),
    ...(projectName !== null && { projectName }),
  };
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const objects = readJsonObjects(text);
  return isPlainObject(objects.value)
    ? readLock(text, objects.value, objects)
    : nothing([noJsonObject(text, objects.faults)]);
}

export const npmPackageLock: ManifestFormat = {
  ecosystem: 'npm',
  role: 'lockfile',
  description:
    'versions 1 to 3: links, aliases, what is bundled, deprecated or runs a script, and what each member asks for',
  parse,
};
