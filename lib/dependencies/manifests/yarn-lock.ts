/** yarn.lock of version 1, which has a syntax of its own, and of yarn 2 and later (berry), which is YAML. */

import type { LockedRequirement, ManifestFault, ManifestFormat, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import { yamlMember } from '../../text/yaml-flow.ts';
import type { YamlLine } from '../../text/yaml-lines.ts';
import { readYamlLines } from '../../text/yaml-lines.ts';
import { completePackage, type GrowingParts } from './draft.ts';
import { nothing } from './faults.ts';
import type { NpmSpec } from './npm-spec.ts';
import { decodePercent, nameEnd, readNpmSpec, splitIntegrity, toRequirement } from './npm-spec.ts';
import { readYarnLines } from './yarn-lines.ts';

/** The name in `name@range`, the range, and the place of the name. */
type Descriptor = { readonly name: string; readonly range: string; readonly at: Span };

/** Of `"a@^1, a@^2":` or `"a@^1", a@^2:` the first; a later one differs from it in nothing but the range. */
function firstDescriptor(key: string, at: Span): Descriptor {
  const first = key.split(', ', 1)[0] ?? key;
  const end = nameEnd(first);
  const name = first.slice(0, end);
  return { name, range: first.slice(end + 1), at: { start: at.start, end: Math.min(at.end, at.start + name.length) } };
}

const textOf = (members: readonly YamlLine[], key: string): string | null => yamlMember(members, key)?.value ?? null;

const entryFault = (line: number, what: string): ManifestFault => ({ line, message: `${what}, so it was left out` });

/** Before yarn 1.10 a SHA-1 behind the address was all there is; yarn still checks it where nothing else stands. */
function classicDigests(integrity: string | null, resolved: string | null): string[] {
  const digest = /\.(?:tgz|tar\.gz)#([\da-f]{40})$/.exec(resolved ?? '')?.[1];
  return integrity === null && digest !== undefined ? [`sha1:${digest}`] : splitIntegrity(integrity);
}

const PLAIN_NAME = /^(?:@[^/@:]{1,214}\/)?[^/@:]{1,214}$/;

/** What a key of version 1 asks for. `name` is written where the key begins with another name (an alias) or with none (an address). */
function readClassicSpec(entry: YamlLine): { readonly spec: NpmSpec; readonly at: Span } {
  const named = textOf(entry.members, 'name');
  const { name: key, range, at } = firstDescriptor(entry.key, entry.at);
  if (named !== null && !PLAIN_NAME.test(key)) return { spec: readNpmSpec(named, entry.key), at: entry.at };
  const spec = readNpmSpec(key, range);
  return { spec: named === null || named === key ? spec : { ...spec, name: named, alias: key }, at };
}

/** Version 1: the address tells where it comes from, unless the range asked for an address itself. */
function readClassicEntry(entry: YamlLine): Package {
  const { spec, at } = readClassicSpec(entry);
  const resolved = textOf(entry.members, 'resolved');
  const fetched = spec.source === 'registry' && resolved !== null ? readNpmSpec('', resolved).source : spec.source;
  const parts: GrowingParts = {
    name: spec.name,
    version: textOf(entry.members, 'version'),
    source: fetched === 'url' && spec.source === 'registry' ? 'registry' : fetched,
    resolved: resolved ?? (spec.source === 'registry' ? null : spec.resolved),
    integrity: classicDigests(textOf(entry.members, 'integrity'), resolved),
    direct: false,
    at,
  };
  if (spec.alias !== undefined) parts.alias = spec.alias;
  return completePackage(parts, 'npm');
}

function readClassic(text: string): ParsedManifest {
  const { entries, faults } = readYarnLines(text);
  return { packages: entries.map(readClassicEntry), references: [], faults };
}

const ARCHIVE = '::__archiveUrl=';

/** The address of an archive that stands elsewhere than where registries keep them; yarn appends it in percent escapes. */
function archiveOf(resolution: string): string | null {
  const at = resolution.indexOf(ARCHIVE);
  return at === -1 ? null : decodePercent(resolution.slice(at + ARCHIVE.length));
}

/** `0.0.0-use.local` is what yarn gives members of the workspace for a version. */
const LOCAL_VERSION = '0.0.0-use.local';

/** Berry: `resolution` is the locked name and where it comes from; the descriptors of the key are what was asked for. */
function readBerryEntry(entry: YamlLine, direct: ReadonlySet<string>): Package | null {
  const { name: key, at } = firstDescriptor(entry.key, entry.at);
  const resolution = textOf(entry.members, 'resolution');
  if (resolution === null || key === '') return null;
  const end = nameEnd(resolution);
  const name = resolution.slice(0, end);
  const spec = readNpmSpec(name, resolution.slice(end + 1));
  const version = textOf(entry.members, 'version');
  const checksum = textOf(entry.members, 'checksum');
  return {
    ecosystem: spec.ecosystem,
    name,
    ...(name !== key && { alias: key }),
    version: version === LOCAL_VERSION ? null : version,
    range: null,
    source: spec.source,
    resolved: archiveOf(resolution) ?? (spec.source === 'workspace' ? resolution.slice(end + 1) : spec.resolved),
    integrity: checksum === null ? [] : [`sha512:${checksum.slice(checksum.indexOf('/') + 1)}`],
    group: 'main',
    direct:
      spec.source === 'workspace' ||
      entry.key.split(', ').some(descriptor => direct.has(descriptor.split('::', 1)[0] ?? '')),
    at,
  };
}

const isMember = (entry: YamlLine): boolean => textOf(entry.members, 'resolution')?.includes('@workspace:') ?? false;

/** The descriptors that members of the workspace ask for; their peers are not installed for themselves. */
function collectWishes(entries: readonly YamlLine[]): {
  readonly direct: ReadonlySet<string>;
  readonly requirements: readonly LockedRequirement[];
} {
  const direct = new Set<string>();
  const requirements: LockedRequirement[] = [];
  for (const entry of entries.filter(isMember)) {
    const resolution = textOf(entry.members, 'resolution') ?? '';
    const importer = resolution.slice(resolution.indexOf('@workspace:') + '@workspace:'.length);
    for (const kind of ['dependencies', 'peerDependencies']) {
      for (const { key, value } of yamlMember(entry.members, kind)?.members ?? []) {
        if (value === null) continue;
        if (kind === 'dependencies') direct.add(`${key}@${value}`).add(`${key}@npm:${value}`);
        requirements.push(toRequirement(importer, key, value));
      }
    }
  }
  return { direct, requirements };
}

function readBerry(text: string, entries: readonly YamlLine[], faults: readonly ManifestFault[]): ParsedManifest {
  const { direct, requirements } = collectWishes(entries);
  const packages: Package[] = [];
  const found: ManifestFault[] = [...faults];
  const root = entries.find(entry => textOf(entry.members, 'resolution')?.endsWith('@workspace:.'));
  let line = 1;
  let counted = 0;
  for (const entry of entries) {
    if (entry.key === '__metadata' || entry === root) continue;
    const pkg = readBerryEntry(entry, direct);
    if (pkg !== null) packages.push(pkg);
    else {
      for (; counted < entry.at.start; counted++) if (text.charCodeAt(counted) === 10) line++;
      found.push(entryFault(line, 'an entry has no resolution'));
    }
  }
  const projectName = root && firstDescriptor(root.key, root.at).name;
  return { packages, references: [], faults: found, requirements, ...(projectName && { projectName }) };
}

function parse({ text }: { readonly text: string }): ParsedManifest {
  if (text.trim() === '') return nothing();
  if (!/^__metadata:/m.test(text)) return readClassic(text);
  const { entries, faults } = readYamlLines(text);
  return readBerry(text, entries, faults);
}

export const yarnLock: ManifestFormat = {
  ecosystem: 'npm',
  role: 'lockfile',
  description: 'version 1, and those of yarn 2 and later: members of the workspace, patches, aliases, checksums',
  parse,
};
