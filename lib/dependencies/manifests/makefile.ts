/** The recipes of a Makefile: lines that begin with a tab, and `@`, `-` or `+` before the command. */

import type { ManifestFormat } from '../../model/manifest.ts';
import { splitLines } from '../../text/split-lines.ts';
import { COMMANDS, createRegions, readRegions } from './command-regions.ts';

/** What stands before the command of a recipe. */
const PREFIX = /^\t[\t @+-]*/;

/** Variables of make are read like those of the shell. */
const asShell = (text: string): string =>
  text.replace(/\$\$/g, '\\$').replace(/\$\((\w+)\)/g, (_, name: string) => `\${${name}}`);

export const makefile: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that recipes of a Makefile install',
  parse: ({ text }) => {
    const regions = createRegions();
    let goesOn = false;
    for (const { text: line, start } of splitLines(text)) {
      const prefix = line.startsWith('\t') ? PREFIX.exec(line)?.[0] : undefined;
      const last = regions.shell.at(-1);
      if (goesOn && last !== undefined) {
        const at = { start: last.at.start, end: start + line.length };
        regions.shell[regions.shell.length - 1] = { at, shell: '' };
      } else if (prefix !== undefined) {
        regions.shell.push({ at: { start: start + prefix.length, end: start + line.length }, shell: '' });
      }
      goesOn = line.endsWith('\\') && (goesOn || prefix !== undefined);
    }
    const shell = regions.shell.map(({ at }) => ({ at, shell: asShell(text.slice(at.start, at.end)) }));
    return readRegions(text, { ...regions, shell });
  },
};
