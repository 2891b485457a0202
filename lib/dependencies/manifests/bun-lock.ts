/** bun.lock, the text lockfile of bun since 1.1.39: JSON with trailing commas, in which each package is a list (docs of bun: lockfile). */

import type { ManifestFault, ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import type { PlainObject } from '../../text/json-objects.ts';
import { isPlainObject, plainEntries, plainMember, plainText, readJsonObjects } from '../../text/json-objects.ts';
import { showKey } from '../../text/show-key.ts';
import { jsonFaults, lineAt, noJsonObject, nothing } from './faults.ts';
import { nameEnd, readNpmSpec, toRequirement } from './npm-spec.ts';

const KINDS: Readonly<Record<string, PackageGroup>> = {
  dependencies: 'main',
  optionalDependencies: 'optional',
  devDependencies: 'dev',
  peerDependencies: 'peer',
};

/** Later ones need less. */
const ORDER: readonly PackageGroup[] = ['main', 'optional', 'peer', 'dev'];

/** Levels of keys (`a/b/c`) that are searched for what a package depends on. */
const DEEPEST = 30;

type Wish = {
  readonly importer: string;
  readonly member: string;
  readonly key: string;
  readonly spec: string;
  readonly group: PackageGroup;
};

/** What the projects of the workspace ask for; `member` is the name by which keys call the project, empty for the root. */
function collectWishes(workspaces: unknown): Wish[] {
  return plainEntries(workspaces).flatMap(([folder, project]) =>
    Object.entries(KINDS).flatMap(([kind, group]) =>
      plainEntries(plainMember(project, kind)).flatMap(([key, spec]) => {
        if (typeof spec !== 'string') return [];
        const member = folder === '' ? '' : (plainText(project, 'name') ?? '');
        return [{ importer: folder === '' ? '.' : folder, member, key, spec, group }];
      }),
    ),
  );
}

/** The object in a package's list that tells what it depends on. */
const infoOf = (entry: unknown): unknown => (Array.isArray(entry) ? entry.find(isPlainObject) : undefined);

/** The key of what is found as `name` from the key `from`: the deepest of `from/name`, … `name`. */
function findKey(packages: PlainObject, from: string, name: string): string | null {
  let above = from;
  for (let level = 0; above !== '' && level < DEEPEST; level++) {
    const key = `${above}/${name}`;
    if (Object.hasOwn(packages, key)) return key;
    above = above.slice(0, Math.max(0, above.lastIndexOf('/')));
  }
  return Object.hasOwn(packages, name) ? name : null;
}

/** The group of each key, from what the projects ask for and what that depends on: the first in `ORDER` that reaches it. */
function groupKeys(packages: PlainObject, wishes: readonly Wish[]): ReadonlyMap<string, PackageGroup> {
  const groups = new Map<string, PackageGroup>();
  for (const group of ORDER) {
    const waiting = wishes
      .filter(wish => wish.group === group)
      .map(({ member, key }) => findKey(packages, member, key));
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (key === null || groups.has(key)) continue;
      groups.set(key, group);
      const info = infoOf(packages[key]);
      for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
        for (const [name] of plainEntries(plainMember(info, kind))) waiting.push(findKey(packages, key, name));
      }
    }
  }
  return groups;
}

/** The last package in a key: `a/@scope/b` is about `@scope/b`. */
function installedName(key: string): string {
  const slash = key.lastIndexOf('/');
  const scope = key.lastIndexOf('/', slash - 1) + 1;
  return slash !== -1 && key.charAt(scope) === '@' ? key.slice(scope) : key.slice(slash + 1);
}

type Listed = { readonly identity: string; readonly texts: readonly string[]; readonly info: unknown };

/** `["name@version", address, {…}, digest]`; shorter where it comes from none of the registries. */
function readList(entry: unknown): Listed | null {
  if (!Array.isArray(entry)) return null;
  const texts = entry.filter(part => typeof part === 'string');
  const [identity] = texts;
  return identity === undefined || nameEnd(identity) === identity.length
    ? null
    : { identity, texts, info: infoOf(entry) };
}

/** `workspace:packages/a` and the like are sources of their own; `./b.tgz` is an archive. */
function readOrigin(
  name: string,
  { identity, texts }: Listed,
): Pick<Package, 'source' | 'version' | 'resolved' | 'integrity'> {
  const written = identity.slice(nameEnd(identity) + 1);
  const { source, resolved } = readNpmSpec(name, written);
  if (written.startsWith('root:')) return { source: 'workspace', version: null, resolved: null, integrity: [] };
  const integrity = texts.slice(1).filter(text => /^sha\d{1,3}-/.test(text));
  if (source !== 'registry') return { source, version: null, resolved: resolved ?? written, integrity };
  const address = texts[1]?.includes('://') ? texts[1] : null;
  return { source, version: written, resolved: address, integrity };
}

function readPackages(
  text: string,
  packages: PlainObject,
  places: ReadonlyMap<string, Span>,
  wishes: readonly Wish[],
): [Package[], ManifestFault[]] {
  const found: Package[] = [];
  const faults: ManifestFault[] = [];
  const start = Math.max(0, text.indexOf('"packages"'));
  const whole: Span = { start, end: start };
  const groups = groupKeys(packages, wishes);
  const direct = new Set(wishes.map(({ member, key }) => findKey(packages, member, key)));
  for (const key of Object.keys(packages)) {
    const listed = readList(packages[key]);
    const at: Span = places.get(key) ?? whole;
    if (listed === null || key.endsWith('/')) {
      faults.push({
        line: lineAt(text, at.start),
        message: `the entry ${showKey(key)} is no package, so it was left out`,
      });
      continue;
    }
    const name = listed.identity.slice(0, nameEnd(listed.identity));
    const installed = installedName(key);
    const origin = readOrigin(name, listed);
    const from = at.end - installed.length;
    found.push({
      ecosystem: 'npm',
      name,
      ...(installed !== name && { alias: installed }),
      range: null,
      ...origin,
      group: groups.get(key) ?? 'main',
      direct: direct.has(key) || origin.source === 'workspace',
      ...(plainMember(listed.info, 'bundled') === true && { bundled: true }),
      at: from >= at.start && text.startsWith(installed, from) ? { start: from, end: at.end } : at,
    });
  }
  return [found, faults];
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { value, membersAt, faults } = readJsonObjects(text, { comments: true });
  if (!isPlainObject(value)) return nothing([noJsonObject(text, faults)]);
  const packages = plainMember(value, 'packages');
  const workspaces = plainMember(value, 'workspaces');
  if (workspaces === undefined && value['lockfileVersion'] === undefined) {
    return nothing([{ line: 1, message: 'neither `lockfileVersion` nor `workspaces`: this is no lockfile of bun' }]);
  }
  const wishes = collectWishes(workspaces);
  const [found, broken] = isPlainObject(packages)
    ? readPackages(text, packages, membersAt('packages'), wishes)
    : [[], []];
  const projectName = plainText(plainMember(workspaces, ''), 'name');
  return {
    packages: found,
    references: [],
    faults: [...jsonFaults(text, faults), ...broken],
    requirements: wishes.map(({ importer, key, spec }) => toRequirement(importer, key, spec)),
    ...(projectName !== null && { projectName }),
  };
}

export const bunLock: ManifestFormat = {
  ecosystem: 'npm',
  role: 'lockfile',
  description: 'the text lockfile: members of the workspace, aliases, archives and repositories',
  parse,
};
