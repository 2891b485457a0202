/** The gate.yaml that `gate init` writes: every key with what it does, switched off until somebody takes the `#` away. */

import { CONFIG_KEYS } from './schema.ts';

const WIDTH = 90;

/** Lines of at most WIDTH characters, broken between words, each begun with `# `. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line !== '#' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** A whole gate.yaml with every setting commented out: prose begins with `# `, a setting directly behind the `#`. */
export function renderTemplate(): string {
  const head = wrap('The configuration of gate. Remove the # before a setting to use it.');
  const parts = Object.values(CONFIG_KEYS).map(({ doc, shown, example }) => [
    ...wrap(`${doc} Default: ${shown}.`),
    ...example.map(line => `#${line}`),
  ]);
  return `${[head, ...parts].map(lines => lines.join('\n')).join('\n\n')}\n`;
}
