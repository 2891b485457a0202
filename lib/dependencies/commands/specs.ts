/** How package managers write a package on their command line: name and version, an alias, an address. */

import type { Ecosystem, Package } from '../../model/package.ts';
import { readCondaSpec } from '../manifests/conda-spec.ts';
import { nameEnd, readNpmSpec } from '../manifests/npm-spec.ts';
import { readPythonTarget } from '../manifests/pypi-requirements.ts';

/** What a spec says by itself. `offset` is where the name stands in it, or -1 where it does not. */
export type Spec = Pick<Package, 'ecosystem' | 'name' | 'version' | 'range' | 'source' | 'resolved'> &
  Partial<Pick<Package, 'alias' | 'integrity'>> & { readonly offset: number };

export type SpecSyntax =
  | 'npm'
  | 'deno'
  | 'jsr'
  | 'python'
  | 'conda'
  | 'go'
  | 'crate'
  | 'gem'
  | 'composer'
  | 'nuget'
  | 'pub'
  | 'hex';

const NPM_NAME = /^(?:@[\w~-][\w.~-]{0,100}\/)?[\w~-][\w.~-]{0,213}$/;
const PLAIN_NAME = /^[A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9_])?$/;
const HAS_LETTER = /[A-Za-z]/;
const EXACT = /^=?v?(\d[\w.+-]*)$/;
const ADDRESS = /^[a-z][a-z\d+.-]{0,30}:\/\//i;

const isName = (name: string, form: RegExp): boolean => form.test(name) && HAS_LETTER.test(name) && !/[.-]$/.test(name);

function fromRegistry(ecosystem: Ecosystem, name: string, range: string | null): Omit<Spec, 'offset'> {
  const asked = range === '' ? null : range;
  return { ecosystem, name, version: null, range: asked, source: 'registry', resolved: null };
}

/** `name`, or `name` and what stands behind `mark`; an exact version is one where `pins`. */
function readMarked(ecosystem: Ecosystem, text: string, mark: string, form: RegExp, pins: boolean): Spec | null {
  const cut = mark === '' ? -1 : text.indexOf(mark, 1);
  const name = cut === -1 ? text : text.slice(0, cut);
  if (!isName(name, form)) return null;
  const spec = fromRegistry(ecosystem, name, cut === -1 ? null : text.slice(cut + mark.length));
  const exact = pins ? (EXACT.exec(spec.range ?? '')?.[1] ?? null) : null;
  return { ...spec, ...(exact !== null && { version: exact, range: null }), offset: 0 };
}

