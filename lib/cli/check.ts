/** `gate check`: verdicts on packages before anybody installs them. */

import { SEVERITIES } from '../model/severity.ts';
import type { Command } from './arguments.ts';
import { InvalidArgumentError, Option } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';

const HELP = `
A SPEC is an ecosystem and a name, with a version if wanted, or a purl:
  gate check npm:left-pad@1.3.0 pypi:dotenv pkg:cargo/serde@1.0.0

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage.`;

function days(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number of days, 1 or more.');
  return number;
}

function define(program: Command): Command {
  return program
    .command('check')
    .description('judge packages by name and version, before they are installed')
    .argument('[spec...]', 'ecosystem:name, ecosystem:name@version, or a purl')
    .option('--stdin', 'read specs from standard input, one a line')
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on findings make exit code 1 (default: low)').choices(
        SEVERITIES,
      ),
    )
    .option('--db <folder>', 'the local database of advisories (default: gate/db in your data folder)')
    .addOption(new Option('--max-data-age <days>', 'exit 2 when what packages are judged by is older').argParser(days))
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP);
}

async function run(command: Command, io: Io): Promise<number> {
  const { runCheck } = await import('./check-command.ts');
  return runCheck(command.args, command.opts(), io);
}

export const check: CommandModule = { define, run };
