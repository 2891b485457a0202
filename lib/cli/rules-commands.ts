/** The registry of what `gate rules` can do: its keys are the words of the command line. */

import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { NestedCommand } from './nested.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

const format = (): Option => new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

/** Which rules there are depends on the configuration as it does in a scan. */
const withRules = (command: Command): Command =>
  command
    .option('--signatures <file>', 'further rules (repeatable)', collect)
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml')
    .addOption(format());

const FILES = 'files of rules; without any, the built-in rules';

export const RULES_COMMANDS = {
  list: {
    description: 'name every rule in force, or those of one service',
    define: command => withRules(command).option('--service <name>', 'only the rules of this service'),
    run: async (command, io) => (await import('./rules-list.ts')).runList(command.opts(), io),
  },
  show: {
    description: 'tell everything about one rule: its shape, keywords, examples, and what to do about a leak',
    define: command => withRules(command.argument('<id>', 'the id of the rule')),
    run: async (command, io) => (await import('./rules-show.ts')).runShow(command.args[0] ?? '', command.opts(), io),
  },
  test: {
    description: 'run the examples of rules through the real detectors',
    define: command => command.argument('[file...]', FILES).addOption(format()),
    run: async (command, io) => (await import('./rules-check.ts')).runTest(command.args, command.opts(), io),
  },
  lint: {
    description: 'find slow, unanchored, doubled and shadowed rules',
    define: command => command.argument('[file...]', FILES).addOption(format()),
    run: async (command, io) => (await import('./rules-check.ts')).runLint(command.args, command.opts(), io),
  },
  coverage: {
    description: 'count services and kinds of rules, and name what of a list or of other rules has none',
    define: command =>
      withRules(command.argument('[file]', 'names of services, one a line, or a file that `import` reads')),
    run: async (command, io) => (await import('./rules-coverage.ts')).runCoverage(command.args[0], command.opts(), io),
  },
  import: {
    description: 'rewrite rules of gitleaks, betterleaks, detect-secrets, secretgate or CodeGate for gate',
    define: command =>
      command
        .argument('<file>', 'a TOML configuration, a JSON baseline or a YAML file of signatures')
        .option('--output <file>', 'where to; standard output without it'),
    run: async (command, io) =>
      (await import('./rules-import.ts')).runImport(command.args[0] ?? '', command.opts(), io),
  },
} as const satisfies Record<string, NestedCommand>;
