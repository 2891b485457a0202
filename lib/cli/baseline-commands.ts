/** The registry of what `gate baseline` can do: its keys are the words of the command line. */

import type { Command } from './arguments.ts';
import { InvalidArgumentError, Option } from './arguments.ts';
import type { NestedCommand } from './nested.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function day(value: string): string {
  if (!DAY.test(value)) throw new InvalidArgumentError('A day such as 2027-01-31.');
  return value;
}

/** What is found depends on the configuration as it does in a scan. */
const withScan = (command: Command): Command =>
  command
    .option('--baseline <file>', 'the baseline, instead of .gate-baseline.jsonl at the root')
    .option('--signatures <file>', 'further rules (repeatable)', collect)
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml')
    .option('--jobs <n>', 'threads for large trees', Number)
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'));

const withWords = (command: Command): Command =>
  command
    .option('--reason <text>', 'why the new entries are no trouble')
    .option('--expires <day>', 'the last day on which the new entries hold, such as 2027-01-31', day);

export const BASELINE_COMMANDS = {
  create: {
    description: 'write everything that is found now into a new baseline',
    define: command =>
      withWords(withScan(command))
        .option('--history', 'take in what was ever committed, too')
        .option('--force', 'replace a baseline that is there')
        .option('--no-gitattributes', 'leave .gitattributes alone'),
    run: async (command, io) => (await import('./baseline-run.ts')).runCreate(command.opts(), io),
  },
  update: {
    description: 'add what is new, drop what is gone, follow what git says was renamed',
    define: command => withWords(withScan(command)),
    run: async (command, io) => (await import('./baseline-run.ts')).runUpdate(command.opts(), io),
  },
  prune: {
    description: 'drop entries that nothing is found for, and those that expired',
    define: withScan,
    run: async (command, io) => (await import('./baseline-run.ts')).runPrune(command.opts(), io),
  },
  diff: {
    description: 'tell what is new and what is gone; exit code 1 if anything is',
    define: withScan,
    run: async (command, io) => (await import('./baseline-run.ts')).runDiff(command.opts(), io),
  },
  import: {
    description: 'add what .secrets.baseline, .gitleaksignore or a report of gitleaks names',
    define: command => withWords(withScan(command)).argument('<file...>', 'the files to read'),
    run: async (command, io) => (await import('./baseline-import.ts')).runImport(command.args, command.opts(), io),
  },
} as const satisfies Record<string, NestedCommand>;
