/** `gate explain`: why something on a line was found, or was not. */

import { CONFIDENCES } from '../model/severity.ts';
import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

function define(program: Command): Command {
  return program
    .command('explain')
    .description('tell what every stage of a scan says about a line, for what was found and for what was not')
    .argument('[place]', 'FILE:LINE')
    .option('--text <text>', 'explain this text instead')
    .option('--signatures <file>', 'further rules (repeatable)', collect)
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml')
    .addOption(new Option('--min-confidence <level>', 'what is shown (default: medium)').choices(CONFIDENCES))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'));
}

async function run(command: Command, io: Io): Promise<number> {
  const { runExplain } = await import('./explain-command.ts');
  return runExplain(command.args[0], command.opts(), io);
}

export const explain: CommandModule = { define, run };
