/** poetry.lock as Poetry 1 and 2 write it. It does not say what the project itself asked for. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat, type PackageParts } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { collect } from './python-lock.ts';
import { isTrue, repositoryAddress } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

function groupOf(entry: JsonNode): Package['group'] {
  const groups = itemsOf(memberOf(entry, 'groups')).map(stringOf);
  const dev = groups.length > 0 ? !groups.includes('main') : stringOf(memberOf(entry, 'category')) === 'dev';
  if (dev) return 'dev';
  return isTrue(memberOf(entry, 'optional')) ? 'optional' : 'main';
}

const SOURCES: Readonly<Record<string, Package['source']>> = {
  git: 'git',
  hg: 'git',
  svn: 'git',
  url: 'url',
  file: 'file',
  directory: 'file',
};

function readSource(source: JsonNode | undefined): Partial<PackageParts> {
  const text = (key: string): string | null => stringOf(memberOf(source, key));
  const url = text('url');
  if (url === null) return {};
  const kind = SOURCES[text('type') ?? ''] ?? 'registry';
  if (kind !== 'git') return { source: kind, resolved: url };
  return { source: kind, resolved: repositoryAddress(url, text('resolved_reference') ?? text('reference')) };
}

/** Poetry 1.0 kept digests without their algorithm, Poetry 1.1 files with theirs, by the names of packages. */
function readOldDigests(metadata: JsonNode | undefined): ReadonlyMap<string, readonly string[]> {
  const hashes = membersOf(memberOf(metadata, 'hashes')).map(({ key, value }): [string, string[]] => [
    key,
    itemsOf(value).flatMap(item => (stringOf(item) === null ? [] : [`sha256:${stringOf(item)}`])),
  ]);
  const files = membersOf(memberOf(metadata, 'files')).map(({ key, value }): [string, string[]] => [
    key,
    collect(value, 'hash'),
  ]);
  return new Map([...hashes, ...files]);
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  const entries = itemsOf(memberOf(root, 'package'));
  const metadata = memberOf(root, 'metadata');
  if (text.trim() !== '' && entries.length === 0 && metadata === undefined) return notTheFormat('a lockfile of Poetry');
  const digests = readOldDigests(metadata);
  for (const entry of entries) {
    const name = memberOf(entry, 'name');
    const written = stringOf(name);
    if (name === undefined || written === null) continue;
    const files = collect(memberOf(entry, 'files'), 'hash');
    draft.add({
      name: written,
      at: name.at,
      version: stringOf(memberOf(entry, 'version')),
      integrity: files.length > 0 ? files : (digests.get(written) ?? []),
      group: groupOf(entry),
      direct: false,
      ...readSource(memberOf(entry, 'source')),
    });
  }
  return finish(draft);
}

export const pypiPoetryLock: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'lockfile',
  description: 'packages that Poetry locked',
  parse,
};
