/** conan.lock: the graph of Conan 1 (`graph_lock`) and the lists of Conan 2. References are `name/version@user/channel#revision%time`. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

const REFERENCE = /^([^/@#%\s]{1,200})\/([^/@#%\s]{1,200})(?:[@#%]|$)/;
const LISTS: Readonly<Record<string, PackageGroup>> = {
  requires: 'main',
  build_requires: 'build',
  python_requires: 'build',
  config_requires: 'build',
};

function addReference(node: JsonNode, group: PackageGroup, direct: boolean, draft: PlacedDraft): void {
  const written = stringOf(node);
  const [, name, version] = REFERENCE.exec(written ?? '') ?? [];
  if (name === undefined || version === undefined) {
    draft.faultAt(node.at.start, 'this entry is not `name/version`');
    return;
  }
  const { start, end } = node.at;
  draft.add({ name, version, group, direct, at: { start, end: Math.min(end, start + name.length) } });
}

/** Nodes by number; the one with a path instead of a reference is the project, and what it requires is direct. */
function addGraph(nodes: JsonNode, draft: PlacedDraft): void {
  const direct = new Set<string>();
  const built = new Set<string>();
  for (const { value } of membersOf(nodes)) {
    const isProject = memberOf(value, 'path') !== undefined || !REFERENCE.test(stringOf(memberOf(value, 'ref')) ?? '');
    for (const id of itemsOf(memberOf(value, 'build_requires'))) built.add(stringOf(id) ?? '');
    if (!isProject) continue;
    for (const id of itemsOf(memberOf(value, 'requires'))) direct.add(stringOf(id) ?? '');
  }
  for (const { key, value } of membersOf(nodes)) {
    const ref = memberOf(value, 'ref');
    if (ref === undefined || memberOf(value, 'path') !== undefined) continue;
    addReference(ref, built.has(key) ? 'build' : 'main', direct.has(key), draft);
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('ConanCenter', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  const nodes = memberOf(memberOf(root, 'graph_lock'), 'nodes');
  if (nodes !== undefined) addGraph(nodes, draft);
  for (const { key, value } of membersOf(root)) {
    const group = Object.hasOwn(LISTS, key) ? LISTS[key] : undefined;
    if (group !== undefined) for (const item of itemsOf(value)) addReference(item, group, false, draft);
  }
  const isLock = nodes !== undefined || Object.keys(LISTS).some(key => memberOf(root, key) !== undefined);
  if (!isLock && draft.faults.length === 0)
    draft.fault(1, 'this lockfile names no packages in a way that Conan writes');
  return finish(draft);
}

export const conanLock: ManifestFormat = {
  ecosystem: 'ConanCenter',
  role: 'lockfile',
  description: 'packages that Conan chose',
  parse,
};
