/** Opens the cache of verdicts that a scan of what git holds may use. */

import { join } from 'node:path';
import { createFormatFinder } from '../dependencies/manifests/find-format.ts';
import { MANIFESTS } from '../dependencies/manifests/index.ts';
import { createPathClass } from '../engine/path-class.ts';
import { findGitFolder } from '../sources/git/folder.ts';
import { sha256Hex } from '../text/digest.ts';
import type { ScanRequest } from './scan.ts';
import type { VerdictCache } from './verdict-cache.ts';
import { openVerdictCache } from './verdict-cache.ts';

/**
 * Null where there is none to use: none is wanted, the scan is not about what git holds, or it looks for the user's own
 * secrets, of which not even a hash shall be kept.
 */
export function openCache(request: ScanRequest): VerdictCache | null {
  const { build, config, cwd, env, inline, input, kinds, knownValues, rules } = request;
  if (!request.cache || !kinds.secrets || knownValues.length > 0) return null;
  if (input.kind !== 'staged' && input.kind !== 'commits') return null;
  const folder = findGitFolder(cwd, env['GIT_DIR']);
  if (folder === null) return null;
  const { rules: settings, allow, minConfidence, entropy } = config;
  let scope: string | null = null;
  let classOf: ((path: string) => string) | null = null;
  let formatsOf: ((path: string) => readonly string[]) | null = null;
  return openVerdictCache({
    file: join(folder, 'gate', 'verdicts'),
    scope: () => {
      scope ??= sha256Hex(
        JSON.stringify({ build, rules: rules.hash, settings, allow, minConfidence, entropy, inline }),
      );
      return scope;
    },
    classOf: path => {
      classOf ??= createPathClass(rules.ruleset.scoped, config.allow);
      return classOf(path);
    },
    isExempt: path => {
      if (!kinds.dependencies) return false;
      formatsOf ??= createFormatFinder(MANIFESTS);
      return formatsOf(path).length > 0;
    },
  });
}
