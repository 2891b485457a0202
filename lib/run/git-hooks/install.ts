/**
 * Puts gate's hooks in and takes them out again. A hook that is there is kept beside ours and run behind it; each step leaves
 * a hook in place, so that one that is cut short can be run again.
 */

import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { GateError } from '../../model/failure.ts';
import { errorCode } from '../../text/error-words.ts';
import type { HookName } from './hooks.ts';
import { NEXT } from './hooks.ts';
import type { HookPlace, HookState } from './place.ts';
import { BLOCK_END, BLOCK_START, hookFile, legacyOf, ownerOf, readHook, readState } from './place.ts';
import type { Starter } from './script.ts';
import { renderBlock, renderScript } from './script.ts';

const LEFTHOOK_NOTE =
  'lefthook puts its own hook back when its configuration changes, which `gate hook status` tells; to be safe, ' +
  'let it run `gate hook run NAME --no-next` itself';

export type HookChange = {
  readonly name: HookName;
  readonly file: string;
  readonly done: 'installed' | 'renewed' | 'removed' | 'untouched';
  /** What people should know, as sentences. */
  readonly notes: readonly string[];
};

const fail = (file: string, error: unknown): never => {
  const code = errorCode(error) ?? String(error);
  throw new GateError(`${file} cannot be changed (${code})`, 'Nothing was changed there; see who may write to it.');
};

/** Where a file is written before it is moved to its place. One that was left there is written over, or taken away. */
const temporaryOf = (file: string): string => join(dirname(file), `.${basename(file)}.gate-new`);

/** Whether an installation was cut short. */
export const isUnfinished = (place: HookPlace, name: HookName): boolean =>
  existsSync(temporaryOf(hookFile(place, name)));

/**
 * Writes a file whole beside its place, then moves it there. What has to be done to the old one is done in between, when
 * nothing is left that needs room on the disk.
 */
function replaceFile(file: string, text: string, mode: number, keepOld: () => void = () => {}): void {
  const temporary = temporaryOf(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    chmodSync(temporary, mode);
    keepOld();
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof GateError) throw error;
    fail(file, error);
  }
}

/** Gives the hook that is there a second name, so that it is never gone. */
function keepBeside(file: string, next: string): void {
  try {
    linkSync(file, next);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') fail(next, error);
    copyFileSync(file, temporaryOf(next));
    renameSync(temporaryOf(next), next);
  }
}

function sameBytes(one: string, other: string): boolean {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}

/** A hook that somebody manages is written anew by its manager; the older one beside it is no other hook. */
const isSameHook = (file: string, next: string): boolean => {
  const owner = ownerOf(readHook(file) ?? '');
  return sameBytes(file, next) || (owner !== 'other' && owner === ownerOf(readHook(next) ?? ''));
};

function keepForeign(file: string, next: string): void {
  if (existsSync(next)) {
    if (!isSameHook(file, next)) {
      throw new GateError(
        `${file} is not gate's, and ${basename(next)} holds another hook already`,
        'Put together what both do in one of them, and remove the other.',
      );
    }
    if (sameBytes(file, next)) return;
    rmSync(next);
  }
  keepBeside(file, next);
}

function installOwn(place: HookPlace, name: HookName, starter: Starter): HookChange {
  const { file, owner, installed } = readState(place, name);
  const script = renderScript(name, starter);
  if (owner === 'pre-commit' && installed) {
    replaceFile(legacyOf(file), script, 0o755);
    return { name, file, done: 'renewed', notes: ['the pre-commit framework runs it before its own hooks'] };
  }
  const notes: string[] = [];
  const isForeign = owner !== null && owner !== 'gate';
  if (isForeign) {
    notes.push(`the hook that was there (${owner}) is run behind gate's`);
    if (owner === 'lefthook') notes.push(LEFTHOOK_NOTE.replace('NAME', name));
  }
  replaceFile(file, script, 0o755, () => {
    if (isForeign) keepForeign(file, join(place.folder, `${name}${NEXT}`));
  });
  return { name, file, done: owner === 'gate' ? 'renewed' : 'installed', notes };
}

