/** The outside world as the command line sees it: handed to every command, so that tests can hand in another. */

import { writeSync } from 'node:fs';
import { isTerminal } from '../sources/terminal.ts';
import { errorCode } from '../text/error-words.ts';

export type Io = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the compiled rules. */
  readonly dataDir: string;
  readonly stdin: number;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Milliseconds from some fixed moment on. */
  readonly now: () => number;
  /** The day in UTC, such as 2027-01-31. */
  readonly today: () => string;
};

const RETRY = new Int32Array(new SharedArrayBuffer(4));

/** Writes all of `text`, waiting when a pipe is full. A reader that went away is no error: there is nobody left to tell. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(RETRY, 0, 0, 5);
    }
  }
}

/** The real thing. */
export function processIo(dataDir: string): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    dataDir,
    stdin: 0,
    stdoutIsTerminal: isTerminal(1),
    stderrIsTerminal: isTerminal(2),
    writeOut: text => writeAll(1, text),
    writeError: text => writeAll(2, text),
    now: () => Number(process.hrtime.bigint()) / 1e6,
    today: () => new Date().toISOString().slice(0, 10),
  };
}
