/** What of a path a scan depends on: two paths of one class get the same findings in the same text, up to the path itself. */

import { syntaxOf } from '../detection/assignment/syntax.ts';
import type { ScopedRule } from '../model/compiled-rule.ts';
import type { Config } from '../model/config.ts';
import { compileGlobs } from '../text/glob.ts';

/** Names the class of a path; `scoped` are the rules that name paths. */
export function createPathClass(scoped: readonly ScopedRule[], allow: Config['allow']): (path: string) => string {
  const globs = [...scoped.map(({ paths }) => paths), ...allow.map(({ paths }) => paths)];
  const distinct = new Set(globs.filter(paths => paths.length > 0).map(paths => JSON.stringify(paths)));
  const tests = [...distinct].map(paths => compileGlobs(JSON.parse(paths)));
  const known = new Map<string, string>();
  return path => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const name = `${syntaxOf(path)}:${tests.map(test => (test(path) ? '1' : '0')).join('')}`;
    known.set(path, name);
    return name;
  };
}
