/** What the cells of a Jupyter notebook install: `%pip`, `%conda`, `!pip` and cells of shell (https://ipython.readthedocs.io/en/stable/interactive/magics.html). */

import type { ManifestFormat } from '../../model/manifest.ts';
import { readJson } from '../../text/json.ts';
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../text/tree.ts';
import { COMMANDS, createRegions, readRegions, type ShellRegion, unescapeInPlace } from './command-regions.ts';

/** A line that IPython hands to a shell, and how far its sign goes. */
const SHELL_LINE = /^[ \t]*(?:!!?|%(?=(?:pip|conda|mamba|uv)\b)|%(?:sx|system)\s)[ \t]*/;
const SHELL_CELL = /^\s*%%(?:bash|sh|script|system|!|cmd)\b/;

/** `{sys.executable}` is Python, whatever it is called. */
const nameInterpreter = (shell: string): string =>
  shell.replace(/\{sys\.executable\}/g, name => 'python'.padEnd(name.length));

/** The shell in one string of a cell's source; `isShell` where all of the cell is. */
function shellIn(text: string, { at }: JsonNode, isShell: boolean): ShellRegion[] {
  const source = unescapeInPlace(text.slice(at.start, at.end));
  const regions: ShellRegion[] = [];
  let start = 0;
  for (const line of source.split('\n')) {
    const sign = isShell ? 0 : (SHELL_LINE.exec(line)?.[0].length ?? -1);
    if (sign !== -1) {
      const from = at.start + start + sign;
      regions.push({
        at: { start: from, end: at.start + start + line.length },
        shell: nameInterpreter(line.slice(sign)),
      });
    }
    start += line.length + 1;
  }
  return regions;
}

/** Strings of a cell's source: one, or a list with one a line. */
const sourcesOf = (cell: JsonNode): readonly JsonNode[] => {
  const source = memberOf(cell, 'source') ?? memberOf(cell, 'input');
  return source === undefined ? [] : source.kind === 'list' ? itemsOf(source) : [source];
};

export const notebook: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that `%pip`, `%conda`, `!pip` and shell cells of a notebook install',
  parse: ({ text }) => {
    const { root } = readJson(text);
    const regions = createRegions();
    for (const cell of itemsOf(memberOf(root, 'cells'))) {
      if (stringOf(memberOf(cell, 'cell_type')) !== 'code') continue;
      const sources = sourcesOf(cell).filter(node => stringOf(node) !== null);
      const isShell = SHELL_CELL.test(stringOf(sources[0]) ?? '');
      for (const node of sources) regions.shell.push(...shellIn(text, node, isShell));
    }
    return readRegions(text, regions);
  },
};
