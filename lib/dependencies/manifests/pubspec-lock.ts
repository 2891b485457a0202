/** pubspec.lock, as `dart pub get` writes it. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

const GROUPS: Readonly<Record<string, PackageGroup>> = { 'direct dev': 'dev', 'direct overridden': 'override' };

function originOf(entry: JsonNode): Pick<Package, 'source' | 'resolved' | 'integrity'> {
  const description = memberOf(entry, 'description');
  const url = stringOf(memberOf(description, 'url'));
  const kind = stringOf(memberOf(entry, 'source'));
  if (kind === 'git') {
    const ref = stringOf(memberOf(description, 'resolved-ref')) ?? stringOf(memberOf(description, 'ref'));
    return { source: 'git', resolved: url === null ? null : gitAddress(url, ref), integrity: [] };
  }
  if (kind === 'path') return { source: 'file', resolved: stringOf(memberOf(description, 'path')), integrity: [] };
  const digest = stringOf(memberOf(description, 'sha256'));
  return { source: 'registry', resolved: url, integrity: digest ? [`sha256:${digest}`] : [] };
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Pub', text);
  const root = readYamlManifest(text, 'a pubspec.lock file', draft);
  for (const { key, at, value } of membersOf(memberOf(root, 'packages'))) {
    if (stringOf(memberOf(value, 'source')) === 'sdk') continue;
    const need = stringOf(memberOf(value, 'dependency')) ?? '';
    const name = stringOf(memberOf(memberOf(value, 'description'), 'name')) ?? key;
    draft.add({
      name,
      ...(name === key ? {} : { alias: key }),
      version: stringOf(memberOf(value, 'version')),
      group: GROUPS[need] ?? 'main',
      direct: need.startsWith('direct'),
      at,
      ...originOf(value),
    });
  }
  return finish(draft);
}

export const pubspecLock: ManifestFormat = {
  ecosystem: 'Pub',
  role: 'lockfile',
  description: 'packages that Dart chose, with their digests',
  parse,
};
