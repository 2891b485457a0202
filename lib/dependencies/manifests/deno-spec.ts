/** How deno names packages: `npm:name@range/path` and `jsr:@scope/name@range/path`. */

import type { Ecosystem } from '../../model/package.ts';
import { nameEnd } from './npm-spec.ts';

export type DenoSpec = { readonly ecosystem: Ecosystem; readonly name: string; readonly range: string };

const ECOSYSTEMS: Readonly<Record<string, Ecosystem>> = { npm: 'npm', jsr: 'JSR' };

const PLAIN_NAME = /^(?:@[^/@:]{1,214}\/)?[^/@:]{1,214}$/;

/** Null for an address, a path, and anything else that names no package of a registry. */
export function readDenoSpec(text: string): DenoSpec | null {
  const colon = text.indexOf(':');
  const ecosystem = ECOSYSTEMS[text.slice(0, Math.max(0, colon))];
  if (ecosystem === undefined) return null;
  const inner = text.slice(colon + 1).replace(/^\//, '');
  const parts = inner.split('/', inner.startsWith('@') ? 2 : 1);
  const named = parts.join('/');
  const end = nameEnd(named);
  const name = named.slice(0, end);
  return PLAIN_NAME.test(name) ? { ecosystem, name, range: named.slice(end + 1) || '*' } : null;
}
