/**
 * What of GitHub's webhook payloads decides on a scan. Shapes: docs.github.com, "Webhook events and payloads" (pull_request,
 * push, merge_group) and "Events that trigger workflows".
 */

type Repository = { readonly full_name?: string; readonly default_branch?: string } | null;
type Side = { readonly sha?: string; readonly ref?: string; readonly repo?: Repository };

/** Each part is there for its own event alone; `name` is GITHUB_EVENT_NAME. */
export type GithubEvent = {
  readonly name: string;
  readonly actor: string;
  readonly payload: {
    readonly ref?: string;
    readonly before?: string;
    readonly after?: string;
    readonly forced?: boolean;
    readonly deleted?: boolean;
    readonly repository?: Repository;
    readonly pull_request?: { readonly base?: Side; readonly head?: Side };
    readonly merge_group?: { readonly base_sha?: string; readonly head_sha?: string };
  };
};

export const isPullRequest = ({ name }: GithubEvent): boolean =>
  name === 'pull_request' || name === 'pull_request_target';
