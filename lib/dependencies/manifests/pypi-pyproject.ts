/**
 * pyproject.toml: the lists of PEP 621, 735 and 518 with what uv's sources say of their packages, and Poetry's tables
 * (https://python-poetry.org/docs/dependency-specification/).
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { canonicalName } from '../names.ts';
import { type Draft, finish, type PackageParts } from './draft.ts';
import { exactVersion } from './pep508.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { findLists, followPath, readListItem } from './pyproject-lists.ts';
import { type Indexes, readIndexes, readUvSources } from './pyproject-sources.ts';
import { namedIndex, readConstraints } from './python-tables.ts';
import { readTomlManifest } from './toml-manifest.ts';

const POETRY: readonly (readonly [path: string, group: Package['group']])[] = [
  ['tool.poetry.dependencies', 'main'],
  ['tool.poetry.dev-dependencies', 'dev'],
  ['tool.poetry.group.*.dependencies', 'dev'],
];

/** To Poetry a bare version is that version and no other. */
export const poetryVersion = (range: string): string | null =>
  /^v?\d[\w.+!-]*$/.test(range) ? range.replace(/^v/, '') : exactVersion(range);

/** Poetry's table of dependencies holds the Python that is needed as well. */
function addPoetryTable(table: JsonNode, group: Package['group'], { byName }: Indexes, draft: Draft): void {
  for (const member of membersOf(table)) {
    if (canonicalName('PyPI', member.key) === 'python') continue;
    const table = member.value.kind === 'list' ? member.value.items[0] : member.value;
    const index = table === undefined ? null : namedIndex(table, 'source', byName);
    for (const parts of readConstraints(member, group, poetryVersion)) {
      draft.add(index === null ? parts : { resolved: index, ...parts });
    }
  }
}

/** What a project asks for under PEP 621 may stand in Poetry's table too, which then only says from where. */
function mergePoetry(draft: Draft, from: number): void {
  const asked = new Map(draft.packages.slice(0, from).map((pkg, at) => [canonicalName('PyPI', pkg.name), at]));
  const kept = draft.packages.splice(from);
  for (const pkg of kept) {
    const at = asked.get(canonicalName('PyPI', pkg.name));
    const before = at === undefined ? undefined : draft.packages[at];
    const adds = at === undefined || before === undefined || before.group !== pkg.group || pkg.range !== null;
    if (adds) draft.packages.push(pkg);
    else if (pkg.resolved !== null) draft.packages[at] = { ...before, source: pkg.source, resolved: pkg.resolved };
  }
}

function addLists(root: JsonNode, sources: ReadonlyMap<string, Partial<PackageParts>>, draft: PlacedDraft): void {
  for (const { node, group } of findLists(root)) {
    for (const item of itemsOf(node)) {
      const parts = readListItem(item, group, draft);
      if (parts === null) continue;
      draft.add({ ...parts, ...(parts.source === undefined ? sources.get(canonicalName('PyPI', parts.name)) : {}) });
    }
  }
}

/** setuptools reads lists from files of requirements; uv's workspace has members. */
function addReferences(root: JsonNode, draft: Draft): void {
  const dynamic = ['dependencies', 'optional-dependencies.*'].flatMap(key =>
    followPath(root, `tool.setuptools.dynamic.${key}`).map(node => memberOf(node, 'file')),
  );
  for (const files of dynamic) {
    for (const node of files?.kind === 'list' ? files.items : [files]) {
      const path = stringOf(node);
      if (node !== undefined && path !== null) draft.references.push({ kind: 'requirements', path, at: node.at });
    }
  }
  for (const node of followPath(root, 'tool.uv.workspace.members.*')) {
    const path = stringOf(node);
    if (path !== null) draft.references.push({ kind: 'member', path, at: node.at });
  }
}

function addPyproject(root: JsonNode, draft: PlacedDraft): void {
  const indexes = readIndexes(root);
  addLists(root, readUvSources(root, indexes), draft);
  const listed = draft.packages.length;
  for (const [path, group] of POETRY) {
    for (const table of followPath(root, path)) addPoetryTable(table, group, indexes, draft);
  }
  if (listed > 0) mergePoetry(draft, listed);
  draft.sources.push(...indexes.settings);
  addReferences(root, draft);
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const root = readTomlManifest(text, draft);
  addPyproject(root, draft);
  draft.packages.sort((a, b) => a.at.start - b.at.start);
  const name = ['project.name', 'tool.poetry.name', 'tool.flit.metadata.module'].flatMap(path =>
    followPath(root, path),
  )[0];
  const projectName = stringOf(name);
  return finish(draft, projectName === null ? {} : { projectName });
}

export const pypiPyproject: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description:
    'dependencies, extras, groups and build requirements of a Python project (PEP 621, 735, Poetry, PDM, uv, Hatch)',
  parse,
};
