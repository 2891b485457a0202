/** This project as others get it. */

import { cpSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { ROOT } from '../../rules.ts';
import { git, makeFolder } from '../gate.ts';

const LEFT_OUT = ['node_modules', 'dist', 'coverage', '.git'];

/** A new clone of the project as it is here: nothing built, one commit. */
export function makeClone(): string {
  const folder = makeFolder();
  cpSync(ROOT, folder, {
    recursive: true,
    filter: path => !LEFT_OUT.includes(relative(ROOT, path).split(sep)[0] ?? ''),
  });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'gate');
  return folder;
}
