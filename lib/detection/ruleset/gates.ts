/**
 * Gathers the anchors of a keyword behind gates: one look at one byte near the keyword turns away all anchors that ask for
 * other bytes there. Keywords are met a hundred times as often as anchors fit.
 */

import type { Check } from '../../model/compiled-rule.ts';
import { LOWER_CASE, mark } from '../../text/byte-set.ts';

/** About how often each byte stands in source texts, in a thousand: measured on programs in a dozen languages. */
const SHARES = new Uint8Array(256).fill(1);
mark(SHARES, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'{}[]*;", 3);
mark(SHARES, '"\n\t.,/():_-=', 10);
mark(SHARES, LOWER_CASE, 14);
mark(SHARES, 'etrsiaon', 44);
mark(SHARES, ' ', 130);
const ALL_SHARES = SHARES.reduce((sum, share) => sum + share, 0);

/** How much of a text, 0 to 1, is of the bytes of `set`. */
export const shareOf = (set: Uint8Array): number =>
  set.reduce((sum, member, byte) => sum + member * (SHARES[byte] ?? 0), 0) / ALL_SHARES;

/** Anchors that all ask for some byte at `distance` from the keyword's start; `set` holds those that one of them lets stand there. */
export type Gate<Anchor> = {
  readonly distance: number;
  readonly set: Uint8Array;
  readonly anchors: readonly Anchor[];
};

type Checked = { readonly checks: readonly Check[] };

const ANY_BYTE = new Uint8Array(256).fill(1);

const setAt = ({ checks }: Checked, distance: number): number | undefined =>
  checks.find(([at]) => at === distance)?.[1];

function uniteSets(sets: readonly Uint8Array[]): Uint8Array {
  const united = new Uint8Array(256);
  for (const set of sets) for (let byte = 0; byte < 256; byte++) united[byte] = (united[byte] ?? 0) | (set[byte] ?? 0);
  return united;
}

/** The gate that leaves the fewest anchors to look at; those that ask for nothing at its distance are not behind it. */
function bestGate<Anchor extends Checked>(
  anchors: readonly Anchor[],
  setOf: (number: number) => Uint8Array,
): Gate<Anchor> {
  let best: Gate<Anchor> = { distance: 0, set: ANY_BYTE, anchors };
  let fewest = anchors.length;
  for (const distance of new Set(anchors.flatMap(({ checks }) => checks.map(([at]) => at)))) {
    const behind = anchors.filter(anchor => setAt(anchor, distance) !== undefined);
    const set = uniteSets(behind.map(anchor => setOf(setAt(anchor, distance) ?? 0)));
    const left = behind.length * shareOf(set) + anchors.length - behind.length;
    if (left >= fewest) continue;
    best = { distance, set, anchors: behind };
    fewest = left;
  }
  return best;
}

/** Puts each anchor of a keyword behind one gate. `setOf` gives the byte set of a number in the checks. */
export function gatherAnchors<Anchor extends Checked>(
  anchors: readonly Anchor[],
  setOf: (number: number) => Uint8Array,
): Gate<Anchor>[] {
  const gates: Gate<Anchor>[] = [];
  for (let left = anchors; left.length > 0; ) {
    const gate = bestGate(left, setOf);
    gates.push(gate);
    left = left.filter(anchor => !gate.anchors.includes(anchor));
  }
  return gates;
}
