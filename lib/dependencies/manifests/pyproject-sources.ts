/** Where pyproject.toml says that packages come from: the indexes of Poetry, PDM and uv, and uv's table of single packages. */

import type { SourceSetting } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { canonicalName } from '../names.ts';
import type { PackageParts } from './draft.ts';
import { followPath } from './pyproject-lists.ts';
import { isTrue, namedIndex, readTableSource } from './python-tables.ts';

/** `named`: only packages that name it are looked for there. */
type IndexKind = SourceSetting['kind'] | 'named';

const poetryKind = (table: JsonNode): IndexKind => {
  const priority = stringOf(memberOf(table, 'priority'));
  if (priority === 'explicit') return 'named';
  const beside = priority === 'supplemental' || priority === 'secondary' || isTrue(memberOf(table, 'secondary'));
  return beside ? 'extra' : 'main';
};

const pdmKind = (table: JsonNode): IndexKind => {
  if (memberOf(table, 'include_packages') !== undefined) return 'named';
  return stringOf(memberOf(table, 'name')) === 'pypi' ? 'main' : 'extra';
};

const uvKind = (table: JsonNode): IndexKind => {
  if (isTrue(memberOf(table, 'explicit'))) return 'named';
  return isTrue(memberOf(table, 'default')) ? 'main' : 'extra';
};

const TABLES: readonly (readonly [path: string, kind: (table: JsonNode) => IndexKind])[] = [
  ['tool.poetry.source.*', poetryKind],
  ['tool.pdm.source.*', pdmKind],
  ['tool.uv.index.*', uvKind],
];

const SETTINGS: readonly (readonly [path: string, kind: SourceSetting['kind']])[] = [
  ['tool.uv.index-url', 'main'],
  ['tool.uv.pip.index-url', 'main'],
  ['tool.uv.extra-index-url.*', 'extra'],
  ['tool.uv.pip.extra-index-url.*', 'extra'],
  ['tool.uv.find-links.*', 'extra'],
  ['tool.uv.pip.find-links.*', 'extra'],
];

export type Indexes = {
  readonly settings: readonly SourceSetting[];
  /** Addresses by the names that the file gives them. */
  readonly byName: ReadonlyMap<string, string>;
};

export function readIndexes(root: JsonNode): Indexes {
  const settings: SourceSetting[] = [];
  const byName = new Map<string, string>();
  for (const [path, kindOf] of TABLES) {
    for (const table of followPath(root, path)) {
      const address = memberOf(table, 'url');
      const url = stringOf(address);
      if (address === undefined || url === null) continue;
      const name = stringOf(memberOf(table, 'name'));
      if (name !== null) byName.set(name, url);
      const kind = kindOf(table);
      if (kind !== 'named') settings.push({ kind, url, at: address.at });
    }
  }
  for (const [path, kind] of SETTINGS) {
    for (const node of followPath(root, path)) {
      const url = stringOf(node);
      if (url !== null) settings.push({ kind, url, at: node.at });
    }
  }
  return { settings, byName };
}

/** What `[tool.uv.sources]` says of packages, by canonical name; of several the first counts that leads away from the index. */
export function readUvSources(root: JsonNode, { byName }: Indexes): ReadonlyMap<string, Partial<PackageParts>> {
  const found = new Map<string, Partial<PackageParts>>();
  for (const { key, value } of followPath(root, 'tool.uv.sources').flatMap(membersOf)) {
    const sources = (value.kind === 'list' ? itemsOf(value) : [value]).map((table): Partial<PackageParts> => {
      const index = namedIndex(table, 'index', byName);
      return index === null ? readTableSource(table) : { resolved: index };
    });
    const source = sources.find(({ source }) => source !== undefined) ?? sources[0];
    if (source !== undefined) found.set(canonicalName('PyPI', key), source);
  }
  return found;
}
