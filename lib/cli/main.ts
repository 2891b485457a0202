/** The command line: finds the command, turns every failure into a clear line on standard error and an exit code. */

import { GateError } from '../model/failure.ts';
import { Command, CommanderError } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

export const EXIT_OK = 0;
export const EXIT_FAILED = 2;

/** The commands that may be meant: the one that the first word names, since to define the others takes a start its time, or all. */
const commandsFor = ([first = '']: readonly string[]) =>
  Object.entries(COMMANDS).flatMap(([word, command]) =>
    word === first || !Object.hasOwn(COMMANDS, first) ? [command] : [],
  );

function buildProgram(argv: readonly string[], io: Io, done: (code: number) => void): Command {
  const program = new Command('gate')
    .description('Keeps secrets from leaving your machine. Works offline.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showSuggestionAfterError(true)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: io.writeOut,
      writeErr: io.writeError,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const { define, run } of commandsFor(argv)) {
    define(program)
      .copyInheritedSettings(program)
      .action(async (...args: unknown[]) => {
        const command = args.at(-1) as Command;
        done(await run(command, io));
      });
  }
  return program;
}

function explain(error: unknown): string {
  if (error instanceof GateError)
    return `gate: ${error.message}\n${error.remedy === undefined ? '' : `  ${error.remedy}\n`}`;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `gate: a defect in gate itself, please report it:\n${detail}\n`;
}

/** Runs `gate` with the arguments behind the program's name. Returns the exit code and never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = EXIT_OK;
  try {
    const program = buildProgram(argv, io, result => {
      code = result;
    });
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_FAILED;
    io.writeError(explain(error));
    return EXIT_FAILED;
  }
}
