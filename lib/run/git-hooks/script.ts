/** The scripts that `gate hook install` writes: a few lines that find gate and hand over to it. */

import type { HookName } from './hooks.ts';
import { HOOKS, MARK } from './hooks.ts';
import { BLOCK_END, BLOCK_START } from './place.ts';

/** How this gate is started: the program of Node and the file that it runs. */
export type Starter = { readonly node: string; readonly gate: string };

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Lines of POSIX shell that set `"$@"` to the call of gate before what it was. The gate that installed the hook is called
 * with the Node that ran it; when one of them is gone, those on the PATH. A gate that is not found fails the hook.
 */
const findGate = (name: HookName, { node, gate }: Starter): readonly string[] => [
  `node=${quote(node)} gate=${quote(gate)}`,
  `[ -x "$node" ] || node=node`,
  `if [ -f "$gate" ]; then set -- "$node" "$gate" hook run ${name} "$@"; else set -- gate hook run ${name} "$@"; fi`,
];

/** A hook of its own. */
export const renderScript = (name: HookName, starter: Starter): string =>
  `${['#!/bin/sh', `# Runs gate on ${HOOKS[name].description}. Taken out by: ${MARK}`, ...findGate(name, starter), 'exec "$@"'].join('\n')}\n`;

/** A block for a script that has more to do behind it; lines that git hands over are kept for it. */
export function renderBlock(name: HookName, starter: Starter): string {
  const call = '"$@" || exit $?';
  const lines = HOOKS[name].readsInput
    ? [
        'gate_lines=$(cat)',
        `( ${findGate(name, starter).join('\n')}`,
        `printf '%s\\n' "$gate_lines" | "$@" ) || exit $?`,
        'exec <<GATE_LINES',
        '$gate_lines',
        'GATE_LINES',
      ]
    : [`( ${findGate(name, starter).join('\n')}`, `${call} ) || exit $?`];
  return `${[BLOCK_START, ...lines, BLOCK_END].join('\n')}\n`;
}
