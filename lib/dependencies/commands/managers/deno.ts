/** Deno (https://docs.deno.com/runtime/reference/cli) and the `jsr` tool: only names with `npm:` or `jsr:`, or in a scope of JSR, are packages. */

import type { Manager } from '../manager.ts';

export const deno: Manager = {
  spec: 'deno',
  options: {
    value:
      '-c --config --import-map --lock --root -n --name --location --cert --log-level -L --node-modules-dir --vendor --entrypoint --seed --port',
    dev: '-D --dev',
  },
  verbs: {
    'add|install|i': { does: 'install' },
    'run|x|create|serve|compile|cache': { does: 'exec' },
  },
};

export const jsr: Manager = {
  spec: 'jsr',
  options: { dev: '-D --save-dev' },
  verbs: { 'add|install|i': { does: 'install' } },
};
