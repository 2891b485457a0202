/** composer.lock, as Composer writes it: whole packages in `packages` and `packages-dev`, without saying which are direct. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../text/json.ts';
import { finish } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

const bare = (version: string): string => version.replace(/^v(?=\d)/i, '');

const textAt = (node: JsonNode | undefined, key: string): string | null => stringOf(memberOf(node, key)) || null;

/** What is unpacked is `dist`; `source` is where it was developed, and what is fetched only where there is no archive. */
function describeSource(entry: JsonNode): Pick<Package, 'source' | 'resolved' | 'integrity'> {
  const dist = memberOf(entry, 'dist');
  const url = textAt(dist, 'url');
  if (url !== null) {
    const sum = textAt(dist, 'shasum');
    const source = textAt(dist, 'type') === 'path' ? 'file' : 'registry';
    return { source, resolved: url, integrity: sum === null ? [] : [`sha1:${sum}`] };
  }
  const repository = memberOf(entry, 'source');
  const address = textAt(repository, 'url');
  if (address === null) return { source: 'registry', resolved: null, integrity: [] };
  if (textAt(repository, 'type') !== 'git') return { source: 'url', resolved: address, integrity: [] };
  return { source: 'git', resolved: gitAddress(address, textAt(repository, 'reference')), integrity: [] };
}

/** `abandoned` is `true` or the name of the package to take instead. */
function describeAbandoned(entry: JsonNode): Pick<Package, 'deprecated'> {
  const node = memberOf(entry, 'abandoned');
  const replacement = stringOf(node);
  if (replacement) return { deprecated: `abandoned, use ${replacement} instead` };
  return node?.kind === 'scalar' && node.value === true ? { deprecated: 'abandoned' } : {};
}

function addPackages(root: JsonNode, key: string, group: PackageGroup, draft: PlacedDraft): void {
  for (const entry of itemsOf(memberOf(root, key))) {
    const node = memberOf(entry, 'name');
    const name = stringOf(node);
    if (node === undefined || !name) {
      draft.faultAt(entry.at.start, 'this entry names no package');
      continue;
    }
    const version = textAt(entry, 'version');
    draft.add({
      name,
      version: version === null ? null : bare(version),
      group,
      direct: false,
      at: node.at,
      ...describeSource(entry),
      ...describeAbandoned(entry),
    });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Packagist', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  if (memberOf(root, 'packages') === undefined && draft.faults.length === 0) {
    draft.fault(1, 'this lockfile has no list of packages: none were read');
  }
  addPackages(root, 'packages', 'main', draft);
  addPackages(root, 'packages-dev', 'dev', draft);
  return finish(draft);
}

export const composerLock: ManifestFormat = {
  ecosystem: 'Packagist',
  role: 'lockfile',
  description: 'packages that Composer chose, with what is abandoned',
  parse,
};
