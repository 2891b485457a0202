/** Whether code scanning is told. An upload that the token may not do would fail a step that found nothing. */

import { type GithubEvent, isPullRequest } from './event.ts';
import type { Inputs } from './inputs.ts';

/** Null to upload, or the reason why not. */
export function whyNoUpload(event: GithubEvent, { upload }: Inputs): string | null {
  if (upload === 'never') return 'the input upload says so';
  if (upload === 'always') return null;
  const { base, head } = event.payload.pull_request ?? {};
  if (event.name === 'pull_request_target') return 'its results would stand for the base branch';
  if (isPullRequest(event) && head?.repo?.full_name !== base?.repo?.full_name) {
    return 'the token of a pull request from a fork may not';
  }
  if (event.actor === 'dependabot[bot]' && (isPullRequest(event) || event.name === 'push')) {
    return "the token of Dependabot's workflows may not";
  }
  return event.name === 'push' && event.payload.deleted === true ? 'the branch is gone' : null;
}
