/** A list of packages as a CycloneDX bill of materials. The one file that imports the CycloneDX library. */

import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { ListedPackage, PackageList } from '../../model/package-list.ts';
import { hideCredentials } from '../../text/hide-credentials.ts';

const ALGORITHMS: Readonly<Record<string, Enums.HashAlgorithm>> = {
  md5: Enums.HashAlgorithm.MD5,
  sha1: Enums.HashAlgorithm['SHA-1'],
  sha256: Enums.HashAlgorithm['SHA-256'],
  sha384: Enums.HashAlgorithm['SHA-384'],
  sha512: Enums.HashAlgorithm['SHA-512'],
};

const HEX = /^[0-9a-f]{32,128}$/i;

/** `sha512-<base64>` and `sha256:<hex>` as algorithm and hexadecimal digits; digests of other kinds are left out. */
function readHash(integrity: string): [Enums.HashAlgorithm, string] | null {
  const [, name = '', separator, digest = ''] = /^(\w+)([-:])(.+)$/.exec(integrity) ?? [];
  const algorithm = ALGORITHMS[name.toLowerCase()];
  if (algorithm === undefined) return null;
  const hex = separator === '-' && !HEX.test(digest) ? Buffer.from(digest, 'base64').toString('hex') : digest;
  return HEX.test(hex) ? [algorithm, hex.toLowerCase()] : null;
}

/** Packages of one purl are one component, however many files name it; what a lockfile says of it goes before a manifest. */
function mergeByPurl(packages: readonly ListedPackage[]): ListedPackage[] {
  const merged = new Map<string, ListedPackage>();
  for (const listed of packages) {
    const known = merged.get(listed.purl);
    if (known === undefined || (known.role === 'manifest' && listed.role === 'lockfile'))
      merged.set(listed.purl, listed);
  }
  return [...merged.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
}

/** A manifest's open range names no component when a lockfile says which version it came to. */
function withoutOpenTwins(packages: readonly ListedPackage[]): ListedPackage[] {
  const exact = new Set(
    packages.flatMap(({ version, ecosystem, name }) => (version === null ? [] : `${ecosystem} ${name}`)),
  );
  return packages.filter(({ version, ecosystem, name }) => version !== null || !exact.has(`${ecosystem} ${name}`));
}

function toComponent(listed: ListedPackage): Models.Component {
  const { name, version, purl, group, integrity } = listed;
  const cut = listed.ecosystem === 'Maven' ? name.indexOf(':') : name.lastIndexOf('/');
  const component = new Models.Component(Enums.ComponentType.Library, hideCredentials(name.slice(cut + 1)), {
    bomRef: purl,
    purl,
    ...(cut > 0 ? { group: name.slice(0, cut) } : {}),
    ...(version === null ? {} : { version }),
    ...(group === 'main'
      ? {}
      : { scope: group === 'optional' ? Enums.ComponentScope.Optional : Enums.ComponentScope.Excluded }),
  });
  for (const hash of integrity) {
    const read = readHash(hash);
    if (read !== null) component.hashes.set(...read);
  }
  return component;
}

/** CycloneDX 1.6 in JSON, sorted; it has neither serial number nor time, so that the same input gives the same bytes. */
export function renderCycloneDx({ version, packages }: PackageList): string {
  const bom = new Models.Bom();
  bom.metadata.tools.components.add(new Models.Component(Enums.ComponentType.Application, 'gate', { version }));
  for (const listed of mergeByPurl(withoutOpenTwins(packages))) bom.components.add(toComponent(listed));
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 })}\n`;
}
