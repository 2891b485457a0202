/** `gate doctor`: what is in force here, and what gets in its way. */

import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';

function define(program: Command): Command {
  return program
    .command('doctor')
    .description('tell which hooks run, which configuration and rules are in force, and what shadows what')
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'));
}

async function run(command: Command, io: Io): Promise<number> {
  const { runDoctor } = await import('./doctor-command.ts');
  return runDoctor(command.opts(), io);
}

export const doctor: CommandModule = { define, run };
