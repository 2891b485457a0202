/** Which commits a push brings: the lines that git hands to pre-push and pre-receive, as revisions for git-rev-list. */

/** One ref of a push. An id of zeros is null: there is no such side. */
export type PushedRef = {
  readonly ref: string;
  readonly local: string | null;
  readonly remote: string | null;
};

const ID = /^[0-9a-f]{40,64}$/;
const idOf = (text: string): string | null => (/^0+$/.test(text) ? null : text);

/** Reads `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID` (githooks, pre-push). Null for a line of another form. */
export function readPushLines(input: string): readonly PushedRef[] | null {
  const lines = input.split('\n').filter(line => line.trim() !== '');
  const refs = lines.map((line): PushedRef | null => {
    const [, local = '', ref = '', remote = '', ...more] = line.trim().split(' ');
    return more.length > 0 || !ID.test(local) || !ID.test(remote)
      ? null
      : { ref, local: idOf(local), remote: idOf(remote) };
  });
  return refs.every(ref => ref !== null) ? refs : null;
}

/** Reads `OLD-ID NEW-ID REF` (githooks, pre-receive). Null for a line of another form. */
export function readReceiveLines(input: string): readonly PushedRef[] | null {
  const lines = input.split('\n').filter(line => line.trim() !== '');
  const refs = lines.map((line): PushedRef | null => {
    const [before = '', after = '', ref = ''] = line.trim().split(' ');
    return ID.test(before) && ID.test(after) ? { ref, local: idOf(after), remote: idOf(before) } : null;
  });
  return refs.every(ref => ref !== null) ? refs : null;
}

/**
 * The revisions of all commits that a push to `remote` (a name, or null for an address without one) brings. What the remote
 * is known to hold is left out; `has` tells whether an object is here: a remote may be ahead of what was fetched.
 * Deleted refs bring nothing.
 */
export function revisionsOfPush(
  refs: readonly PushedRef[],
  remote: string | null,
  has: (id: string) => boolean,
): readonly string[] {
  const brought = refs.flatMap(({ local }) => local ?? []);
  if (brought.length === 0) return [];
  const held = refs.flatMap(({ remote: id }) => (id !== null && has(id) ? [`^${id}`] : []));
  return [...new Set(brought), ...new Set(held), ...(remote === null ? [] : ['--not', `--remotes=${remote}`])];
}

/** The revisions of all commits that a push brings to this repository: what no ref of it reaches yet. */
export function revisionsOfReceive(refs: readonly PushedRef[]): readonly string[] {
  const brought = refs.flatMap(({ local }) => local ?? []);
  return brought.length === 0 ? [] : [...new Set(brought), '--not', '--all'];
}
