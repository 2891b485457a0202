/** Which commits an event brings. */

import { type GithubEvent, isPullRequest } from './event.ts';
import { ActionError, type Inputs } from './inputs.ts';

/** What decides whether the step passes: `args` of `gate scan`, and in words what they stand for. */
export type Plan = {
  readonly args: readonly string[];
  readonly what: string;
};

/** Tells whether a commit or ref is in the checkout. */
export type Has = (revision: string) => boolean;

const FILES: Plan = { args: ['.'], what: 'the files as they are' };
const HISTORY: Plan = { args: ['--history'], what: 'the whole history' };

const isZero = (id: string): boolean => /^0*$/.test(id);
const short = (revision: string): string => (/^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 10) : revision);

/** Throws ActionError for a side that is not in the checkout: an empty range would pass for a clean one. */
function planRange(base: string, head: string, has: Has, what = 'the commits'): Plan {
  for (const revision of [base, head]) {
    if (has(revision)) continue;
    throw new ActionError(
      `${short(revision)} is not in this checkout, so what is new cannot be told. Give actions/checkout \`fetch-depth: 0\`.`,
    );
  }
  return { args: ['--range', `${base}..${head}`], what: `${what} ${short(base)}..${short(head)}` };
}

/** A branch without a former state, or with one that is not here, is compared with the default branch. */
function planBranch(after: string, { payload }: GithubEvent, has: Has): Plan {
  const branch = payload.repository?.default_branch;
  if (branch !== undefined && payload.ref !== `refs/heads/${branch}`) {
    const base = `refs/remotes/origin/${branch}`;
    if (has(base)) return planRange(base, after, has, 'the commits of the branch,');
    throw new ActionError(
      `The default branch (${branch}) is not in this checkout, so what is new cannot be told. Give actions/checkout \`fetch-depth: 0\`.`,
    );
  }
  return { ...HISTORY, what: 'the whole history, since there is no former state to compare with' };
}

/** Null for a ref that was deleted. */
function planPush(event: GithubEvent, has: Has): Plan | null {
  const { before = '', after = '', forced = false, deleted = false } = event.payload;
  if (deleted || isZero(after)) return null;
  if (isZero(before) || !has(before)) {
    if (!isZero(before) && !forced) return planRange(before, after, has);
    return planBranch(after, event, has);
  }
  const isDefault = event.payload.ref === `refs/heads/${event.payload.repository?.default_branch}`;
  // A branch that was put on a newer base would bring along what others did in between.
  return forced && !isDefault ? planBranch(after, event, has) : planRange(before, after, has);
}

function planEvent(event: GithubEvent, has: Has): Plan | null {
  const { pull_request: pull, merge_group: group } = event.payload;
  if (isPullRequest(event)) return planRange(pull?.base?.sha ?? '', pull?.head?.sha ?? '', has);
  if (event.name === 'merge_group') return planRange(group?.base_sha ?? '', group?.head_sha ?? '', has);
  return event.name === 'push' ? planPush(event, has) : FILES;
}

/** What an event and the inputs ask for; null where there is nothing to scan. Throws ActionError. */
export function planScan(event: GithubEvent, { mode, base, head }: Inputs, has: Has): Plan | null {
  if (mode === 'files') return FILES;
  if (mode === 'history') return HISTORY;
  if (base !== '') return planRange(base, head || 'HEAD', has);
  const plan = planEvent(event, has);
  if (mode === 'range' && plan === FILES) {
    throw new ActionError(`The event ${event.name} brings no commits. Give the input base, or another mode.`);
  }
  return plan;
}
