/** `gate deps`: what a project depends on, as its manifests and lockfiles tell. */

import { PACKAGE_REPORTERS } from '../reporters/packages/index.ts';
import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { NestedCommand } from './nested.ts';
import { createNested } from './nested.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

const withConfig = (command: Command): Command =>
  command
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml');

const DEPS_COMMANDS = {
  list: {
    description: 'list every package that manifests and lockfiles name',
    define: command =>
      withConfig(command.argument('[path...]', 'files, folders and globs; the current folder without any'))
        .option('--include <glob>', 'only files that fit (repeatable)', collect)
        .option('--exclude <glob>', 'no files that fit (repeatable)', collect)
        .option('--no-gitignore', 'follow no .gitignore and no .gateignore')
        .addOption(
          new Option('--format <format>', 'how to print').choices(Object.keys(PACKAGE_REPORTERS)).default('text'),
        ),
    run: async (command, io) => (await import('./deps-list.ts')).runDepsList(command.args, command.opts(), io),
  },
  why: {
    description: 'tell who brings a package in, and what is installed of it',
    define: command =>
      withConfig(command.argument('<name>', 'a name, or a name and a version as name@version'))
        .option('--path <folder>', 'the project, instead of the current folder')
        .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text')),
    run: async (command, io) => (await import('./deps-why.ts')).runDepsWhy(command.args[0] ?? '', command.opts(), io),
  },
} as const satisfies Record<string, NestedCommand>;

export const deps = createNested('deps', 'what the project depends on', DEPS_COMMANDS);
