/** `gate scan`: its options, and the way from them to a scan, its reports and its exit code. */

import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';
import { REPORTERS } from '../reporters/index.ts';
import { parseSize } from '../text/size.ts';
import type { Command } from './arguments.ts';
import { InvalidArgumentError, Option } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';
import type { ScanOptions } from './scan-options.ts';

const FORMATS = Object.keys(REPORTERS);

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

function size(value: string): number {
  const bytes = parseSize(value);
  if (bytes === null)
    throw new InvalidArgumentError('A size is a number with B, KB, MB or GB behind it, such as 50MB.');
  return bytes;
}

function days(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number of days, 1 or more.');
  return number;
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError('A whole number from 1 to 64.');
  return number;
}

const HELP = `
Exit codes: 0 nothing at or above the thresholds, 1 findings, 2 wrong usage or something that could not be done.

Examples:
  gate scan                          the current folder, or standard input if it is a pipe
  git diff --cached | gate scan      what a diff adds
  gate scan --staged                 what git is about to commit, exactly
  gate scan --range origin/main..HEAD  what a branch adds, commit by commit
  gate scan --format sarif --output gate.sarif --format text src/`;

function define(program: Command): Command {
  return program
    .command('scan')
    .description('find secrets and bad dependencies in files, standard input, a diff, or what git holds')
    .argument('[path...]', 'files, folders and globs; - is standard input')
    .option('--stdin', 'read standard input; a unified diff is recognised by itself')
    .option('--stdin-filename <name>', 'the path that standard input is reported under')
    .option('--staged', 'scan what is staged in git: the blobs of the index, and of those the lines that are added')
    .option('--range <range>', 'scan what each commit of BASE..HEAD adds, also what a later one removes')
    .option('--since <commit>', 'scan what each commit since this one adds: --range COMMIT..HEAD')
    .option('--history', 'scan the whole history: every content of every commit of all branches and tags, each once')
    .option('--only <kinds>', 'what to look for: secrets, dependencies', collect)
    .option('--no-secrets', 'look for no secrets')
    .option('--no-dependencies', 'look for no bad dependencies')
    .option('--no-entropy', 'leave out values that only look random')
    .option('--known-values', 'find your own secrets too: of your environment, and of .env files that git ignores')
    .option('--signatures <file>', 'further rules (repeatable)', collect)
    .addOption(
      new Option('--config <file>', 'the configuration, instead of the nearest gate.yaml').conflicts('noConfig'),
    )
    .option('--no-config', 'read no gate.yaml')
    .option('--include <glob>', 'only files that fit (repeatable)', collect)
    .option('--exclude <glob>', 'no files that fit (repeatable)', collect)
    .option('--no-gitignore', 'follow no .gitignore and no .gateignore')
    .option('--max-file-size <size>', 'leave out larger files (default: 50MB)', size)
    .addOption(new Option('--min-confidence <level>', 'what is shown (default: medium)').choices(CONFIDENCES))
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on findings make exit code 1 (default: low)').choices(
        SEVERITIES,
      ),
    )
    .option('--db <folder>', 'the local database of advisories (default: gate/db in your data folder)')
    .option('--max-data-age <days>', 'exit 2 when what packages are judged by is older', days)
    .option('--exit-zero', 'exit 0 even with findings')
    .addOption(
      new Option('--format <format>', 'how to report: repeatable (default: text)').choices(FORMATS).argParser(format),
    )
    .option('--output <file>', 'where to: the nth output belongs to the nth format, - is standard output', collect)
    .option('--jobs <n>', 'threads for large trees (default: the processors, 4 at most)', count)
    .option('--no-inline', 'heed no comments that allow a finding: gate:allow and those of other scanners')
    .option('--baseline <file>', 'the baseline, instead of .gate-baseline.jsonl at the root')
    .option('--no-baseline', 'report what the baseline holds too')
    .option('--no-cache', 'scan all that git holds, also what is known to hold nothing, and remember nothing')
    .option('--strict', 'exit 2 when anything could not be checked')
    .option('--quiet', 'one line for each finding, and the summary')
    .option('--verbose', 'name everything that was not scanned')
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .option('--no-progress', 'no progress line')
    .addHelpText('after', HELP);
}

function format(value: string, before: readonly string[] | undefined): string[] {
  if (!FORMATS.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(', ')}.`);
  return collect(value, before);
}

async function run(command: Command, io: Io): Promise<number> {
  const { runScanCommand } = await import('./scan-command.ts');
  return runScanCommand(command.args, command.opts<ScanOptions>(), io);
}

export const scan: CommandModule = { define, run };
