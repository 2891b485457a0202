/** deno.lock of the versions 1 to 5. Version 1 knows modules by address alone, 2 has `npm.packages`, 3 has all under `packages`, and later ones have `npm` and `jsr` at the top. */

import type { LockedRequirement, ManifestFault, ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Ecosystem, Package } from '../../model/package.ts';
import type { JsonPlaces, PlainObject } from '../../text/json-objects.ts';
import { isPlainObject, plainEntries, plainMember, plainText, readJsonObjects } from '../../text/json-objects.ts';
import { showKey } from '../../text/show-key.ts';
import { readDenoSpec } from './deno-spec.ts';
import { jsonFaults, lineAt, noJsonObject, nothing } from './faults.ts';
import { nameEnd } from './npm-spec.ts';

type Section = { readonly ecosystem: Ecosystem; readonly entries: PlainObject; readonly places: JsonPlaces };

/** The object at a path, and its place. */
function findSection(root: unknown, places: JsonPlaces, ecosystem: Ecosystem, path: readonly string[]): Section | null {
  let value = root;
  let place: JsonPlaces | undefined = places;
  for (const key of path) {
    value = plainMember(value, key);
    place = place?.members.get(key);
  }
  return isPlainObject(value) && place !== undefined ? { ecosystem, entries: value, places: place } : null;
}

const SECTIONS: readonly [Ecosystem, readonly string[]][] = [
  ['npm', ['npm', 'packages']],
  ['npm', ['packages', 'npm']],
  ['JSR', ['packages', 'jsr']],
  ['JSR', ['jsr']],
  ['npm', ['npm']],
];

function findSections(root: PlainObject, places: JsonPlaces): Section[] {
  const isSecond = plainMember(plainMember(root, 'npm'), 'specifiers') !== undefined;
  return SECTIONS.filter(([, path]) => isSecond === (path.join() === 'npm,packages')).flatMap(
    ([ecosystem, path]) => findSection(root, places, ecosystem, path) ?? [],
  );
}

/** `npm:a@^1` to `npm:a@1.0.0`, to `1.0.0`, or in version 2 `a@^1` to `a@1.0.0`: the specifier, and the name and version it stands for. */
function readSpecifiers(root: PlainObject): Map<string, string> {
  const found = new Map<string, string>();
  const all = [root, plainMember(root, 'packages'), plainMember(root, 'npm')];
  for (const [key, value] of all.flatMap(holder => plainEntries(plainMember(holder, 'specifiers')))) {
    if (typeof value !== 'string') continue;
    const specifier = readDenoSpec(key) === null ? `npm:${key}` : key;
    const spec = readDenoSpec(specifier);
    if (spec === null) continue;
    const locked = value.replace(/^(?:npm|jsr):/, '');
    const version = locked.startsWith(`${spec.name}@`) ? locked.slice(spec.name.length + 1) : locked;
    found.set(specifier, `${spec.ecosystem}:${spec.name}@${version}`);
  }
  return found;
}

/** What deno.json and package.json of each member ask for, as `npm:a@^1`. */
function readWorkspace(
  workspace: unknown,
  importer: string,
): { readonly importer: string; readonly specifier: string }[] {
  const lists = [
    plainMember(workspace, 'dependencies'),
    plainMember(plainMember(workspace, 'packageJson'), 'dependencies'),
  ];
  return lists
    .flatMap(list => (Array.isArray(list) ? list : []))
    .flatMap(specifier => (typeof specifier === 'string' ? [{ importer, specifier }] : []));
}

function readWishes(root: PlainObject): { readonly importer: string; readonly specifier: string }[] {
  const workspace = plainMember(root, 'workspace');
  const members = plainEntries(plainMember(workspace, 'members'));
  return [...readWorkspace(workspace, '.'), ...members.flatMap(([folder, member]) => readWorkspace(member, folder))];
}

const digestOf = (integrity: string | null): string[] => {
  if (integrity === null) return [];
  return [/^[\da-f]{64}$/.test(integrity) ? `sha256:${integrity}` : integrity];
};

/** Keys are `name@version`, with the peers behind `_` where a package was resolved with some. */
function readEntry(
  text: string,
  { ecosystem, entries, places }: Section,
  key: string,
  direct: ReadonlySet<string>,
): Package | ManifestFault {
  const entry = entries[key];
  const at = (places.members.get(key) ?? places).at;
  const end = nameEnd(key);
  if (!isPlainObject(entry) || end === key.length) {
    return { line: lineAt(text, at.start), message: `the entry ${showKey(key)} is no package, so it was left out` };
  }
  const name = key.slice(0, end);
  const version = key.slice(end + 1).split('_', 1)[0] ?? '';
  return {
    ecosystem,
    name,
    version,
    range: null,
    source: 'registry',
    resolved: plainText(entry, 'tarball'),
    integrity: digestOf(plainText(entry, 'integrity')),
    group: 'main',
    direct: direct.has(`${ecosystem}:${key}`),
    ...(entry['deprecated'] === true && { deprecated: 'marked as deprecated' }),
    ...(entry['scripts'] === true && { installScript: true }),
    at: text.startsWith(name, at.start) ? { start: at.start, end: at.start + name.length } : at,
  };
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { value, places, faults } = readJsonObjects(text);
  if (!isPlainObject(value)) return nothing([noJsonObject(text, faults)]);
  if (Object.keys(value).every(key => /^https?:/.test(key))) return nothing();
  if (value['version'] === undefined && !('remote' in value)) {
    return nothing([{ line: 1, message: 'there is no `version`: this is no lockfile of deno' }]);
  }
  const specifiers = readSpecifiers(value);
  const wishes = readWishes(value);
  const asked = wishes.length > 0 ? wishes.map(({ specifier }) => specifier) : [...specifiers.keys()];
  const direct = new Set(asked.flatMap(specifier => specifiers.get(specifier) ?? []));
  const read = findSections(value, places()).flatMap(section =>
    Object.keys(section.entries).map(key => readEntry(text, section, key, direct)),
  );
  const requirements: LockedRequirement[] = wishes.flatMap(({ importer, specifier }) => {
    const spec = readDenoSpec(specifier);
    return spec === null ? [] : [{ importer, name: spec.name, range: spec.range }];
  });
  return {
    packages: read.filter(one => 'name' in one).sort((a, b) => a.at.start - b.at.start),
    references: [],
    faults: [...jsonFaults(text, faults), ...read.filter(one => 'message' in one)],
    ...(wishes.length > 0 && { requirements }),
  };
}

export const denoLock: ManifestFormat = {
  ecosystem: 'npm',
  role: 'lockfile',
  description: 'versions 1 to 5: packages of npm and JSR (modules by address are no packages)',
  parse,
};
