/** A list of packages for programs, as the contract of the command line has it. */

import type { ListedPackage, PackageList } from '../../model/package-list.ts';
import { hideCredentials } from '../../text/hide-credentials.ts';
import { neutraliseJson } from '../terminal.ts';

const VERSION = 1;

const describePackage = (listed: ListedPackage) => ({
  ecosystem: listed.ecosystem,
  name: hideCredentials(listed.name),
  alias: listed.alias,
  version: listed.version,
  range: listed.range === null ? null : hideCredentials(listed.range),
  purl: listed.purl,
  source: listed.source,
  integrity: listed.integrity,
  group: listed.group,
  direct: listed.direct,
  deprecated: listed.deprecated,
  path: listed.path,
  line: listed.line,
});

/** Two-space indent, keys in a fixed order. */
export function renderPackagesJson({ packages, diagnostics }: PackageList): string {
  const report = {
    version: VERSION,
    packages: packages.map(describePackage),
    diagnostics: diagnostics.map(({ kind, path, line, message }) => ({ kind, path, line, message })),
  };
  return `${neutraliseJson(JSON.stringify(report, null, 2))}\n`;
}
