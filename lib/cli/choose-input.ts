/** What a scan is about: files, standard input, or what git holds, as the arguments and options say. */

import { GateError } from '../model/failure.ts';
import type { Input } from '../run/open-source.ts';
import { stdinKind } from '../sources/stdin.ts';
import type { Io } from './io.ts';
import type { ScanOptions } from './scan-options.ts';

/** `A..B`, `A...B`, `A^!` and `A^-`: what names commits by where they end. */
const RANGE = /\.\.|\^!$|\^-\d*$/;

function checkRevision(option: string, revision: string): void {
  if (revision !== '' && !revision.startsWith('-')) return;
  throw new GateError(`${option} names no commit`, `For example: gate scan ${option} main`);
}

/** A single revision would be its whole history, which is hardly what somebody who names a range wants. */
function readRange(range: string): string[] {
  checkRevision('--range', range);
  if (RANGE.test(range)) return [range];
  throw new GateError(
    `"${range}" is no range of commits`,
    'Write --range BASE..HEAD, or --since BASE for everything since it.',
  );
}

function readCommits({ range, since, history }: ScanOptions): Input | null {
  if (range !== undefined) return { kind: 'commits', revisions: readRange(range), lines: 'added' };
  if (since !== undefined) {
    checkRevision('--since', since);
    return { kind: 'commits', revisions: [`${since}..HEAD`], lines: 'added' };
  }
  return history === true ? { kind: 'commits', revisions: ['--all'], lines: 'all' } : null;
}

/** Throws GateError for options that exclude one another and for a range that is none. */
export function chooseInput(paths: readonly string[], options: ScanOptions, io: Io): Input {
  const forced = paths.includes('-') || options.stdin === true;
  const named = paths.filter(path => path !== '-');
  const asked = [
    forced ? 'standard input' : '',
    options.staged ? '--staged' : '',
    options.range === undefined ? '' : '--range',
    options.since === undefined ? '' : '--since',
    options.history ? '--history' : '',
    named.length > 0 ? 'a path' : '',
  ].filter(Boolean);
  if (asked.length > 1)
    throw new GateError(`${asked.join(' and ')} cannot be scanned in one run`, 'Run gate once for each.');
  if (options.staged) return { kind: 'staged' };
  const commits = readCommits(options);
  if (commits !== null) return commits;
  const kind = stdinKind(io.stdin);
  if (forced && kind === 'terminal') {
    throw new GateError('standard input is a terminal', 'Pipe something into gate, or name files and folders.');
  }
  if (forced || (named.length === 0 && kind !== 'terminal' && kind !== 'none')) {
    return {
      kind: 'stdin',
      fd: io.stdin,
      ...(options.stdinFilename === undefined ? {} : { name: options.stdinFilename }),
    };
  }
  return { kind: 'paths', paths: named.length > 0 ? named : ['.'], gitignore: options.gitignore };
}
