/** What an address or a path says about the Python package behind it: https://pip.pypa.io/en/stable/topics/vcs-support/ and the names of archives. */

import type { PackageSource } from '../../model/package.ts';

export type PythonAddress = {
  /** From `#egg=`, the archive, the repository or the folder, as far as they tell; the address itself where they do not. */
  readonly name: string;
  readonly version: string | null;
  /** A branch, a tag or a commit. */
  readonly range: string | null;
  readonly source: PackageSource;
  /** Repositories as `git+https://host/path#ref`. */
  readonly resolved: string;
  readonly integrity: readonly string[];
};

const REPOSITORY = /^(?:git|hg|svn|bzr)\+/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
const ARCHIVE = /\.(?:whl|zip|egg|tar|tgz|tbz|txz|tlz|tar\.(?:gz|bz2|xz|lz|lzma|Z))$/;
const DIGEST = /(?:^|&)(md5|sha1|sha224|sha256|sha384|sha512)=([0-9A-Fa-f]+)/;

const lastSegment = (path: string): string => {
  const trimmed = path.replace(/[\\/]{1,100}$/, '');
  return trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
};

/** `name-1.0-py3-none-any.whl`, `name-1.0.tar.gz`: https://packaging.python.org/en/latest/specifications/ on both. */
export function readArchiveName(file: string): { readonly name: string; readonly version: string | null } {
  const stem = file.replace(ARCHIVE, '');
  if (file.endsWith('.whl')) {
    const [name = stem, version = null] = stem.split('-', 2);
    return { name, version };
  }
  const dash = stem.lastIndexOf('-');
  if (dash <= 0 || !/^v?\d/.test(stem.slice(dash + 1))) return { name: stem, version: null };
  return { name: stem.slice(0, dash), version: stem.slice(dash + 1) };
}

function splitFragment(text: string): readonly [base: string, fragment: string] {
  const hash = text.indexOf('#');
  return hash === -1 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
}

const eggOf = (fragment: string): string | null => /(?:^|&)egg=([A-Za-z0-9][\w.-]*)/.exec(fragment)?.[1] ?? null;

/** Where the path of a repository's address begins: behind the host. */
function pathStart(base: string): number {
  const scheme = base.indexOf('://');
  const slash = base.indexOf('/', scheme === -1 ? 0 : scheme + 3);
  return slash === -1 ? base.length : slash;
}

function readRepository(base: string, fragment: string): PythonAddress {
  const at = base.lastIndexOf('@');
  const hasRef = at > pathStart(base);
  const address = hasRef ? base.slice(0, at) : base;
  const range = hasRef && at + 1 < base.length ? base.slice(at + 1) : null;
  const name = eggOf(fragment) ?? lastSegment(address).replace(/\.git$/, '');
  const resolved = range === null ? address : `${address}#${range}`;
  return { name: name || address, version: null, range, source: 'git', resolved, integrity: [] };
}

/** Whether pip would take a text for an address or a path rather than for a requirement. */
export const isAddress = (text: string): boolean =>
  REPOSITORY.test(text) ||
  SCHEME.test(text) ||
  /^file:/i.test(text) ||
  /^\.{1,2}(?:$|[\\/[])/.test(text) ||
  /^(?:[\\/~]|[A-Za-z]:[\\/])/.test(text) ||
  /^[^\s@;<>=!~[]+[\\/]/.test(text) ||
  (ARCHIVE.test(text) && !/[\s@<>=!~]/.test(text));

/** `text` is what stands behind `-e` or alone on a line of pip's requirements, or behind `name @`; extras behind a path are dropped. */
export function readAddress(text: string): PythonAddress {
  const [base, fragment] = splitFragment(text);
  if (REPOSITORY.test(base)) return readRepository(base, fragment);
  const remote = SCHEME.test(base) && !/^file:/i.test(base);
  const path = remote ? base : base.replace(/\[[\w\s,.-]*\]$/, '');
  const file = lastSegment(path.replace(/\?.*$/, ''));
  const named = ARCHIVE.test(file) ? readArchiveName(file) : { name: file, version: null };
  const digest = DIGEST.exec(fragment);
  return {
    name: eggOf(fragment) ?? (named.name || path),
    version: named.version,
    range: null,
    source: remote ? 'url' : 'file',
    resolved: path,
    integrity: digest === null ? [] : [`${digest[1]}:${digest[2]}`],
  };
}
