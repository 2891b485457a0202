/** Carries `gate init` out. Never replaces a file that is there. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_NAMES, findConfig } from '../config/find.ts';
import { renderTemplate } from '../config/template.ts';
import { GateError } from '../model/failure.ts';
import { isIgnoredByGit } from '../sources/git/ignored.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { errorCode } from '../text/error-words.ts';
import type { Io } from './io.ts';

/** Writes the template; throws GateError when a configuration is there already or the folder cannot be written. */
export async function runInit(io: Io): Promise<number> {
  const folder = findGitRoot(io.cwd) ?? io.cwd;
  const present = findConfig(folder, folder);
  if (present !== null) throw new GateError(`${present} is there already`, 'Edit it, or remove it first.');
  const file = join(folder, CONFIG_NAMES[0]);
  try {
    writeFileSync(file, renderTemplate(), { flag: 'wx' });
  } catch (error) {
    const code = errorCode(error) ?? 'unknown error';
    throw new GateError(`${file} cannot be written (${code})`);
  }
  io.writeOut(`Wrote ${file}. Every setting in it is commented out; the comments say what each does.\n`);
  if (await isIgnoredByGit(folder, CONFIG_NAMES[0])) {
    io.writeError(
      `gate: warning: git ignores ${CONFIG_NAMES[0]} here, so that it will not be shared with the repository\n`,
    );
  }
  return 0;
}
