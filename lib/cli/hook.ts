/** `gate hook`: gate as a hook of git. */

import { HOOK_NAMES, HOOKS } from '../run/git-hooks/hooks.ts';
import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { NestedCommand } from './nested.ts';
import { createNested } from './nested.ts';

const names = HOOK_NAMES.map(name => `${name} (${HOOKS[name].description})`).join(', ');
const format = (): Option => new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');
const withNames = (command: Command): Command =>
  command.argument('[name...]', `${names}; pre-commit without any`).addOption(format());

const HOOK_COMMANDS = {
  install: {
    description: 'let git run gate; a hook that is there already is run behind it',
    define: withNames,
    run: async (command, io) => (await import('./hook-commands.ts')).runInstall(command.args, command.opts(), io),
  },
  uninstall: {
    description: 'take the hooks out; what was there before is back as it was',
    define: command => command.argument('[name...]', 'every hook of ours without any').addOption(format()),
    run: async (command, io) => (await import('./hook-commands.ts')).runUninstall(command.args, command.opts(), io),
  },
  status: {
    description: 'tell which hooks run gate, and what else stands there',
    define: command => command.addOption(format()),
    run: async (command, io) => (await import('./hook-commands.ts')).runStatus(command.opts(), io),
  },
  run: {
    description: 'what a hook does: called by git, by the pre-commit framework, or by hand',
    define: command =>
      command
        .argument('<name>', `${HOOK_NAMES.join(', ')}, or framework for files that the pre-commit framework names`)
        .argument('[args...]', 'what git hands to the hook')
        .option('--only <kinds>', 'what to look for: secrets, dependencies')
        .option('--no-next', 'leave the hook that was there before to whoever calls this one'),
    run: async (command, io) => (await import('./hook-run.ts')).runHook(command.args, command.opts(), io),
  },
} as const satisfies Record<string, NestedCommand>;

export const hook = createNested('hook', 'gate as a hook of git', HOOK_COMMANDS);
