/** Package URLs, by which reports and people name packages. The one file that imports `packageurl-js`. */

import { PackageURL } from 'packageurl-js';
import type { Ecosystem } from '../model/package.ts';
import { canonicalName } from './names.ts';

/** Types of the purl specification; the last two stand in no register. */
const TYPES: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  conda: 'conda',
  Go: 'golang',
  'crates.io': 'cargo',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Maven: 'maven',
  'GitHub Actions': 'githubactions',
  Pub: 'pub',
  Hex: 'hex',
  SwiftURL: 'swift',
  CocoaPods: 'cocoapods',
  ConanCenter: 'conan',
  CRAN: 'cran',
  JSR: 'jsr',
};

const ECOSYSTEM_OF = new Map(Object.entries(TYPES).map(([ecosystem, type]) => [type, ecosystem as Ecosystem]));

/** Where the namespace of a name ends: at Maven's colon, or at the last slash. */
function splitName(ecosystem: Ecosystem, name: string): readonly [namespace: string | null, name: string] {
  if (ecosystem === 'GitHub Actions') {
    const [owner = '', ...rest] = name.split('/');
    return rest.length === 0 ? [null, owner] : [owner, rest.join('/')];
  }
  const cut = ecosystem === 'Maven' ? name.indexOf(':') : name.lastIndexOf('/');
  return cut === -1 ? [null, name] : [name.slice(0, cut), name.slice(cut + 1)];
}

/** The purl of a package; a name that the specification forbids is given as it stands, behind its type. */
export function toPurl(ecosystem: Ecosystem, name: string, version: string | null): string {
  const written = ecosystem === 'PyPI' ? canonicalName(ecosystem, name) : name;
  const [namespace, rest] = splitName(ecosystem, written);
  try {
    return new PackageURL(TYPES[ecosystem], namespace, rest, version, null, null).toString();
  } catch {
    return `pkg:${TYPES[ecosystem]}/${encodeURIComponent(name)}${version === null ? '' : `@${encodeURIComponent(version)}`}`;
  }
}

export type PurlParts = { readonly ecosystem: Ecosystem; readonly name: string; readonly version: string | null };

/** What a purl names, or null where it is none or of an ecosystem that gate does not know. */
export function parsePurl(text: string): PurlParts | null {
  try {
    const { type, namespace, name, version } = PackageURL.fromString(text);
    const ecosystem = ECOSYSTEM_OF.get(type ?? '');
    if (ecosystem === undefined || !name) return null;
    const separator = ecosystem === 'Maven' ? ':' : '/';
    return { ecosystem, name: namespace ? `${namespace}${separator}${name}` : name, version: version ?? null };
  } catch {
    return null;
  }
}
