/** Carries `gate doctor` out. It changes nothing and scans nothing. */

import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { GateError } from '../model/failure.ts';
import { neutralise } from '../reporters/terminal.ts';
import { HOOK_NAMES } from '../run/git-hooks/hooks.ts';
import { findHookPlace, readHook, readState } from '../run/git-hooks/place.ts';
import { loadChecks } from '../run/load-checks.ts';
import { loadRules } from '../run/load-ruleset.ts';
import { tryGit } from '../sources/git/plumbing.ts';
import { findGitRoot } from '../sources/git/root.ts';
import { describeState } from './hook-commands.ts';
import type { Io } from './io.ts';
import { readConfig, userRulesOf } from './read-config.ts';
import { layOutColumns, writeJson, writeLines } from './rules-output.ts';
import { VERSION } from './version.ts';

export type DoctorOptions = { readonly config?: boolean | string; readonly format: 'text' | 'json' };

/** One thing that was looked at. A problem keeps gate from doing what one would expect here. */
type Remark = { readonly about: string; readonly what: string; readonly problem: boolean };

const fine = (about: string, what: string): Remark => ({ about, what, problem: false });
const problem = (about: string, what: string): Remark => ({ about, what, problem: true });

const messageOf = (error: unknown): string => {
  if (error instanceof GateError) return error.message;
  throw error;
};

function lookAtGit({ cwd }: Io): Remark[] {
  try {
    const outcome = tryGit({ cwd, args: ['--version'] });
    if (!outcome.ok) return [problem('git', outcome.reason)];
    const version = outcome.output.toString('utf8').trim().replace('git version ', '');
    const root = findGitRoot(cwd);
    return [fine('git', version), root === null ? fine('repository', 'none here') : fine('repository', root)];
  } catch (error) {
    return [problem('git', messageOf(error))];
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Every program called gate that a shell would find, first the one that it takes. */
function lookAtPath({ env, dataDir }: Io): Remark[] {
  const own = realPath(join(dataDir, '..', 'bin', 'gate.js'));
  const names = process.platform === 'win32' ? ['gate.cmd', 'gate.exe', 'gate'] : ['gate'];
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => names.map(name => join(folder, name)))
    .filter(path => existsSync(path));
  const [first, ...others] = found;
  if (first === undefined) return [fine('on the PATH', 'no gate: hooks call this one by its path')];
  const remarks =
    realPath(first) === own
      ? [fine('on the PATH', first)]
      : [problem('on the PATH', `${first} is another gate than this one (${own})`)];
  return [...remarks, ...others.map(path => fine('shadowed', path))];
}

function lookAtHooks({ cwd, env }: Io): Remark[] {
  if (findGitRoot(cwd) === null) return [];
  try {
    const place = findHookPlace(cwd);
    const states = HOOK_NAMES.map(name => readState(place, name));
    const from = place.hooksPath === null ? '' : ` (core.hooksPath is ${place.hooksPath})`;
    const told = states
      .filter(({ owner, name, aside }) => owner !== null || aside !== null || name === 'pre-commit')
      .map(state => ({
        about: 'hook',
        what: describeState(state),
        problem: (state.installed && !state.executable) || state.aside !== null,
      }));
    const stale = states.flatMap(({ file, installed, name }) => {
      const gate = installed ? /gate='([^'\n]+)'/.exec(readHook(file) ?? '')?.[1] : undefined;
      return gate === undefined || existsSync(gate)
        ? []
        : [problem('hook', `${name} names a gate that is gone (${gate}): run gate hook install ${name} again`)];
    });
    const husky = place.husky !== null && env['HUSKY'] === '0' ? [problem('hook', 'HUSKY=0 turns all hooks off')] : [];
    return [fine('hooks', `${place.folder}${from}`), ...told, ...stale, ...husky];
  } catch (error) {
    return [problem('hooks', messageOf(error))];
  }
}

async function lookAtRules(options: DoctorOptions, io: Io): Promise<Remark[]> {
  try {
    const config = await readConfig(options, resolve(io.cwd), io);
    const { ruleset, hash, warnings } = await loadRules(io.dataDir, userRulesOf(config));
    const { data, database } = loadChecks(io.dataDir, config);
    return [
      fine('configuration', config.file ?? 'none: the defaults are in force'),
      ...config.signatures.map(file => fine('rules of your own', file)),
      fine('rules', `${ruleset.count} (${hash})`),
      ...warnings.map(warning => problem('rules', warning)),
      fine('facts on packages', `of ${data.date}`),
      fine('database', database === null ? `none in ${config.database} (gate db update)` : `of ${database.date}`),
    ];
  } catch (error) {
    return [problem('configuration', messageOf(error))];
  }
}

/** Settings of the environment that change what gate or git does. */
function lookAtEnvironment({ env }: Io): Remark[] {
  const skip = env['GATE_SKIP'];
  const set = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_CONFIG_GLOBAL', 'NO_COLOR', 'FORCE_COLOR'];
  return [
    ...(skip === undefined || skip === '' || skip === '0'
      ? []
      : [problem('environment', 'GATE_SKIP is set: hooks scan nothing')]),
    ...set.filter(name => env[name] !== undefined).map(name => fine('environment', `${name} is set`)),
  ];
}

/** Exit code 1 when something is wrong. */
export async function runDoctor(options: DoctorOptions, io: Io): Promise<number> {
  const remarks = [
    fine('gate', `${VERSION} (${resolve(io.dataDir, '..')})`),
    fine('Node', process.version),
    ...lookAtGit(io),
    ...lookAtPath(io),
    ...lookAtHooks(io),
    ...(await lookAtRules(options, io)),
    ...lookAtEnvironment(io),
  ];
  if (options.format === 'json') writeJson(io, { remarks });
  else {
    const rows = remarks.map(({ about, what, problem: wrong }) => [wrong ? '!' : ' ', about, what]);
    const wrong = remarks.filter(remark => remark.problem).length;
    writeLines(
      io,
      [...layOutColumns(rows), '', wrong === 0 ? 'Nothing is wrong.' : `${wrong} to look at (marked !).`].map(
        neutralise,
      ),
    );
  }
  return remarks.some(remark => remark.problem) ? 1 : 0;
}
