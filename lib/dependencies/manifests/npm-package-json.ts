/** package.json, as npm, yarn, pnpm and bun read it. */

import type { ManifestFault, ManifestFormat, ManifestReference, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import type { JsonMember, JsonNode, JsonObject } from '../../text/json.ts';
import { itemsOf, memberOf, membersOf, readJson, stringOf } from '../../text/json.ts';
import { showKey } from '../../text/show-key.ts';
import { jsonFaults, lineAt, noJsonObject, nothing } from './faults.ts';
import { overriddenName, readNpmSpec } from './npm-spec.ts';

const GROUPS: Readonly<Record<string, PackageGroup>> = {
  dependencies: 'main',
  devDependencies: 'dev',
  optionalDependencies: 'optional',
  peerDependencies: 'peer',
};

/** What npm and pnpm run when the project itself is installed. */
const INSTALL_SCRIPTS = new Set([
  'pnpm:devPreinstall',
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
  'dependencies',
]);

/** Overrides lie in each other; nobody writes more levels than this. */
const DEEPEST_OVERRIDE = 20;

type Reading = { readonly text: string; readonly packages: Package[]; readonly faults: ManifestFault[] };

/** Where `name` stands by itself inside `at`, or all of `at` where it is written with escapes. */
function placeOf(reading: Reading, name: string, at: Span): Span {
  const index = name === '' ? -1 : reading.text.slice(at.start, at.end).indexOf(name);
  return index === -1 ? at : { start: at.start + index, end: at.start + index + name.length };
}

function addPackage(reading: Reading, name: string, at: Span, value: JsonNode, group: PackageGroup): void {
  const spec = stringOf(value);
  if (spec === null || name === '') {
    const what = name === '' ? 'a name is empty' : `the range of ${showKey(name)} is no text`;
    reading.faults.push({ line: lineAt(reading.text, at.start), message: `${what}, so it was left out` });
    return;
  }
  const read = readNpmSpec(name, spec);
  reading.packages.push({
    ...read,
    integrity: [],
    group,
    direct: group !== 'override',
    at: placeOf(reading, read.name, read.alias === undefined ? at : value.at),
  });
}

/** Peers that `peerDependenciesMeta` calls optional are not installed by themselves. */
function optionalPeers(root: JsonNode): ReadonlySet<string> {
  const optional = membersOf(memberOf(root, 'peerDependenciesMeta')).filter(({ value }) => {
    const flag = memberOf(value, 'optional');
    return flag?.kind === 'scalar' && flag.value === true;
  });
  return new Set(optional.map(({ key }) => key));
}

function readDependencies(reading: Reading, { key, at, value }: JsonMember, optional: ReadonlySet<string>): void {
  const group = GROUPS[key] ?? 'main';
  if (value.kind !== 'object') {
    const line = lineAt(reading.text, at.start);
    reading.faults.push({ line, message: `${showKey(key)} is no object, so nothing of it was read` });
  }
  for (const { key: name, at: place, value: spec } of membersOf(value)) {
    addPackage(reading, name, place, spec, group === 'peer' && optional.has(name) ? 'optional' : group);
  }
}

/**
 * Overrides lie in each other, where `.` is the package that they lie in. A value of `$name` repeats what a dependency asks for
 * and `-` removes one: neither names anything new.
 */
function readOverrides(reading: Reading, overrides: JsonNode | undefined, parent: string, depth: number): void {
  for (const { key, at, value } of membersOf(overrides)) {
    const name = key === '.' ? parent : overriddenName(key);
    const spec = stringOf(value);
    if (spec?.startsWith('$') || spec === '-') continue;
    if (value.kind !== 'object') addPackage(reading, name, at, value, 'override');
    else if (depth < DEEPEST_OVERRIDE) readOverrides(reading, value, name, depth + 1);
    else reading.faults.push({ line: lineAt(reading.text, at.start), message: 'overrides are nested too deeply' });
  }
}

/** Names in `bundledDependencies` that nothing else declares: they are packed from node_modules as they lie there. */
function readBundled(reading: Reading, root: JsonNode): void {
  const declared = new Set(reading.packages.map(({ name, alias }) => alias ?? name));
  for (const key of ['bundledDependencies', 'bundleDependencies']) {
    for (const item of itemsOf(memberOf(root, key))) {
      const name = stringOf(item);
      if (name === null || declared.has(name)) continue;
      const read = { ...readNpmSpec(name, ''), range: null };
      reading.packages.push({ ...read, integrity: [], group: 'main', direct: true, at: item.at });
    }
  }
}

function readMember(reading: Reading, member: JsonMember, optional: ReadonlySet<string>): void {
  const { key, value } = member;
  if (Object.hasOwn(GROUPS, key)) readDependencies(reading, member, optional);
  else if (key === 'overrides' || key === 'resolutions') readOverrides(reading, value, '', 0);
  else if (key === 'pnpm') readOverrides(reading, memberOf(value, 'overrides'), '', 0);
}

/** `["packages/*"]`, or in yarn's and bun's longer form `{ "packages": ["packages/*"] }`. What begins with `!` leaves out. */
function readMembers(root: JsonNode): ManifestReference[] {
  const workspaces = memberOf(root, 'workspaces');
  return itemsOf(workspaces?.kind === 'object' ? memberOf(workspaces, 'packages') : workspaces).flatMap(item => {
    const path = stringOf(item);
    return path === null ? [] : [{ kind: 'member' as const, path, at: item.at }];
  });
}

function readRoot(text: string, root: JsonObject, faults: readonly ManifestFault[]): ParsedManifest {
  const reading: Reading = { text, packages: [], faults: [...faults] };
  const optional = optionalPeers(root);
  for (const member of root.members) readMember(reading, member, optional);
  readBundled(reading, root);
  const projectName = stringOf(memberOf(root, 'name'));
  const scripts = membersOf(memberOf(root, 'scripts')).filter(({ key }) => INSTALL_SCRIPTS.has(key));
  return {
    packages: reading.packages,
    references: readMembers(root),
    faults: reading.faults,
    ...(projectName !== null && { projectName }),
    ...(scripts.length > 0 && { installScripts: scripts.map(({ key, at }) => ({ name: key, at })) }),
  };
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { root, faults } = readJson(text);
  if (root?.kind === 'object') return readRoot(text, root, jsonFaults(text, faults));
  return nothing([noJsonObject(text, faults)]);
}

export const npmPackageJson: ManifestFormat = {
  ecosystem: 'npm',
  role: 'manifest',
  description: 'dependencies of every kind, overrides and resolutions, workspaces, scripts that run on install',
  parse,
};
