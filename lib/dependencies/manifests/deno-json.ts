/** deno.json and deno.jsonc: what the import map names, and the members of the workspace (docs of deno: deno.json). */

import type { ManifestFault, ManifestFormat, ManifestReference, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import type { JsonMember, JsonNode } from '../../text/json.ts';
import { itemsOf, memberOf, membersOf, readJson, stringOf } from '../../text/json.ts';
import { showKey } from '../../text/show-key.ts';
import { readDenoSpec } from './deno-spec.ts';
import { jsonFaults, lineAt, noJsonObject, nothing } from './faults.ts';
import { exactVersion } from './npm-spec.ts';

/** An entry of an import map. Paths inside the project (`./`, `/`) and names of Node (`node:`) are no packages. */
function readImport(text: string, { key, at, value }: JsonMember): Package[] {
  const written = stringOf(value);
  if (written === null) return [];
  const common = { integrity: [], group: 'main', direct: true } as const;
  const spec = readDenoSpec(written);
  const alias = key.replace(/\/$/, '');
  if (spec !== null) {
    const { ecosystem, name, range } = spec;
    const index = text.slice(value.at.start, value.at.end).indexOf(name);
    const start = value.at.start + index;
    const place = index === -1 ? value.at : { start, end: start + name.length };
    const origin = { version: exactVersion(range), range, source: 'registry', resolved: null } as const;
    return [{ ecosystem, name, ...(alias !== name && alias !== '' && { alias }), ...origin, ...common, at: place }];
  }
  if (!/^https?:\/\//.test(written)) return [];
  const origin = { version: null, range: written, source: 'url', resolved: written } as const;
  return [{ ecosystem: 'npm', name: alias, ...origin, ...common, at }];
}

/** Imports that begin as a package and name none. */
const findNameless = (text: string, imports: readonly JsonMember[]): ManifestFault[] =>
  imports
    .filter(({ value }) => /^(?:npm|jsr):/.test(stringOf(value) ?? '') && readDenoSpec(stringOf(value) ?? '') === null)
    .map(({ key, at }) => ({
      line: lineAt(text, at.start),
      message: `the import ${showKey(key)} names no package, so it was left out`,
    }));

/** `["./a"]`, or `{ "members": ["./a"] }`. */
function readMembers(root: JsonNode): ManifestReference[] {
  const workspace = memberOf(root, 'workspace');
  return itemsOf(workspace?.kind === 'object' ? memberOf(workspace, 'members') : workspace).flatMap(item => {
    const path = stringOf(item);
    return path === null ? [] : [{ kind: 'member' as const, path, at: item.at }];
  });
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  const { root, faults } = readJson(text, { comments: true });
  if (root?.kind !== 'object') return nothing([noJsonObject(text, faults)]);
  const scopes = membersOf(memberOf(root, 'scopes')).flatMap(({ value }) => membersOf(value));
  const imports = [...membersOf(memberOf(root, 'imports')), ...scopes];
  const projectName = stringOf(memberOf(root, 'name'));
  return {
    packages: imports.flatMap(member => readImport(text, member)),
    references: readMembers(root),
    faults: [...jsonFaults(text, faults), ...findNameless(text, imports)],
    ...(projectName !== null && { projectName }),
  };
}

export const denoJson: ManifestFormat = {
  ecosystem: 'npm',
  role: 'manifest',
  description: 'imports and scopes that name packages of npm and JSR or addresses, members of the workspace',
  parse,
};
