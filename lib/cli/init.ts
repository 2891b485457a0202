/** `gate init`: writes a commented gate.yaml to begin with. */

import type { Command } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';

function define(program: Command): Command {
  return program
    .command('init')
    .description('write a commented gate.yaml into the root of the repository, or into the current folder outside one');
}

async function run(_command: Command, io: Io): Promise<number> {
  const { runInit } = await import('./init-command.ts');
  return runInit(io);
}

export const init: CommandModule = { define, run };
