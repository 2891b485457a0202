/**
 * What npm, yarn, pnpm, bun and deno mean by the text behind a package's name, as their manuals have it:
 * a range, an alias, an address, a folder, a member of the workspace.
 */

import type { LockedRequirement } from '../../model/manifest.ts';
import type { Ecosystem, Package, PackageSource } from '../../model/package.ts';

/** The part of a package that its name and the text behind it tell. */
export type NpmSpec = Pick<Package, 'ecosystem' | 'name' | 'alias' | 'version' | 'range' | 'source' | 'resolved'>;

const EXACT = /^[=v\s]{0,8}(\d{1,16}\.\d{1,16}\.\d{1,16}(?:-[\w.-]{1,200})?(?:\+[\w.-]{1,200})?)\s{0,8}$/;
const FOLDER = /^(?:\.{1,2}(?:[/\\]|$)|~?[/\\]|[a-z]:[/\\]|(?:file|link|portal|exec):)/i;
const ARCHIVE = /^[^:]*\.(?:tgz|tar\.gz|tar)$/i;
const GIT = /^(?:git(?:\+[a-z]{1,8})?:|git\+|ssh:\/\/|(?:github|gitlab|bitbucket|gist):|[\w.-]{1,64}@[\w.-]{1,255}:)/i;
/** `owner/repository`, which is short for one of GitHub's. */
const OWNED = /^[\w-][\w.-]{0,99}\/[^\s:/#@]{1,200}(?:#|$)/;
/** Addresses that are cloned although they say http: of a hosting service's repository itself, or ending in `.git`. */
const CLONED =
  /^https?:\/\/(?:[^/\s]{1,255}\/[^#\s]{0,500}\.git(?:#|$)|(?:[^@/\s]{0,200}@)?(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/\s#]{1,200}\/[^/\s#]{1,200}\/?(?:#|$))/i;
/** `npm:bar@1` and `npm:@scope/bar` name a package; `npm:^1` is a range, and `npm:latest` a tag. */
const RANGE_ONLY = /^(?:[\d^~<>=*v\s]|x(?:$|[.\s])|(?:latest|next)$)/i;

/** The exact version that a range stands for, or null where it leaves a choice. */
export const exactVersion = (range: string): string | null => EXACT.exec(range)?.[1] ?? null;

/** Where the name of `name@range` ends: at the last character where there is no range. */
export function nameEnd(text: string): number {
  const at = text.indexOf('@', 1);
  return at === -1 ? text.length : at;
}

function sourceOf(spec: string): PackageSource {
  if (spec.startsWith('workspace:')) return 'workspace';
  if (FOLDER.test(spec)) return 'file';
  if (GIT.test(spec) || CLONED.test(spec)) return 'git';
  if (/^[a-z][a-z\d+.-]{0,30}:\/\//i.test(spec)) return 'url';
  if (OWNED.test(spec)) return 'git';
  return ARCHIVE.test(spec) ? 'file' : 'registry';
}

/** A package of a registry, by a range that may begin with another package's name. */
function readAlias(ecosystem: Ecosystem, key: string, inner: string): NpmSpec {
  const nameless = inner === '' || (!inner.startsWith('@') && RANGE_ONLY.test(inner));
  const end = nameless ? 0 : nameEnd(inner);
  const name = nameless ? key : inner.slice(0, end);
  const range = nameless ? inner : inner.slice(end + 1);
  return {
    ecosystem,
    name,
    ...(name !== key && { alias: key }),
    version: exactVersion(range),
    range: range === '' ? '*' : range,
    source: 'registry',
    resolved: null,
  };
}

/** Decodes percent escapes; text with broken ones stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What is asked for under the name `key` by `written`. A range is the whole of `written` but for an alias's name, so that it can be
 * compared with a lockfile's; one that is empty is `*`. Patches (`patch:`) are of the package that they patch.
 */
export function readNpmSpec(key: string, written: string): NpmSpec {
  const spec = written.trim();
  if (spec.startsWith('npm:')) return readAlias('npm', key, spec.slice(4));
  if (spec.startsWith('jsr:')) return readAlias('JSR', key, spec.slice(4));
  if (spec.startsWith('patch:')) {
    const patched = decodePercent(spec.slice(6).split('#', 1)[0] ?? '');
    return readNpmSpec(key, patched.slice(nameEnd(patched) + 1));
  }
  const source = sourceOf(spec);
  return {
    ecosystem: 'npm',
    name: key,
    version: source === 'registry' ? exactVersion(spec) : null,
    range: spec === '' ? '*' : spec,
    source,
    resolved: source === 'registry' || source === 'workspace' ? null : spec,
  };
}

/** Digests as npm and yarn write them: SRI, several with spaces between. */
export const splitIntegrity = (integrity: string | null): string[] => integrity?.split(/\s+/).filter(Boolean) ?? [];

/** What a manifest in the folder `importer` asks for under `key`, as a lockfile remembers it. */
export function toRequirement(importer: string, key: string, written: string): LockedRequirement {
  const { name, alias, range } = readNpmSpec(key, written);
  return { importer, name, ...(alias !== undefined && { alias }), range: range ?? written };
}

/** The package that the key of an override is about: the last of a path (`a/b`, `a@1>b@2`), without the range behind it. */
export function overriddenName(key: string): string {
  const path = key.split(/(?<=[^ |@])>/).at(-1) ?? key;
  const names = Array.from(path.matchAll(/(@[^/@]+\/[^/@]+|[^/@]+)(?:@[^/]*)?(?:\/|$)/g), ([, name = '']) =>
    name.trim(),
  );
  return names.findLast(name => name !== '**') ?? path;
}
