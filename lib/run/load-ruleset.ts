/** The rules of a run: the compiled built-in ones, and a user's own behind them. */

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedRuleset } from '../detection/ruleset/prepare.ts';
import type { ReadLines, StoredRuleset } from '../detection/ruleset/store.ts';
import { decodeRuleset } from '../detection/ruleset/store.ts';
import { GateError } from '../model/failure.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { YamlNode } from '../model/yaml.ts';
import { errorReason } from '../text/error-words.ts';

export type LoadedRules = {
  readonly ruleset: PreparedRuleset;
  readonly hash: string;
  /** Prose of the user's rules, by id. */
  readonly userDocs: ReadonlyMap<string, RuleDoc>;
  /** What is doubtful about them, as sentences with file and line. */
  readonly warnings: readonly string[];
};

/** Where a user's rules stand: files, and rules written out in the configuration. */
export type UserRules = {
  readonly files: readonly string[];
  readonly config: { readonly node: YamlNode; readonly file: string } | null;
};

const unreadable = (error: unknown): GateError =>
  new GateError(
    `the built-in rules cannot be read: ${errorReason(error)}`,
    'Reinstall gate, or run `npm run build` in its folder.',
  );

function readStretch(file: string, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  const fd = openSync(file, 'r');
  try {
    if (readSync(fd, bytes, 0, bytes.length, from) !== bytes.length) throw new Error(`${file} is cut short`);
    return bytes;
  } finally {
    closeSync(fd);
  }
}

/** A scan that asks for more rules than this is no small one: it gets them all in one go. */
const FEW_RULES = 16;

/** Reads stretches of a file: each by itself while they are few, since all of it takes longer than a small scan does. */
function createLineReader(file: string): ReadLines {
  let asked = 0;
  let whole: Buffer | null = null;
  return (from, to) => {
    try {
      asked += 1;
      if (asked <= FEW_RULES) return readStretch(file, from, to);
      whole ??= readFileSync(file);
      if (whole.length < to) throw new Error(`${file} is cut short`);
      return whole.subarray(from, to);
    } catch (error) {
      throw unreadable(error);
    }
  };
}

function readRuleset(dataDir: string): StoredRuleset {
  try {
    const tables = readFileSync(join(dataDir, 'ruleset.bin'));
    return decodeRuleset(tables, createLineReader(join(dataDir, 'ruleset.jsonl')));
  } catch (error) {
    throw unreadable(error);
  }
}

/** Loads the built-in rules from `dataDir` and adds the user's. Throws GateError for a rule file with a fault. */
export async function loadRules(dataDir: string, user: UserRules): Promise<LoadedRules> {
  const { prepared, whole } = readRuleset(dataDir);
  if (user.files.length === 0 && user.config === null) {
    return { ruleset: prepared, hash: prepared.hash, userDocs: new Map(), warnings: [] };
  }
  const { addUserRules } = await import('./user-rules.ts');
  return addUserRules(whole(), user);
}

/** What reports say about the rules that found something: read only then. */
export function readRuleDocs(
  dataDir: string,
  userDocs: ReadonlyMap<string, RuleDoc>,
  ids: Iterable<string>,
): RuleDoc[] {
  const wanted = [...new Set(ids)].sort();
  if (wanted.length === 0) return [];
  const builtIn: Record<string, RuleDoc> = JSON.parse(readFileSync(join(dataDir, 'rule-docs.json'), 'utf8'));
  return wanted.flatMap(id => userDocs.get(id) ?? builtIn[id] ?? []);
}
