/** The lists of PEP 508 requirements in pyproject.toml, by what they are for. */

import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, membersOf, stringOf } from '../../text/tree.ts';
import type { PackageParts } from './draft.ts';
import type { PlacedDraft } from './placed-draft.ts';
import { readPythonTarget } from './pypi-requirements.ts';
import { toPackage } from './python-requirement.ts';

type Group = Package['group'];
export type RequirementList = { readonly node: JsonNode | undefined; readonly group: Group };

const valuesOf = (node: JsonNode): readonly JsonNode[] =>
  node.kind === 'list' ? itemsOf(node) : membersOf(node).map(({ value }) => value);

const valuesAt = (node: JsonNode, key: string): readonly JsonNode[] =>
  membersOf(node).flatMap(member => (member.key === key ? [member.value] : []));

/**
 * What keys between dots lead to. `*` stands for every key of a table, and every item of a list. A key that stands there twice,
 * as in a conflict of git, leads to both values.
 */
export const followPath = (root: JsonNode, path: string): readonly JsonNode[] =>
  path
    .split('.')
    .reduce<readonly JsonNode[]>(
      (nodes, key) => nodes.flatMap(node => (key === '*' ? valuesOf(node) : valuesAt(node, key))),
      [root],
    );

/** PEP 621, 735 and 518, and the settings of uv, PDM, Hatch and Flit. */
const LISTS: readonly (readonly [path: string, group: Group])[] = [
  ['project.dependencies', 'main'],
  ['project.optional-dependencies.*', 'optional'],
  ['dependency-groups.*', 'dev'],
  ['build-system.requires', 'build'],
  ['tool.uv.dev-dependencies', 'dev'],
  ['tool.uv.constraint-dependencies', 'constraint'],
  ['tool.uv.build-constraint-dependencies', 'constraint'],
  ['tool.uv.override-dependencies', 'override'],
  ['tool.pdm.dev-dependencies.*', 'dev'],
  ['tool.flit.metadata.requires', 'main'],
  ['tool.flit.metadata.requires-extra.*', 'optional'],
  ['tool.hatch.envs.*.dependencies', 'dev'],
  ['tool.hatch.envs.*.extra-dependencies', 'dev'],
  ['tool.hatch.build.dependencies', 'build'],
  ['tool.hatch.build.targets.*.dependencies', 'build'],
  ['tool.hatch.build.hooks.*.dependencies', 'build'],
  ['tool.hatch.build.targets.*.hooks.*.dependencies', 'build'],
];

export const findLists = (root: JsonNode): readonly RequirementList[] =>
  LISTS.flatMap(([path, group]) => followPath(root, path).map(node => ({ node, group })));

/** PDM's groups may hold what pip calls editable: `-e file:///${PROJECT_ROOT}/lib#egg=lib`. */
function readRequirement(text: string, start: number, group: Group): PackageParts | null {
  const editable = /^\s*(?:-e|--editable)[\s=]+/.exec(text);
  if (editable === null) return toPackage(text, start, group);
  const from = editable[0].length;
  return readPythonTarget(text.slice(from), start + from, group);
}

/** Offsets inside a string with escapes, or of several lines, are unknown: the whole of its place stands for them. */
function fitInto(parts: PackageParts, node: JsonNode, value: string): PackageParts {
  const { start, end } = node.at;
  return end - start === value.length && parts.at.end <= end ? parts : { ...parts, at: node.at };
}

/** What a string of a list asks for; null, and a fault, where it is no requirement. */
export function readListItem(node: JsonNode, group: Group, draft: PlacedDraft): PackageParts | null {
  const value = stringOf(node);
  const parts = value === null ? null : readRequirement(value, node.at.start, group);
  if (parts !== null && value !== null) return fitInto(parts, node, value);
  // Groups include other groups by tables; all groups are read anyway.
  if (node.kind !== 'object') draft.faultAt(node.at.start, 'this is no requirement');
  return null;
}
