/** The one file that imports the argument parser. */

export { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