/** Behind the interpreter's line, and in old scripts of husky behind the line that runs the script anew. */
function insertBlock(text: string, block: string): string {
  const head = /^(?:#![^\n]*\n)?(?:(?:[ \t]*(?:#[^\n]*)?\n)*\. [^\n]*husky\.sh[^\n]*\n)?/.exec(text)?.[0] ?? '';
  return head + block + text.slice(head.length);
}

/** The text before and behind a block of ours; null where there is none. */
function splitBlock(text: string): { before: string; behind: string } | null {
  const start = text.indexOf(BLOCK_START);
  const end = text.indexOf(`${BLOCK_END}\n`, start);
  return start === -1 || end === -1
    ? null
    : { before: text.slice(0, start), behind: text.slice(end + BLOCK_END.length + 1) };
}

/** Permissions of a file that is there; those of a script where there is none. */
const modeOf = (file: string): number => (statSync(file, { throwIfNoEntry: false })?.mode ?? 0o755) & 0o777;

function installBlock(place: HookPlace, name: HookName, starter: Starter): HookChange {
  const file = hookFile(place, name);
  const text = readHook(file);
  const old = text === null ? null : splitBlock(text);
  const rest = old === null ? (text ?? '') : old.before + old.behind;
  replaceFile(file, insertBlock(rest, renderBlock(name, starter)), modeOf(file));
  const notes = ["husky runs it: the file belongs into the repository's commits"];
  return { name, file, done: old === null ? 'installed' : 'renewed', notes };
}

/** Installs one hook. Throws GateError where that would lose another one, or nothing can be written. */
export const installHook = (place: HookPlace, name: HookName, starter: Starter): HookChange =>
  place.husky === null ? installOwn(place, name, starter) : installBlock(place, name, starter);

/** Takes away what is left of ours where another hook rules: what lefthook put aside, and copies of the hook that rules. */
function removeLeftovers({ file, aside, next }: HookState): boolean {
  const old = aside?.startsWith(file) ? aside : null;
  const left = [old, temporaryOf(file), next !== null && isSameHook(file, next) ? next : null];
  const files = left.filter(path => path !== null).filter(path => existsSync(path));
  for (const path of files) rmSync(path);
  return files.length > 0;
}

function uninstallOwn(place: HookPlace, name: HookName): HookChange {
  const state = readState(place, name);
  const { file, owner, next, installed } = state;
  const ours = owner === 'pre-commit' && installed ? legacyOf(file) : file;
  try {
    const isGone = owner === null && next !== null;
    if (owner !== 'gate' && ours === file && !isGone) {
      const removed = removeLeftovers(state);
      const kept = next !== null && existsSync(next);
      const notes = kept ? [`it is not gate's; ${basename(next)} holds the hook that was there before`] : [];
      return { name, file, done: removed ? 'removed' : 'untouched', notes };
    }
    if (next === null) rmSync(ours);
    else renameSync(next, ours);
    rmSync(temporaryOf(file), { force: true });
  } catch (error) {
    fail(file, error);
  }
  return { name, file, done: 'removed', notes: next === null ? [] : ['the hook that was there before is back'] };
}

function uninstallBlock(place: HookPlace, name: HookName): HookChange {
  const file = hookFile(place, name);
  const text = readHook(file);
  const parts = text === null ? null : splitBlock(text);
  rmSync(temporaryOf(file), { force: true });
  if (parts === null) return { name, file, done: 'untouched', notes: [] };
  const rest = parts.before + parts.behind;
  if (rest === '') rmSync(file);
  else replaceFile(file, rest, modeOf(file));
  return { name, file, done: 'removed', notes: [] };
}

/** Takes one hook out; what stood there before is back byte for byte. One that core.hooksPath leads past goes too. */
export function uninstallHook(place: HookPlace, name: HookName): HookChange {
  const change = place.husky === null ? uninstallOwn(place, name) : uninstallBlock(place, name);
  if (place.own === place.folder) return change;
  const own: HookPlace = { folder: place.own, own: place.own, hooksPath: null, husky: null };
  if (readState(own, name).owner !== 'gate') return change;
  const { file } = uninstallOwn(own, name);
  return { ...change, done: 'removed', notes: [...change.notes, `${file}, which git does not run here, is out too`] };
}
