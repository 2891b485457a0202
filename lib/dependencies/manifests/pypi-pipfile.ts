/** Pipfile (https://pipenv.pypa.io/en/latest/pipfile.html): every table that pipenv does not know is a category of packages. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { memberOf, membersOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { exactVersion } from './pep508.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { addPipenvSources, namedIndex, readConstraints } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

const SETTINGS = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipfile', 'global', 'build-system']);
const GROUPS: Readonly<Record<string, Package['group']>> = { packages: 'main', 'dev-packages': 'dev' };

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  const byName = addPipenvSources(memberOf(root, 'source'), draft);
  for (const { key: category, value: table } of membersOf(root)) {
    if (SETTINGS.has(category)) continue;
    for (const member of membersOf(table)) {
      const index = namedIndex(member.value, 'index', byName);
      for (const parts of readConstraints(member, GROUPS[category] ?? 'optional', exactVersion)) {
        draft.add(index === null ? parts : { resolved: index, ...parts });
      }
    }
  }
  return finish(draft);
}

export const pypiPipfile: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description: 'packages, development packages and categories of pipenv',
  parse,
};
