/**
 * uv.lock. The project's own packages are in it: what they require is direct, and tells what each package is there for.
 * uv documents no schema; this is what it writes.
 */

import type { LockedRequirement, ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat, type PackageParts } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { collect, pickAddress } from './python-lock.ts';
import { repositoryAddress } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

type Entry = {
  readonly name: string;
  readonly node: JsonNode;
  readonly nameNode: JsonNode;
  readonly own: string | null;
};

/** The folder of a package of the project itself, or null. */
function ownFolder(source: JsonNode | undefined): string | null {
  return stringOf(memberOf(source, 'virtual')) ?? stringOf(memberOf(source, 'editable'));
}

function readEntry(node: JsonNode): Entry[] {
  const nameNode = memberOf(node, 'name');
  const name = stringOf(nameNode);
  return nameNode === undefined || name === null
    ? []
    : [{ name, node, nameNode, own: ownFolder(memberOf(node, 'source')) }];
}

/** `https://host/path?rev=main#commit`: the commit counts, what was asked for does not. */
function readRepository(address: string): string {
  const [base = '', commit = null] = address.split('#', 2);
  return repositoryAddress(base.replace(/\?.*$/, ''), commit);
}

function readSource({ node, own }: Entry): Partial<PackageParts> {
  const source = memberOf(node, 'source');
  const text = (key: string): string | null => stringOf(memberOf(source, key));
  const sdist = memberOf(node, 'sdist');
  const archives = [...(sdist === undefined ? [] : [sdist]), ...itemsOf(memberOf(node, 'wheels'))];
  const integrity = archives.flatMap(archive => stringOf(memberOf(archive, 'hash')) ?? []);
  if (own !== null) return { source: 'workspace', resolved: own };
  const repository = text('git');
  if (repository !== null) return { source: 'git', resolved: readRepository(repository) };
  const url = text('url');
  if (url !== null) return { source: 'url', resolved: url, integrity };
  const path = text('path') ?? text('directory');
  if (path !== null) return { source: 'file', resolved: path, integrity };
  const addresses = archives.flatMap(each => stringOf(memberOf(each, 'url')) ?? stringOf(memberOf(each, 'path')) ?? []);
  return { resolved: pickAddress(addresses) ?? text('registry'), integrity };
}

const namesIn = (lists: readonly (JsonNode | undefined)[]): string[] => lists.flatMap(list => collect(list, 'name'));
const listsIn = (table: JsonNode | undefined): JsonNode[] => membersOf(table).map(({ value }) => value);

type Needs = ReadonlyMap<Package['group'], readonly string[]>;

/** What the project asks for itself, by group; a lock of a script or a tool names it in its manifest. */
function readNeeds(entries: readonly Entry[], manifest: JsonNode | undefined): Needs {
  const own = entries.filter(entry => entry.own !== null).map(({ node }) => node);
  return new Map([
    ['main', namesIn([...own.map(node => memberOf(node, 'dependencies')), memberOf(manifest, 'requirements')])],
    ['optional', namesIn(own.flatMap(node => listsIn(memberOf(node, 'optional-dependencies'))))],
    [
      'dev',
      namesIn([
        ...own.flatMap(node => listsIn(memberOf(node, 'dev-dependencies'))),
        ...listsIn(memberOf(manifest, 'dependency-groups')),
      ]),
    ],
  ]);
}

/** The first group that leads to each package: main, then optional, then dev. */
function spreadGroups(entries: readonly Entry[], needs: Needs): ReadonlyMap<string, Package['group']> {
  const leads = new Map<string, string[]>();
  for (const { name, node } of entries) {
    const lists = [memberOf(node, 'dependencies'), ...listsIn(memberOf(node, 'optional-dependencies'))];
    const before = leads.get(name);
    if (before === undefined) leads.set(name, namesIn(lists));
    else before.push(...namesIn(lists));
  }
  const groups = new Map<string, Package['group']>();
  for (const [group, names] of needs) {
    const queue = [...names];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (groups.has(name)) continue;
      groups.set(name, group);
      queue.push(...(leads.get(name) ?? []));
    }
  }
  return groups;
}

const folderOf = (own: string): string => own.replace(/^\.\/(?=.)/, '');

function readRequirements(entries: readonly Entry[]): LockedRequirement[] {
  return entries.flatMap(({ own, node }) => {
    if (own === null) return [];
    const metadata = memberOf(node, 'metadata');
    const lists = [memberOf(metadata, 'requires-dist'), ...listsIn(memberOf(metadata, 'requires-dev'))];
    return lists.flatMap(itemsOf).flatMap(item => {
      const name = stringOf(memberOf(item, 'name'));
      return name === null
        ? []
        : [{ importer: folderOf(own), name, range: stringOf(memberOf(item, 'specifier')) ?? '' }];
    });
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  const entries = itemsOf(memberOf(root, 'package')).flatMap(readEntry);
  if (text.trim() !== '' && entries.length === 0 && memberOf(root, 'version') === undefined)
    return notTheFormat('a lockfile of uv');
  const needs = readNeeds(entries, memberOf(root, 'manifest'));
  const direct = new Set([...needs.values()].flat());
  const groups = spreadGroups(entries, needs);
  for (const entry of entries) {
    const { name, node, nameNode } = entry;
    draft.add({
      name,
      at: nameNode.at,
      version: stringOf(memberOf(node, 'version')),
      group: groups.get(name) ?? 'main',
      direct: direct.has(name),
      ...readSource(entry),
    });
  }
  const requirements = readRequirements(entries);
  const projectName = entries.find(({ own }) => own === '.')?.name;
  return finish(draft, {
    ...(requirements.length > 0 ? { requirements } : {}),
    ...(projectName === undefined ? {} : { projectName }),
  });
}

export const pypiUvLock: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'lockfile',
  description: 'packages that uv locked',
  parse,
};
