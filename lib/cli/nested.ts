/** Commands of two words (`gate rules list`): what carries the second out loads only when it is asked for. */

import { Command } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';

export type NestedCommand = {
  readonly description: string;
  /** Adds arguments and options. */
  readonly define: (command: Command) => Command;
  readonly run: (command: Command, io: Io) => Promise<number>;
};

/** The command `gate NAME`; what stands behind its name is parsed as a program of its own. */
export function createNested(
  name: string,
  about: string,
  commands: Readonly<Record<string, NestedCommand>>,
): CommandModule {
  const actions = Object.entries(commands).map(([word, { description }]) => `  ${word.padEnd(10)} ${description}`);
  const define = (program: Command): Command =>
    program
      .command(name)
      .description(`${Object.keys(commands).join(', ')}: ${about}`)
      .usage('<action> [options]')
      .argument('[words...]')
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .addHelpText('after', `\nActions:\n${actions.join('\n')}\n\ngate ${name} <action> --help says more.`);
  const run = async (command: Command, io: Io): Promise<number> => {
    let code = 0;
    const program = new Command(`gate ${name}`).copyInheritedSettings(command).helpOption('-h, --help', 'print help');
    for (const [word, { description, define: addOptions, run: carryOut }] of Object.entries(commands)) {
      addOptions(program.command(word).description(description))
        .copyInheritedSettings(program)
        .action(async (...args: unknown[]) => {
          code = await carryOut(args.at(-1) as Command, io);
        });
    }
    await program.parseAsync([...command.args], { from: 'user' });
    return code;
  };
  return { define, run };
}
