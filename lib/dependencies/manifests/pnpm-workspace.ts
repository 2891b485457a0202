/** pnpm-workspace.yaml: the members of the workspace, the catalogs that they take ranges from, and overrides. */

import type { ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { yamlMember, yamlMembers } from '../../text/yaml-flow.ts';
import type { YamlLine } from '../../text/yaml-lines.ts';
import { readYamlLines } from '../../text/yaml-lines.ts';
import { nothing } from './faults.ts';
import { overriddenName, readNpmSpec } from './npm-spec.ts';

/** `$name` repeats what a dependency asks for, `-` removes one: neither names anything new. */
const namesNothing = (value: string): boolean => value.startsWith('$') || value === '-';

function readEntry(text: string, { key, at, value, valueAt }: YamlLine, group: PackageGroup): Package[] {
  if (value === null || namesNothing(value)) return [];
  const name = group === 'override' ? overriddenName(key) : key;
  const spec = readNpmSpec(name, value);
  const line = spec.alias === undefined ? text.slice(at.start, at.end) : (text.slice(valueAt).split('\n', 1)[0] ?? '');
  const start = spec.alias === undefined ? at.start : valueAt;
  const index = line.indexOf(spec.name);
  const place = index === -1 ? at : { start: start + index, end: start + index + spec.name.length };
  return [{ ...spec, integrity: [], group, direct: false, at: place }];
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { entries, faults } = readYamlLines(text);
  const under = (key: string) => yamlMembers(text, yamlMember(entries, key));
  const catalogs = [under('catalog'), ...under('catalogs').map(catalog => yamlMembers(text, catalog))].flat();
  const packages = [
    ...catalogs.flatMap(entry => readEntry(text, entry, 'constraint')),
    ...under('overrides').flatMap(entry => readEntry(text, entry, 'override')),
  ].sort((a, b) => a.at.start - b.at.start);
  const references = under('packages').flatMap(({ key, value, at }) =>
    key === '' && value !== null ? [{ kind: 'member' as const, path: value, at }] : [],
  );
  return { packages, references, faults };
}

export const pnpmWorkspace: ManifestFormat = {
  ecosystem: 'npm',
  role: 'manifest',
  description: 'members of the workspace, catalogs, overrides',
  parse,
};
