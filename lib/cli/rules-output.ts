/** How listings are printed: columns for people, one JSON object for programs. */

import { neutralise, neutraliseJson } from '../reporters/terminal.ts';
import type { Io } from './io.ts';

/** Grows only when a field changes its meaning or goes. */
const VERSION = 1;

/** One object with `version` first, two-space indent. */
export function writeJson(io: Io, content: Readonly<Record<string, unknown>>): void {
  io.writeOut(`${neutraliseJson(JSON.stringify({ version: VERSION, ...content }, null, 2))}\n`);
}

/** Rows as lines with their cells below one another, two blanks apart; the last cell is as long as it is. */
export function layOutColumns(rows: readonly (readonly string[])[]): string[] {
  const safe = rows.map(row => row.map(neutralise));
  const widths = (safe[0] ?? []).map((_, column) => Math.max(...safe.map(row => row[column]?.length ?? 0)));
  return safe.map(row =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

export const writeLines = (io: Io, lines: readonly string[]): void => io.writeOut(`${lines.join('\n')}\n`);

export const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
