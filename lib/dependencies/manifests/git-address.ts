/** Writes where a repository is, in the one form that packages from git have here. */

/** `git+https://host/repo#ref`; addresses without a scheme (`git@host:repo`, a path) and those of git itself stay as written. */
export function gitAddress(url: string, ref: string | null): string {
  const scheme = /^(?:https?|ssh|file):\/\//.test(url) ? 'git+' : '';
  return `${scheme}${url}${ref === null ? '' : `#${ref}`}`;
}
