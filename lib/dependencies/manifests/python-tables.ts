/** What the tables of Poetry, uv, PDM and Pipenv have in common: a name, and a string or a table that says what is asked for. */

import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonMember, type JsonNode, memberOf, stringOf } from '../../text/tree.ts';
import type { Draft, PackageParts } from './draft.ts';
import { readAddress } from './python-address.ts';

const REFERENCES = ['rev', 'ref', 'tag', 'branch', 'revision'];

/** The address of a repository as `git+https://host/path#ref`. */
export function repositoryAddress(url: string, ref: string | null): string {
  const address = /^(?:git|hg|svn|bzr)\+/.test(url) ? url : `git+${url}`;
  return ref === null ? address : `${address}#${ref}`;
}

export const isTrue = (node: JsonNode | undefined): boolean => node?.kind === 'scalar' && node.value === true;

/** Where a table says that a package comes from, if from no index: `git`, `url`, `path`, `file` or `workspace`. */
export function readTableSource(table: JsonNode): Partial<PackageParts> {
  const text = (key: string): string | null => stringOf(memberOf(table, key));
  const repository = text('git') ?? text('hg');
  if (repository !== null) {
    const ref = REFERENCES.map(text).find(value => value !== null) ?? null;
    return { source: 'git', range: ref, resolved: repositoryAddress(repository, ref) };
  }
  if (isTrue(memberOf(table, 'workspace'))) return { source: 'workspace' };
  const url = text('url');
  const address = url ?? text('path') ?? text('file');
  if (address === null) return {};
  const { source, version, resolved, integrity } = readAddress(address);
  return { source, version, resolved, integrity };
}

/** The address of the index that a table names by `key`; `byName` holds those that the file gives names to. */
export function namedIndex(table: JsonNode, key: string, byName: ReadonlyMap<string, string>): string | null {
  const name = stringOf(memberOf(table, key));
  return name === null ? null : (byName.get(name) ?? null);
}

/** pipenv's indexes, of which the first is the main one. Returns their addresses by name. */
export function addPipenvSources(list: JsonNode | undefined, draft: Draft): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const table of itemsOf(list)) {
    const address = memberOf(table, 'url');
    const name = stringOf(memberOf(table, 'name'));
    const url = stringOf(address);
    if (address === undefined || url === null) continue;
    if (name !== null) byName.set(name, url);
    draft.sources.push({ kind: draft.sources.length === 0 ? 'main' : 'extra', url, at: address.at });
  }
  return byName;
}

/** One package for each constraint: Poetry allows a list of them, for one machine or another. */
export function readConstraints(
  { key, at, value }: JsonMember,
  group: Package['group'],
  exactVersion: (range: string) => string | null,
): PackageParts[] {
  if (value.kind === 'list') {
    return itemsOf(value).flatMap(item => readConstraints({ key, at, value: item }, group, exactVersion));
  }
  const written = stringOf(value) ?? stringOf(memberOf(value, 'version'));
  if (written === null && value.kind !== 'object') return [];
  const range = written === null || written.trim() === '' ? null : written.trim();
  const optional = isTrue(memberOf(value, 'optional'));
  const asked = { range, version: range === null ? null : exactVersion(range) };
  return [{ name: key, at, ...asked, group: optional ? 'optional' : group, ...readTableSource(value) }];
}
