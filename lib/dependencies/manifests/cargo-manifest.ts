/**
 * Cargo.toml (https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html). What members take from
 * `workspace.dependencies` has its version there; a crate in a folder of the machine is `file`.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { itemsOf, type JsonMember, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { readTomlManifest } from './toml-manifest.ts';

const TABLES: Readonly<Record<string, PackageGroup>> = {
  dependencies: 'main',
  'dev-dependencies': 'dev',
  dev_dependencies: 'dev',
  'build-dependencies': 'build',
  build_dependencies: 'build',
};
const KNOWN = ['package', 'project', 'workspace', 'patch', 'replace', 'target', 'features', ...Object.keys(TABLES)];
const EXACT = /^=\s*(\d{1,10}\.\d{1,10}\.\d{1,10}(?:[-+][\w.+-]{1,100})?)$/;

function originOf(value: JsonNode): Pick<Package, 'source' | 'resolved'> {
  const text = (key: string): string | null => stringOf(memberOf(value, key));
  const path = text('path');
  if (path !== null) return { source: 'file', resolved: path };
  const git = text('git');
  if (git !== null) return { source: 'git', resolved: gitAddress(git, text('rev') ?? text('tag') ?? text('branch')) };
  return { source: 'registry', resolved: text('registry-index') };
}

function addDependency({ key, at, value }: JsonMember, group: PackageGroup, draft: PlacedDraft): void {
  const range = stringOf(value) ?? stringOf(memberOf(value, 'version'));
  if (value.kind !== 'object' && range === null) {
    draft.faultAt(at.start, 'this dependency is neither a version nor a table, so it was left out');
    return;
  }
  const renamed = memberOf(value, 'package');
  const name = stringOf(renamed);
  const optional = memberOf(value, 'optional');
  draft.add({
    ...(renamed !== undefined && name !== null && name !== key
      ? { name, alias: key, at: renamed.at }
      : { name: key, at }),
    range,
    version: EXACT.exec(range?.trim() ?? '')?.[1] ?? null,
    group: group === 'main' && optional?.kind === 'scalar' && optional.value === true ? 'optional' : group,
    ...originOf(value),
  });
}

function addTables(holder: JsonNode | undefined, draft: PlacedDraft): void {
  for (const { key, value } of membersOf(holder)) {
    const group = Object.hasOwn(TABLES, key) ? TABLES[key] : undefined;
    if (group === undefined) continue;
    for (const member of membersOf(value)) addDependency(member, group, draft);
  }
}

/** Members may be globs; those that are excluded are not told, since nothing is read of them that is not a manifest anyway. */
function addMembers(workspace: JsonNode | undefined, draft: PlacedDraft): void {
  for (const member of itemsOf(memberOf(workspace, 'members'))) {
    const path = stringOf(member);
    if (path) draft.references.push({ kind: 'member', path: `${path.replace(/\/$/, '')}/Cargo.toml`, at: member.at });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('crates.io', text);
  const root = readTomlManifest(text, draft);
  if (draft.faults.length > 0 && !KNOWN.some(key => memberOf(root, key)?.kind === 'object')) {
    return notTheFormat('a Cargo.toml file');
  }
  addTables(root, draft);
  for (const { value } of membersOf(memberOf(root, 'target'))) addTables(value, draft);
  const workspace = memberOf(root, 'workspace');
  for (const member of membersOf(memberOf(workspace, 'dependencies'))) addDependency(member, 'constraint', draft);
  addMembers(workspace, draft);
  for (const { value } of membersOf(memberOf(root, 'patch'))) {
    for (const member of membersOf(value)) addDependency(member, 'override', draft);
  }
  const projectName = stringOf(memberOf(memberOf(root, 'package') ?? memberOf(root, 'project'), 'name'));
  return finish(draft, projectName === null ? {} : { projectName });
}

export const cargoManifest: ManifestFormat = {
  ecosystem: 'crates.io',
  role: 'manifest',
  description: 'crates that a Rust package or workspace asks for',
  parse,
};
