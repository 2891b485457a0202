/**
 * Cargo.lock, versions 1 to 4. What has no source is a member of the workspace or lies in a folder; what such a package needs
 * is direct. Version 1 keeps the checksums of all packages in a table of their own.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readTomlManifest } from './toml-manifest.ts';

type Locked = {
  readonly name: string;
  readonly version: string | null;
  readonly source: string | null;
  readonly node: JsonNode;
};

function originOf(source: string | null): Pick<Package, 'source' | 'resolved'> {
  if (source === null) return { source: 'workspace', resolved: null };
  const kind = source.startsWith('git+') ? 'git' : source.startsWith('path+') ? 'file' : 'registry';
  return { source: kind, resolved: source };
}

/** Checksums of version 1 by `name version (source)`. */
function readChecksums(root: JsonNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of membersOf(memberOf(root, 'metadata'))) {
    const sum = stringOf(value);
    if (key.startsWith('checksum ') && sum !== null) found.set(key.slice('checksum '.length), sum);
  }
  return found;
}

/** What the members need: by name, or by name and version where several versions are locked. */
function readDirect(locked: readonly Locked[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { source, node } of locked) {
    if (source !== null) continue;
    for (const item of itemsOf(memberOf(node, 'dependencies'))) {
      const [name, version] = (stringOf(item) ?? '').split(' ');
      if (name) found.add(version === undefined ? name : `${name} ${version}`);
    }
  }
  return found;
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('crates.io', text);
  const root = readTomlManifest(text, draft);
  // Version 1 kept the package of the project itself in a table `root`.
  const own = memberOf(root, 'root');
  const entries = [...(own === undefined ? [] : [own]), ...itemsOf(memberOf(root, 'package'))];
  if (draft.faults.length > 0 && entries.length === 0) return notTheFormat('a Cargo.lock file');
  const locked: Locked[] = [];
  for (const node of entries) {
    const name = stringOf(memberOf(node, 'name'));
    if (name)
      locked.push({
        name,
        node,
        version: stringOf(memberOf(node, 'version')),
        source: stringOf(memberOf(node, 'source')),
      });
    else draft.faultAt(node.at.start, 'this entry names no package');
  }
  const checksums = readChecksums(root);
  const direct = readDirect(locked);
  for (const { name, version, source, node } of locked) {
    const sum = stringOf(memberOf(node, 'checksum')) ?? checksums.get(`${name} ${version} (${source})`);
    draft.add({
      name,
      version,
      ...originOf(source),
      integrity: sum && sum !== '<none>' ? [`sha256:${sum}`] : [],
      direct: direct.has(name) || direct.has(`${name} ${version}`),
      at: memberOf(node, 'name')?.at ?? node.at,
    });
  }
  return finish(draft);
}

export const cargoLock: ManifestFormat = {
  ecosystem: 'crates.io',
  role: 'lockfile',
  description: 'crates that Cargo chose, with their checksums',
  parse,
};
