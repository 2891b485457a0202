/** renv.lock of R (https://rstudio.github.io/renv/reference/lockfile-api.html). Its hashes are those of descriptions, not of archives. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft } from './placed-draft.ts';

const FORGES: Readonly<Record<string, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
  bitbucket: 'https://bitbucket.org',
};

/** `Source` is Repository, Bioconductor, Local, URL, or where the repository is kept. */
function originOf(entry: JsonNode, repositories: ReadonlyMap<string, string>): Pick<Package, 'source' | 'resolved'> {
  const text = (key: string): string | null => stringOf(memberOf(entry, key)) || null;
  const kind = text('Source')?.toLowerCase() ?? '';
  const url = text('RemoteUrl');
  if (kind === 'local') return { source: 'file', resolved: url };
  if (kind === 'url') return { source: 'url', resolved: url };
  const forge = Object.hasOwn(FORGES, kind) ? FORGES[kind] : undefined;
  if (forge !== undefined || kind.startsWith('git')) {
    const ref = text('RemoteSha') ?? text('RemoteRef');
    const address = url ?? (forge === undefined ? null : `${forge}/${text('RemoteUsername')}/${text('RemoteRepo')}`);
    return { source: 'git', resolved: address === null ? null : gitAddress(address, ref) };
  }
  return { source: 'registry', resolved: repositories.get(text('Repository') ?? '') ?? null };
}

function readRepositories(root: JsonNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of itemsOf(memberOf(memberOf(root, 'R'), 'Repositories'))) {
    const [name, url] = [stringOf(memberOf(entry, 'Name')), stringOf(memberOf(entry, 'URL'))];
    if (name !== null && url !== null) found.set(name, url);
  }
  return found;
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('CRAN', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  const packages = memberOf(root, 'Packages');
  if (packages?.kind !== 'object' && draft.faults.length === 0) {
    draft.fault(1, 'this lockfile has no `Packages`: none were read');
  }
  const repositories = readRepositories(root);
  for (const { key, at, value } of membersOf(packages)) {
    if (value.kind !== 'object') {
      draft.faultAt(at.start, 'this entry is no object, so it was left out');
      continue;
    }
    const name = stringOf(memberOf(value, 'Package')) || key;
    draft.add({
      name,
      version: stringOf(memberOf(value, 'Version')),
      direct: false,
      at,
      ...originOf(value, repositories),
    });
  }
  return finish(draft);
}

export const renvLock: ManifestFormat = {
  ecosystem: 'CRAN',
  role: 'lockfile',
  description: 'packages that renv keeps of an R project',
  parse,
};
