/** The baseline of a scan: where it lies, what it holds, and which of its files git says were renamed since. */

import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseBaseline } from '../filters/baseline-file.ts';
import type { Baseline } from '../model/baseline.ts';
import { GateError } from '../model/failure.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { readRawDiff } from '../sources/git/raw-diff.ts';
import { errorCode } from '../text/error-words.ts';

/** Former paths by present ones. */
export type RenamedPaths = Readonly<Record<string, string>>;

/** Reads a baseline; `shown` is its name in messages. Throws GateError for a file that cannot be read or has a fault. */
export function loadBaseline(file: string, shown: string): Baseline {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = errorCode(error) ?? 'it is unreadable';
    throw new GateError(
      `the baseline ${shown} cannot be read (${code})`,
      'Write one with gate baseline create, or scan with --no-baseline.',
    );
  }
  if (!isUtf8(bytes)) throw new GateError(`the baseline ${shown} is not UTF-8 text`, 'Save it as UTF-8.');
  return parseBaseline(bytes.toString('utf8'), shown);
}

/** The commit that the baseline was last written in; HEAD while it is not committed. */
function lastWritten(file: string, root: string): string {
  const path = relative(root, file);
  const outcome = tryGit({ cwd: root, args: ['log', '-1', '--format=%H', '--', `:(top,literal)${path}`] });
  return (outcome.ok && outcome.output.toString('latin1').trim()) || 'HEAD';
}

/**
 * The renames that git sees between the commit in which the baseline was last written and the work tree. git is asked only
 * when a file of the baseline is gone; what it can't tell is no rename, as
 * where git is missing.
 */
export function findRenames(baseline: Baseline, file: string, root: string): RenamedPaths {
  try {
    return askForRenames(baseline, file, root);
  } catch (error) {
    if (error instanceof GateError) return {};
    throw error;
  }
}

function askForRenames({ entries }: Baseline, file: string, root: string): RenamedPaths {
  const paths = new Set(entries.map(({ path }) => path));
  const gone = [...paths].filter(path => !existsSync(join(root, path)));
  if (gone.length === 0 || !existsSync(join(root, '.git'))) return {};
  const since = lastWritten(file, root);
  const args = ['diff', '--raw', '-z', '--no-abbrev', '-M', '--diff-filter=R', '--no-ext-diff', '--no-textconv'];
  const outcome = tryGit({ cwd: root, args: [...args, '--ignore-submodules', since, '--'] });
  const files = outcome.ok ? (readRawDiff(outcome.output) ?? []) : [];
  return Object.fromEntries(
    files.filter(({ oldPath }) => paths.has(oldPath)).map(({ path, oldPath }) => [path, oldPath]),
  );
}
