/** Reads rule files: the built-in ones as they are written, which are published beside the compiled ones, and a user's. */

import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { loadRuleFile, readUserRules } from '../detection/ruleset/load.ts';
import { GateError } from '../model/failure.ts';
import type { RuleSource } from '../model/rule.ts';
import { errorCode } from '../text/error-words.ts';

/** The folder of the built-in rules' files. */
export const rulesFolder = (dataDir: string): string => resolve(dataDir, '..', 'rules', 'secrets');

/** The text of a file that the user named. Throws GateError for one that cannot be read or is not UTF-8. */
export function readRuleText(file: string, shown: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = errorCode(error) ?? 'unreadable';
    throw new GateError(`${shown} cannot be read (${code})`);
  }
  if (!isUtf8(bytes)) throw new GateError(`${shown} is not UTF-8 text`, 'Save it as UTF-8.');
  return bytes.toString('utf8');
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.yaml'))
      .sort();
  } catch {
    throw new GateError('the files of the built-in rules are not there', 'Reinstall gate.');
  }
}

const loadFile = (folder: string, name: string): RuleSource[] =>
  loadRuleFile(readRuleText(join(folder, name), name), `rules/secrets/${name}`, 'built-in');

/** Every built-in rule as it is written. Throws GateError `FILE:LINE: what is wrong`. */
export function readBuiltInSources(dataDir: string): RuleSource[] {
  const folder = rulesFolder(dataDir);
  return listFiles(folder).flatMap(name => loadFile(folder, name));
}

/** One built-in rule as it is written, or null. Ids begin with the names of their files, so that few are read. */
export function readBuiltInSource(dataDir: string, id: string): RuleSource | null {
  const folder = rulesFolder(dataDir);
  const names = listFiles(folder).filter(name => id.startsWith(name.replace('.yaml', '')));
  return names.flatMap(name => loadFile(folder, name)).find(rule => rule.id === id) ?? null;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Rules to be judged, and which of all those they stand beside they are. */
export type NamedSources = { readonly rules: readonly RuleSource[]; readonly wanted: (rule: RuleSource) => boolean };

/**
 * The rules of the named files beside all built-in ones; without files, the built-in ones themselves. A file of the folder of
 * built-in rules stands for its own rules. Patterns with faults are left in. Throws GateError for a fault in a file's form.
 */
export function readNamedSources(dataDir: string, files: readonly { absolute: string; shown: string }[]): NamedSources {
  const builtIn = readBuiltInSources(dataDir);
  if (files.length === 0) return { rules: builtIn, wanted: () => true };
  const folder = realPath(rulesFolder(dataDir));
  const isOwn = ({ absolute }: { absolute: string }): boolean => dirname(realPath(absolute)) === folder;
  const own = new Set(files.filter(isOwn).map(({ absolute }) => `rules/secrets/${basename(absolute)}`));
  const read = files
    .filter(file => !isOwn(file))
    .flatMap(({ absolute, shown }) => readUserRules(readRuleText(absolute, shown), shown, () => null));
  return { rules: [...builtIn, ...read], wanted: rule => rule.origin === 'user' || own.has(rule.file) };
}
