/** The fixtures of the manifest formats: `test/fixtures/manifests/<format>/<case>/` holds one file as it lies in a project, and `expected.json`. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFESTS } from '../../../lib/dependencies/manifests/index.ts';
import type { ManifestEntry, ParsedManifest } from '../../../lib/model/manifest.ts';
import type { Package } from '../../../lib/model/package.ts';
import type { Span } from '../../../lib/model/span.ts';
import { ROOT } from '../../rules.ts';

const FIXTURES = join(ROOT, 'test/fixtures/manifests');
export const EXPECTED = 'expected.json';

export const FORMATS: Readonly<Record<string, ManifestEntry>> = MANIFESTS;

export type ManifestCase = {
  readonly format: string;
  readonly name: string;
  readonly folder: string;
  /** Of the manifest, inside the case's folder. */
  readonly path: string;
  readonly text: string;
};

const foldersOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

function readCase(format: string, name: string): ManifestCase {
  const folder = join(FIXTURES, format, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== EXPECTED)
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const [path] = files;
  if (path === undefined || files.length > 1) throw new Error(`${folder} must hold one manifest beside ${EXPECTED}`);
  return { format, name, folder, path, text: readFileSync(join(folder, path), 'utf8') };
}

export const FIXTURE_FORMATS: readonly string[] = foldersOf(FIXTURES);
export const CASES: readonly ManifestCase[] = FIXTURE_FORMATS.flatMap(format =>
  foldersOf(join(FIXTURES, format)).map(name => readCase(format, name)),
);

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** What is wrong with the places that a parser gave: none may leave its text or its line. */
export function misplaced(text: string, { packages, references, faults, ...more }: ParsedManifest): string[] {
  const spans: Span[] = [...packages, ...references, ...(more.sources ?? []), ...(more.installScripts ?? [])].map(
    ({ at }) => at,
  );
  const lines = text.split('\n').length;
  return [
    ...spans
      .filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length))
      .map(({ start, end }) => `${start} to ${end} is outside of the text`),
    ...spans
      .filter(({ start, end }) => text.slice(start, end).includes('\n'))
      .map(({ start }) => `the span at ${start} goes over a line end`),
    ...faults.filter(({ line }) => !(line >= 1 && line <= lines + 1)).map(({ line }) => `there is no line ${line}`),
  ];
}

/** Drops what is as usual, so that a row says what is particular about a package. */
function toRow(pkg: Package, text: string, ecosystem: string): Record<string, unknown> {
  const marked = text.slice(pkg.at.start, pkg.at.end);
  return {
    name: pkg.name,
    ...(pkg.alias !== undefined && { alias: pkg.alias }),
    ...(pkg.version !== null && { version: pkg.version }),
    ...(pkg.range !== null && { range: pkg.range }),
    ...(pkg.ecosystem !== ecosystem && { ecosystem: pkg.ecosystem }),
    ...(pkg.source !== 'registry' && { source: pkg.source }),
    ...(pkg.group !== 'main' && { group: pkg.group }),
    ...(pkg.direct && { direct: true }),
    ...(pkg.resolved !== null && { resolved: pkg.resolved }),
    ...(pkg.integrity.length > 0 && { integrity: pkg.integrity }),
    ...(pkg.deprecated !== undefined && { deprecated: pkg.deprecated }),
    ...(pkg.installScript !== undefined && { installScript: pkg.installScript }),
    ...(pkg.bundled !== undefined && { bundled: pkg.bundled }),
    line: lineOf(text, pkg.at.start),
    ...(marked !== pkg.name && { marked }),
  };
}

const rowsOf = (rows: readonly unknown[]): string =>
  rows.length === 0 ? '[]' : `[\n${rows.map(row => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;

/**
 * The text of `expected.json`: a row for each package, reference and so on; lists that are empty are left out, except for
 * packages. Left out of a row: nulls, the format's own ecosystem, the source `registry`, the group `main`, what is false, and
 * the marked text where it is the name.
 */
export function renderExpected(text: string, parsed: ParsedManifest, ecosystem: string): string {
  const placed = ({ at, ...rest }: { readonly at: Span }) => ({ ...rest, line: lineOf(text, at.start) });
  const sections: [string, string][] = [
    ...(parsed.projectName === undefined
      ? []
      : [['projectName', JSON.stringify(parsed.projectName)] as [string, string]]),
    ['packages', rowsOf(parsed.packages.map(pkg => toRow(pkg, text, ecosystem)))],
    ['references', rowsOf(parsed.references.map(placed))],
    ['sources', rowsOf((parsed.sources ?? []).map(placed))],
    ['installScripts', rowsOf((parsed.installScripts ?? []).map(placed))],
    ['requirements', rowsOf(parsed.requirements ?? [])],
    ['faults', rowsOf(parsed.faults)],
  ];
  const shown = sections.filter(([key, rows]) => key === 'packages' || rows !== '[]');
  return `{\n${shown.map(([key, rows]) => `  "${key}": ${rows}`).join(',\n')}\n}\n`;
}
