/** Pipfile.lock, as pipenv writes it. It does not say which packages the project asks for itself. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { readJson } from '../../text/json.ts';
import { itemsOf, type JsonMember, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { createDraft, finish, notTheFormat, type PackageParts } from './draft.ts';
import { jsonFaults } from './faults.ts';
import { exactVersion } from './pep508.ts';
import { addPipenvSources, namedIndex, readTableSource } from './python-tables.ts';

const GROUPS: Readonly<Record<string, Package['group']>> = { default: 'main', develop: 'dev' };

function readEntry({ key, at, value }: JsonMember, byName: ReadonlyMap<string, string>): PackageParts {
  const written = stringOf(memberOf(value, 'version'));
  return {
    name: key,
    at,
    version: written === null ? null : exactVersion(written),
    integrity: itemsOf(memberOf(value, 'hashes')).flatMap(item => stringOf(item) ?? []),
    resolved: namedIndex(value, 'index', byName),
    direct: false,
    ...readTableSource(value),
    // A lockfile asks for nothing: what a repository was asked for stands in its address.
    range: null,
  };
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createDraft('PyPI');
  if (text.trim() === '') return finish(draft);
  const { root, faults } = readJson(text);
  const sections = membersOf(root);
  if (!sections.some(({ key }) => key === '_meta' || Object.hasOwn(GROUPS, key)))
    return notTheFormat('a lockfile of pipenv');
  draft.faults.push(...jsonFaults(text, faults));
  const byName = addPipenvSources(memberOf(memberOf(root, '_meta'), 'sources'), draft);
  for (const { key: category, value } of sections) {
    if (category === '_meta') continue;
    const group = GROUPS[category] ?? 'optional';
    for (const member of membersOf(value)) draft.add({ ...readEntry(member, byName), group });
  }
  return finish(draft);
}

export const pypiPipfileLock: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'lockfile',
  description: 'packages that pipenv locked',
  parse,
};
