/** The command line inside this process, so that its lines are counted: what the end-to-end tests run as a program. */

import { closeSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Io } from '../../lib/cli/io.ts';
import { main } from '../../lib/cli/main.ts';
import { writePackages } from '../../scripts/compile-packages.ts';
import { writeRuleset } from '../../scripts/compile-rules.ts';
import { ROOT } from '../rules.ts';

export type CliSettings = {
  readonly input?: string;
  readonly terminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The current folder, instead of the one of this file's tests. */
  readonly cwd?: string;
};

export type CliRun = { readonly status: number; readonly out: string; readonly errors: string };

/** A folder of one's own and the command line in it; both go with the tests of the file that asks. */
export function createCli() {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'gate-cli-')));
  const dataDir = join(work, 'data');
  const folder = join(work, 'folder');
  beforeAll(() => {
    mkdirSync(dataDir);
    mkdirSync(folder);
    writeRuleset(join(ROOT, 'rules/secrets'), dataDir);
    writePackages(join(ROOT, 'rules/packages'), dataDir);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const run = async (argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> => {
    const { input, terminal = false, env = {}, cwd = folder } = settings;
    const inputFile = join(work, 'input');
    writeFileSync(inputFile, input ?? '');
    const stdin = openSync(input === undefined ? '/dev/null' : inputFile, 'r');
    let out = '';
    let errors = '';
    let time = 0;
    const io: Io = {
      cwd,
      env: { HOME: work, ...env },
      dataDir,
      stdin,
      stdoutIsTerminal: terminal,
      stderrIsTerminal: terminal,
      writeOut: text => {
        out += text;
      },
      writeError: text => {
        errors += text;
      },
      today: () => '2026-01-02',
      now: () => {
        time += 700;
        return time;
      },
    };
    const status = await main(argv, io);
    closeSync(stdin);
    return { status, out, errors };
  };
  return { run, folder, dataDir };
}
