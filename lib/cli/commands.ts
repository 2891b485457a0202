/** The registry of commands: its keys are the words of the command line. */

import type { Command } from './arguments.ts';
import { baseline } from './baseline.ts';
import { check } from './check.ts';
import { db } from './db.ts';
import { deps } from './deps.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { hook } from './hook.ts';
import { init } from './init.ts';
import type { Io } from './io.ts';
import { rules } from './rules.ts';
import { scan } from './scan.ts';

export type CommandModule = {
  /** Adds the command with its options to the program and returns it. */
  readonly define: (program: Command) => Command;
  /** Carries the parsed command out and returns the exit code. */
  readonly run: (command: Command, io: Io) => Promise<number>;
};

export const COMMANDS = {
  scan,
  init,
  baseline,
  rules,
  explain,
  deps,
  check,
  db,
  hook,
  doctor,
} as const satisfies Record<string, CommandModule>;
