/** `gate db`: the local database of advisories, names and newest versions. */

import type { Command } from './arguments.ts';
import { Option } from './arguments.ts';
import type { NestedCommand } from './nested.ts';
import { createNested } from './nested.ts';

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

const withPlace = (command: Command): Command =>
  command
    .option('--db <folder>', 'the folder of the database (default: gate/db in your data folder)')
    .option('--config <file>', 'the configuration, instead of the nearest gate.yaml')
    .option('--no-config', 'read no gate.yaml');

const DB_COMMANDS = {
  status: {
    description: 'tell what the database holds, and how old it is',
    define: command =>
      withPlace(command).addOption(
        new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
      ),
    run: async (command, io) => (await import('./db-status.ts')).runDbStatus(command.opts(), io),
  },
  update: {
    description: 'fetch what has changed from a mirror: the only command that uses the network',
    define: command =>
      withPlace(command)
        .option('--from <address>', 'the mirror, instead of database-url of gate.yaml')
        .option('--ecosystem <name>', 'only this one (repeatable); the others stay as they are', collect)
        .option('--no-progress', 'no progress line'),
    run: async (command, io) => (await import('./db-update.ts')).runDbUpdate(command.opts(), io),
  },
  import: {
    description: 'take over an exported database, or make one of a folder with archives',
    define: command => withPlace(command.argument('<path>', 'an exported file, or a folder laid out like a mirror')),
    run: async (command, io) => (await import('./db-carry.ts')).runDbImport(command.args[0] ?? '', command.opts(), io),
  },
  export: {
    description: 'write the database to a file, for a machine without network',
    define: command => withPlace(command.argument('<file>', 'where to')),
    run: async (command, io) => (await import('./db-carry.ts')).runDbExport(command.args[0] ?? '', command.opts(), io),
  },
} as const satisfies Record<string, NestedCommand>;

export const db = createNested('db', 'the local database of advisories', DB_COMMANDS);
