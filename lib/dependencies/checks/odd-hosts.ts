/** Finds the hosts in a lockfile that only few of its packages come from. */

import type { Package } from '../../model/package.ts';
import { readAddress } from '../address.ts';

/** Of fewer packages nobody can tell which host is the odd one. */
const FEWEST = 5;
/** A host that serves more than this share of the packages is one that the project uses. */
const ODD_SHARE = 0.1;

/** The last two labels of a name, for hosts of one owner; an address of numbers is its own. */
const ownerOf = (host: string): string => (/^[\d.]+$|^\[/.test(host) ? host : host.split('.').slice(-2).join('.'));

/** `allowed` hosts, and hosts of the same owner as one that most come from, are never odd. */
export function oddHosts(packages: readonly Package[], allowed: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { resolved } of packages) {
    const host = resolved === null ? undefined : readAddress(resolved)?.host;
    if (host !== undefined) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total < FEWEST) return new Set();
  const isUsual = (count: number): boolean => count > total * ODD_SHARE;
  const usual = new Set([...counts].filter(([, count]) => isUsual(count)).map(([host]) => ownerOf(host)));
  const isAllowed = (host: string): boolean => allowed.some(name => host === name || host.endsWith(`.${name}`));
  return new Set([...counts.keys()].filter(host => !usual.has(ownerOf(host)) && !isAllowed(host)));
}
