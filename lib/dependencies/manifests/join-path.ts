/** Paths between the folders of a workspace, as lockfiles write them. */

/** From `packages/a`, `../b` leads to `packages/b`; above the lockfile's own folder the path keeps its `..`. `.` is the empty path. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
