/** pdm.lock (https://pdm-project.org/latest/usage/lockfile/). A package stands there once more for each set of its extras. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat, type PackageParts } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { collect, pickAddress } from './python-lock.ts';
import { isTrue, repositoryAddress } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

/** `default` is what the project needs itself; locks before 4.4 name no groups. */
function groupOf(entry: JsonNode): Package['group'] {
  const groups = itemsOf(memberOf(entry, 'groups')).map(stringOf);
  return groups.length === 0 || groups.includes('default') ? 'main' : 'dev';
}

function readSource(entry: JsonNode, files: JsonNode | undefined): Partial<PackageParts> {
  const text = (key: string): string | null => stringOf(memberOf(entry, key));
  const repository = text('git') ?? text('hg');
  if (repository !== null) {
    return { source: 'git', resolved: repositoryAddress(repository, text('revision') ?? text('ref')) };
  }
  const path = text('path');
  if (path !== null) return { source: 'file', resolved: path };
  const url = text('url');
  if (url !== null) return { source: url.startsWith('file:') ? 'file' : 'url', resolved: url };
  if (isTrue(memberOf(entry, 'editable'))) return { source: 'file' };
  return { resolved: pickAddress(collect(files, 'url')) };
}

/** Old locks keep the files of all packages behind them, by name and version. */
const readOldFiles = (root: JsonNode): ReadonlyMap<string, JsonNode> =>
  new Map(membersOf(memberOf(memberOf(root, 'metadata'), 'files')).map(({ key, value }) => [key, value]));

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  const entries = itemsOf(memberOf(root, 'package'));
  if (text.trim() !== '' && entries.length === 0 && memberOf(root, 'metadata') === undefined) {
    return notTheFormat('a lockfile of PDM');
  }
  const old = readOldFiles(root);
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = memberOf(entry, 'name');
    const written = stringOf(name);
    if (name === undefined || written === null) continue;
    const version = stringOf(memberOf(entry, 'version'));
    const files = memberOf(entry, 'files') ?? old.get(`${written} ${version}`);
    const key = `${written} ${version}`;
    if (seen.has(key) && memberOf(entry, 'extras') !== undefined) continue;
    seen.add(key);
    const source = readSource(entry, files);
    draft.add({
      name: written,
      at: name.at,
      version,
      integrity: collect(files, 'hash'),
      group: groupOf(entry),
      direct: false,
      ...source,
    });
  }
  return finish(draft);
}

export const pypiPdmLock: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'lockfile',
  description: 'packages that PDM locked',
  parse,
};
