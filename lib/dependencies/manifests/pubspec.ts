/** pubspec.yaml of Dart and Flutter (https://dart.dev/tools/pub/dependencies). What comes with an SDK is no package of its own. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

const EXACT = /^=?\s*(\d{1,10}\.\d{1,10}\.\d{1,10}(?:[-+][\w.+-]{1,100})?)$/;

type Origin = Pick<Package, 'source' | 'resolved' | 'name'>;

function originOf(name: string, value: JsonNode): Origin {
  const path = stringOf(memberOf(value, 'path'));
  if (path !== null) return { name, source: 'file', resolved: path };
  const git = memberOf(value, 'git');
  if (git !== undefined) {
    const url = stringOf(git) ?? stringOf(memberOf(git, 'url'));
    const resolved = url === null ? null : gitAddress(url, stringOf(memberOf(git, 'ref')));
    return { name, source: 'git', resolved };
  }
  const hosted = memberOf(value, 'hosted');
  const url = stringOf(hosted) ?? stringOf(memberOf(hosted, 'url'));
  return { name: stringOf(memberOf(hosted, 'name')) ?? name, source: 'registry', resolved: url };
}

function addDependencies(root: JsonNode, key: string, group: PackageGroup, draft: PlacedDraft): void {
  for (const { key: name, at, value } of membersOf(memberOf(root, key))) {
    if (memberOf(value, 'sdk') !== undefined) continue;
    const range = stringOf(value) || stringOf(memberOf(value, 'version'));
    const origin = originOf(name, value);
    const alias = origin.name === name ? {} : { alias: name };
    draft.add({ ...origin, ...alias, range, version: EXACT.exec(range ?? '')?.[1] ?? null, group, at });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Pub', text);
  const root = readYamlManifest(text, 'a pubspec.yaml file', draft);
  if (root === null) return finish(draft);
  addDependencies(root, 'dependencies', 'main', draft);
  addDependencies(root, 'dev_dependencies', 'dev', draft);
  addDependencies(root, 'dependency_overrides', 'override', draft);
  for (const member of itemsOf(memberOf(root, 'workspace'))) {
    const path = stringOf(member);
    if (path) draft.references.push({ kind: 'member', path: `${path}/pubspec.yaml`, at: member.at });
  }
  const projectName = stringOf(memberOf(root, 'name'));
  return finish(draft, projectName === null ? {} : { projectName });
}

export const pubspec: ManifestFormat = {
  ecosystem: 'Pub',
  role: 'manifest',
  description: 'packages that a Dart or Flutter project asks for',
  parse,
};
