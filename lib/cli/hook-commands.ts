/** Carries `gate hook install`, `uninstall` and `status` out. */

import { join, resolve } from 'node:path';
import { GateError } from '../model/failure.ts';
import { neutralise } from '../reporters/terminal.ts';
import type { HookName } from '../run/git-hooks/hooks.ts';
import { HOOK_NAMES, isHookName } from '../run/git-hooks/hooks.ts';
import type { HookChange } from '../run/git-hooks/install.ts';
import { installHook, isUnfinished, uninstallHook } from '../run/git-hooks/install.ts';
import type { HookState } from '../run/git-hooks/place.ts';
import { findHookPlace, readState } from '../run/git-hooks/place.ts';
import type { Io } from './io.ts';
import { writeJson, writeLines } from './rules-output.ts';

type Options = { readonly format: 'text' | 'json' };

function readNames(words: readonly string[]): HookName[] {
  return words.map(word => {
    if (isHookName(word)) return word;
    throw new GateError(`gate knows no hook \`${word}\``, `There are ${HOOK_NAMES.join(', ')}.`);
  });
}

const renderChange = ({ name, file, done, notes }: HookChange): string[] => [
  `${name}: ${done} (${file})`,
  ...notes.map(note => `  ${note}`),
];

function tell(changes: readonly HookChange[], { format }: Options, io: Io): void {
  if (format === 'json') writeJson(io, { hooks: changes });
  else writeLines(io, changes.flatMap(renderChange).map(neutralise));
}

/** Exit code 0. Throws GateError where a hook cannot be put in; those before it are in. */
export async function runInstall(words: readonly string[], options: Options, io: Io): Promise<number> {
  const names = readNames(words.length > 0 ? words : ['pre-commit']);
  const place = findHookPlace(io.cwd);
  const starter = { node: process.execPath, gate: resolve(join(io.dataDir, '..', 'bin', 'gate.js')) };
  tell(
    names.map(name => installHook(place, name, starter)),
    options,
    io,
  );
  return 0;
}

const isThere = ({ installed, aside, next }: HookState): boolean => installed || aside !== null || next !== null;

/** Exit code 0, also where there was nothing to take out. */
export async function runUninstall(words: readonly string[], options: Options, io: Io): Promise<number> {
  const place = findHookPlace(io.cwd);
  const names =
    words.length > 0
      ? readNames(words)
      : HOOK_NAMES.filter(name => isThere(readState(place, name)) || isUnfinished(place, name));
  tell(
    names.map(name => uninstallHook(place, name)),
    options,
    io,
  );
  if (names.length === 0 && options.format === 'text') writeLines(io, ['no hook here runs gate']);
  return 0;
}

/** One line on what a hook does now. */
export function describeState({ name, owner, installed, executable, next, aside }: HookState): string {
  if (aside !== null) return `${name}: does not run gate any more, which was put aside (${aside}): install it again`;
  if (owner === null) return `${name}: no hook`;
  if (!executable) return `${name}: not run by git, because it may not be executed`;
  if (!installed) return `${name}: does not run gate (it is of ${owner === 'other' ? 'another hand' : owner})`;
  if (owner === 'pre-commit') return `${name}: runs gate, and then the pre-commit framework that took it over`;
  return `${name}: runs gate${next === null ? '' : ', then the hook that was there before'}`;
}

/** Exit code 0 when at least one hook runs gate, else 1. */
export async function runStatus({ format }: Options, io: Io): Promise<number> {
  const place = findHookPlace(io.cwd);
  const states = HOOK_NAMES.map(name => readState(place, name));
  if (format === 'json') {
    writeJson(io, { folder: place.folder, hooksPath: place.hooksPath, husky: place.husky, hooks: states });
  } else {
    const from = place.hooksPath === null ? '' : ` (core.hooksPath is ${place.hooksPath})`;
    writeLines(io, [`git runs hooks from ${place.folder}${from}`, ...states.map(describeState)].map(neutralise));
  }
  return states.some(({ installed, executable }) => installed && executable) ? 0 : 1;
}
