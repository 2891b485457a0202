/** `gate rules`: one word more says what shall be done with the rules; what does it loads only then. */

import { Command } from './arguments.ts';
import type { CommandModule } from './commands.ts';
import type { Io } from './io.ts';
import { RULES_COMMANDS } from './rules-commands.ts';

const ACTIONS = Object.entries(RULES_COMMANDS).map(([name, { description }]) => `  ${name.padEnd(10)} ${description}`);

function define(program: Command): Command {
  return program
    .command('rules')
    .description(`${Object.keys(RULES_COMMANDS).join(', ')}: everything about the rules themselves`)
    .usage('<action> [options]')
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .addHelpText('after', `\nActions:\n${ACTIONS.join('\n')}\n\ngate rules <action> --help says more.`);
}

/** Parses what stands behind `rules` as a program of its own. */
async function run(command: Command, io: Io): Promise<number> {
  let code = 0;
  const program = new Command('gate rules').copyInheritedSettings(command).helpOption('-h, --help', 'print help');
  for (const [name, { description, define: addOptions, run: carryOut }] of Object.entries(RULES_COMMANDS)) {
    addOptions(program.command(name).description(description))
      .copyInheritedSettings(program)
      .action(async (...args: unknown[]) => {
        code = await carryOut(args.at(-1) as Command, io);
      });
  }
  await program.parseAsync([...command.args], { from: 'user' });
  return code;
}

export const rules: CommandModule = { define, run };
