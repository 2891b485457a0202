/** pylock.toml (PEP 751, https://packaging.python.org/en/latest/specifications/pylock-toml/). It has no word on who asked for what. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat, type PackageParts } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { pickAddress } from './python-lock.ts';
import { repositoryAddress } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

const digestsOf = (archive: JsonNode): string[] =>
  membersOf(memberOf(archive, 'hashes')).flatMap(({ key, value }) => {
    const digest = stringOf(value);
    return digest === null ? [] : [`${key}:${digest}`];
  });

const addressOf = (table: JsonNode | undefined): string | null =>
  stringOf(memberOf(table, 'url')) ?? stringOf(memberOf(table, 'path'));

function readSource(entry: JsonNode): Partial<PackageParts> {
  const vcs = memberOf(entry, 'vcs');
  if (vcs !== undefined) {
    const ref = stringOf(memberOf(vcs, 'commit-id')) ?? stringOf(memberOf(vcs, 'requested-revision'));
    const kind = stringOf(memberOf(vcs, 'type')) ?? 'git';
    const address = addressOf(vcs);
    return { source: 'git', resolved: address === null ? null : repositoryAddress(`${kind}+${address}`, ref) };
  }
  const directory = memberOf(entry, 'directory');
  if (directory !== undefined) return { source: 'file', resolved: addressOf(directory) };
  const archive = memberOf(entry, 'archive');
  if (archive !== undefined) {
    const remote = memberOf(archive, 'url') !== undefined;
    return { source: remote ? 'url' : 'file', resolved: addressOf(archive), integrity: digestsOf(archive) };
  }
  const sdist = memberOf(entry, 'sdist');
  const archives = [...(sdist === undefined ? [] : [sdist]), ...itemsOf(memberOf(entry, 'wheels'))];
  const address = pickAddress(archives.flatMap(each => addressOf(each) ?? []));
  return { resolved: address ?? stringOf(memberOf(entry, 'index')), integrity: archives.flatMap(digestsOf) };
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  const entries = memberOf(root, 'packages');
  if (text.trim() !== '' && entries === undefined && memberOf(root, 'lock-version') === undefined) {
    return notTheFormat('a lockfile by PEP 751');
  }
  for (const entry of itemsOf(entries)) {
    const name = memberOf(entry, 'name');
    const written = stringOf(name);
    if (name === undefined || written === null) continue;
    const version = stringOf(memberOf(entry, 'version'));
    draft.add({ name: written, at: name.at, version, direct: false, ...readSource(entry) });
  }
  return finish(draft);
}

export const pypiPylock: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'lockfile',
  description: 'packages locked in the common format of Python (PEP 751)',
  parse,
};
