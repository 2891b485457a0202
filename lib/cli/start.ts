/** Where the bundled program begins: runs the command line with the real world and leaves its exit code. */

import { processIo } from './io.ts';
import { main } from './main.ts';

/** Runs the command line of this process. The exit code is set, not forced, so that output is flushed. */
export function start(): void {
  main(process.argv.slice(2), processIo(__dirname)).then(code => {
    process.exitCode = code;
  });
}
