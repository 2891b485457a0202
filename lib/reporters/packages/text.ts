/** A list of packages for people: one line each, by file. */

import type { ListedPackage, PackageList } from '../../model/package-list.ts';
import { hideCredentials } from '../../text/hide-credentials.ts';
import { describeDiagnostic } from '../remarks.ts';
import { neutralise } from '../terminal.ts';
import { countOf } from '../wording.ts';

const LONGEST_CELL = 60;

const clip = (text: string): string => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text);

function cellsOf({ line, ecosystem, name, alias, version, range, source, group, direct }: ListedPackage): string[] {
  const named = alias === undefined || alias === name ? name : `${alias} → ${name}`;
  const notes = [
    ...(source === 'registry' ? [] : [source]),
    ...(group === 'main' ? [] : [group]),
    ...(direct ? [] : ['indirect']),
  ];
  return [`${line}`, ecosystem, named, version ?? range ?? '', notes.join(', ')].map(cell =>
    neutralise(clip(hideCredentials(cell))),
  );
}

function layOut(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Manifests without a package have no section; they are in the last line's count. */
export function renderPackagesText({ packages, manifests, diagnostics }: PackageList): string {
  const byPath = new Map<string, ListedPackage[]>();
  for (const listed of packages) byPath.set(listed.path, [...(byPath.get(listed.path) ?? []), listed]);
  const sections = [...byPath].map(([path, listed]) => [neutralise(path), ...layOut(listed.map(cellsOf))].join('\n'));
  const faults = diagnostics.map(diagnostic => `${diagnostic.kind}: ${describeDiagnostic(diagnostic)}`);
  const summary = `${countOf(packages.length, 'package')} in ${countOf(manifests.length, 'manifest')}`;
  return `${[...sections, ...(faults.length > 0 ? [faults.join('\n')] : []), summary].join('\n\n')}\n`;
}