/** What names no package of a registry: a repository, an archive; folders are no packages at all. */
function readNpmAddress(text: string): Spec | null {
  const { source, resolved } = readNpmSpec('', text);
  if (source !== 'git' && source !== 'url') return null;
  const path = text.replace(/[#?].*$/, '').replace(/^[a-z]+:/i, '');
  const name = (path.split('/').at(-1) ?? path).replace(/\.(?:git|tgz|tar\.gz)$/, '');
  return {
    ecosystem: 'npm',
    name: name || text,
    version: null,
    range: null,
    source,
    resolved,
    offset: text.lastIndexOf(name),
  };
}

function readNpm(text: string): Spec | null {
  if (text.startsWith('npm:')) {
    const inner = readNpm(text.slice(4));
    return inner === null ? null : { ...inner, offset: inner.offset + 4 };
  }
  if (text.startsWith('jsr:')) return readJsr(text);
  const end = nameEnd(text);
  const key = text.slice(0, end);
  if (/\.(?:tgz|tar\.gz|tar)$/.test(key)) return readNpmAddress(text);
  if (!isName(key, NPM_NAME) || key.startsWith('-')) return readNpmAddress(text);
  if (end === text.length) return { ...fromRegistry('npm', key, null), offset: 0 };
  const written = text.slice(end + 1);
  const spec = readNpmSpec(key, written);
  if (spec.source === 'file' || spec.source === 'workspace') return null;
  const range = written === '' ? null : spec.range;
  return { ...spec, range, offset: text.indexOf(spec.name, spec.alias === undefined ? 0 : end) };
}

function readJsr(text: string): Spec | null {
  const start = text.startsWith('jsr:') ? 4 : 0;
  const own = text.slice(start);
  const end = nameEnd(own);
  const name = own.slice(0, end);
  if (!/^@[a-z\d-]{1,40}\/[a-z\d-]{1,100}$/.test(name.split('/').slice(0, 2).join('/'))) return null;
  const range = end === own.length ? null : (own.slice(end + 1).split('/')[0] ?? null);
  return { ...fromRegistry('JSR', name.split('/').slice(0, 2).join('/'), range), offset: start };
}

function readDeno(text: string): Spec | null {
  if (text.startsWith('npm:')) {
    const own = text.slice(4).replace(/^\//, '');
    const parts = own.split('/');
    const name = parts.slice(0, own.startsWith('@') ? 2 : 1).join('/');
    const spec = readNpm(name);
    return spec === null ? null : { ...spec, offset: text.indexOf(spec.name) };
  }
  return readJsr(text);
}

/** `name@version` is how Poetry and uv write what is no address. */
function readPython(text: string): Spec | null {
  const [, before = '', after] = /^([A-Za-z0-9][\w.-]*)(?:\[[\w,.-]*\])?@([^/:@\s]+)$/.exec(text) ?? [];
  if (after !== undefined) {
    if (!isName(before, PLAIN_NAME)) return null;
    const exact = EXACT.exec(after)?.[1] ?? null;
    const spec = fromRegistry('PyPI', before, exact === null ? after : null);
    return { ...spec, version: exact, offset: 0 };
  }
  const target = readPythonTarget(text, 0, 'main');
  if (target === null) return null;
  const { name, version = null, range = null, source = 'registry', resolved = null, integrity = [] } = target;
  if (source === 'file' && !/\.(?:whl|zip|tar\.\w+|tgz)$/.test(resolved ?? '')) return null;
  if (source === 'registry' && !isName(name, PLAIN_NAME)) return null;
  return { ecosystem: 'PyPI', name, version, range, source, resolved, integrity, offset: target.at.start };
}

function readConda(text: string): Spec | null {
  if (text.includes('/') && !text.includes('::')) return null;
  const parts = readCondaSpec(text, 0);
  if (parts === null || parts.source === 'file' || !isName(parts.name, PLAIN_NAME)) return null;
  const { name, version = null, range = null, source = 'registry', resolved = null } = parts;
  return { ecosystem: 'conda', name, version, range, source, resolved, offset: parts.at.start };
}

/** Hosts whose modules are repositories: `host/owner/repository`, with the major version behind it. */
const THREE_PARTS = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|golang\.org)$/;

/** The module of a package's path, as far as its host tells. */
function moduleOf(path: string): string {
  const parts = path.split('/');
  if (!THREE_PARTS.test(parts[0] ?? '')) return path;
  const length = /^v\d+$/.test(parts[3] ?? '') ? 4 : 3;
  return parts.slice(0, length).join('/');
}

function readGo(text: string): Spec | null {
  const [path = '', version = null] = text.split('@', 2);
  const plain = path.replace(/\/(?:\.\.\.)?$/, '');
  if (!/^[a-z\d-]+(?:\.[a-z\d-]+)+(?:\/[\w.~-]+)+$/i.test(plain) || path.endsWith('.go')) return null;
  const spec = fromRegistry('Go', moduleOf(plain), version);
  const exact = version !== null && /^v\d+\.\d+\.\d+/.test(version) ? version : null;
  return { ...spec, version: exact, range: exact === null ? version : null, offset: 0 };
}

function readGem(text: string): Spec | null {
  if (/\.gem$|\//.test(text)) return null;
  return readMarked('RubyGems', text, ':', PLAIN_NAME, true);
}

/** Where the version stands apart, it is no name of a package. */
function readComposer(text: string): Spec | null {
  const [, name = '', range = null] =
    /^([a-z\d](?:[_.-]?[a-z\d]+)*\/[a-z\d](?:[_.-]{0,2}[a-z\d]+)*)(?:[:=@](.*))?$/i.exec(text) ?? [];
  return name === '' || text.length > 300 ? null : { ...fromRegistry('Packagist', name, range), offset: 0 };
}

const SYNTAXES: Readonly<Record<SpecSyntax, (text: string) => Spec | null>> = {
  npm: readNpm,
  deno: readDeno,
  jsr: readJsr,
  python: readPython,
  conda: readConda,
  go: readGo,
  crate: text => readMarked('crates.io', text, '@', PLAIN_NAME, false),
  gem: readGem,
  composer: readComposer,
  nuget: text =>
    /\.csproj$|\.nupkg$|\//.test(text) ? null : readMarked('NuGet', text.replace('::', '@'), '@', PLAIN_NAME, true),
  pub: text => readMarked('Pub', text.replace(/^(?:dev|override):/, ''), ':', PLAIN_NAME, false),
  hex: text => readMarked('Hex', text, '@', PLAIN_NAME, true),
};

/** Names that stand for another one in instructions. */
const PLACEHOLDER =
  /^(?:@?(?:your|my|some|the)[-_/](?:[\w-]*[-_/])?(?:pkg|package|module|lib|library|app|project|plugin|name|org|scope)\w*(?:[-_/][\w-]+)*|@?(?:package|pkg|module|plugin|project|library|app)[-_]?names?|packages?|pkg|modules?|PACKAGES?|[A-Z]{2,}(?:_[A-Z\d]+)+|x{3,}|\.{3}|@(?:scope|org|your-org|your-scope)\/.*)$/;

export const isPlaceholder = (name: string): boolean => PLACEHOLDER.test(name);

/**
 * What `text`, one word of a command, asks for; null where that is no package. Of a word that is only known when it runs the
 * part before its first expansion counts, where a name ends there.
 */
export function readSpec(syntax: SpecSyntax, text: string, dynamic: boolean): Spec | null {
  const fixed = dynamic ? text.replace(/[$`].*$/s, '') : text;
  const cut = dynamic ? fixed.replace(/[=<>~!@:,v]+$/, '') : fixed;
  if (cut === '' || cut.length > 2000 || (dynamic && (ADDRESS.test(cut) || cut === fixed))) return null;
  const spec = SYNTAXES[syntax](cut);
  return spec === null || isPlaceholder(spec.name) ? null : spec;
}
