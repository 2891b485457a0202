/** Version catalogs of Gradle (https://docs.gradle.org/current/userguide/version_catalogs.html): libs.versions.toml and its siblings. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import { type JsonMember, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, notTheFormat } from './draft.ts';
import { mavenVersion } from './maven-version.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { readTomlManifest } from './toml-manifest.ts';

/** What is asked for: a text, or bounds, of which the strictest is the answer. */
function rangeOf(node: JsonNode | undefined): string | null {
  const text = stringOf(node);
  if (text !== null) return text;
  return (
    stringOf(memberOf(node, 'strictly')) ?? stringOf(memberOf(node, 'require')) ?? stringOf(memberOf(node, 'prefer'))
  );
}

type Reading = { readonly draft: PlacedDraft; readonly versions: JsonNode | undefined };

function findRange(entry: JsonNode, { versions }: Reading): string | null {
  const version = memberOf(entry, 'version');
  const reference = stringOf(memberOf(version, 'ref'));
  return rangeOf(reference === null ? version : memberOf(versions, reference));
}

type Named = { readonly name: string; readonly range: string | null; readonly at: Span };

/** `"group:artifact:version"`, or a table with `module` or with `group` and `name`. */
function readLibrary({ value }: JsonMember, reading: Reading): Named | null {
  const written = stringOf(value);
  if (written !== null) {
    const [group, artifact, range] = written.split(':');
    if (!group || !artifact) return null;
    const { start, end } = value.at;
    const name = `${group}:${artifact}`;
    return { name, range: range || null, at: { start, end: Math.min(end, start + name.length) } };
  }
  const module = memberOf(value, 'module');
  const whole = stringOf(module);
  if (module !== undefined && whole?.includes(':'))
    return { name: whole, range: findRange(value, reading), at: module.at };
  const artifact = memberOf(value, 'name');
  const [group, name] = [stringOf(memberOf(value, 'group')), stringOf(artifact)];
  if (artifact === undefined || !group || !name) return null;
  return { name: `${group}:${name}`, range: findRange(value, reading), at: artifact.at };
}

/** What Gradle fetches for a plugin is a marker that stands under the plugin's id. */
function readPlugin({ value }: JsonMember, reading: Reading): Named | null {
  const written = stringOf(value);
  const node = written === null ? memberOf(value, 'id') : value;
  const [id, range] = written === null ? [stringOf(node), findRange(value, reading)] : written.split(':');
  if (!id || node === undefined) return null;
  const { start, end } = node.at;
  return {
    name: `${id}:${id}.gradle.plugin`,
    range: range || null,
    at: { start, end: Math.min(end, start + id.length) },
  };
}

function addAll(
  table: JsonNode | undefined,
  read: (member: JsonMember, reading: Reading) => Named | null,
  group: PackageGroup,
  reading: Reading,
): void {
  for (const member of membersOf(table)) {
    const named = read(member, reading);
    if (named === null) {
      reading.draft.faultAt(member.at.start, 'this entry names no artifact');
      continue;
    }
    const { range } = named;
    reading.draft.add({ ...named, version: range === null ? null : mavenVersion(range), group });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Maven', text);
  const root = readTomlManifest(text, draft);
  const tables = ['metadata', 'versions', 'libraries', 'bundles', 'plugins'];
  if (draft.faults.length > 0 && !tables.some(name => memberOf(root, name)?.kind === 'object')) {
    return notTheFormat('a version catalog');
  }
  const reading: Reading = { draft, versions: memberOf(root, 'versions') };
  addAll(memberOf(root, 'libraries'), readLibrary, 'main', reading);
  addAll(memberOf(root, 'plugins'), readPlugin, 'build', reading);
  return finish(draft);
}

export const gradleCatalog: ManifestFormat = {
  ecosystem: 'Maven',
  role: 'manifest',
  description: 'libraries and plugins of a version catalog',
  parse,
};
