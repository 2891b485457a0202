/** Makes stretches of versions out of the events of an OSV range. */

import type { AffectedRange } from '../../model/advisory.ts';
import type { VersionOrder } from '../versions/order.ts';

/** `version` null is OSV's 0, before everything. */
export type RangeEvent = {
  readonly kind: 'introduced' | 'fixed' | 'lastAffected' | 'limit';
  readonly version: string | null;
};

function sortEvents(events: readonly RangeEvent[], { compare }: VersionOrder): RangeEvent[] {
  const order = (a: RangeEvent, b: RangeEvent): number => {
    if (a.version === null || b.version === null) return Number(a.version !== null) - Number(b.version !== null);
    return compare(a.version, b.version) ?? 0;
  };
  return [...events].sort(order);
}

/** Of several limits the highest counts: a version is looked at when it is below any of them. */
function highestLimit(events: readonly RangeEvent[], { compare }: VersionOrder): string | null {
  const limits = events.flatMap(({ kind, version }) => (kind === 'limit' && version !== null ? version : []));
  return limits.reduce<string | null>(
    (highest, limit) => (highest === null || (compare(limit, highest) ?? 0) > 0 ? limit : highest),
    null,
  );
}

/** The stretches of one range. An end without a beginning means nothing and is left out. */
export function readEvents(events: readonly RangeEvent[], order: VersionOrder): AffectedRange[] {
  const limit = highestLimit(events, order);
  const ranges: AffectedRange[] = [];
  let open: RangeEvent | null = null;
  const close = (end: Pick<AffectedRange, 'fixed' | 'lastAffected'>): void => {
    if (open !== null) ranges.push({ introduced: open.version, ...end, limit });
    open = null;
  };
  for (const event of sortEvents(
    events.filter(({ kind }) => kind !== 'limit'),
    order,
  )) {
    if (event.kind === 'introduced') open ??= event;
    else if (event.kind === 'fixed') close({ fixed: event.version, lastAffected: null });
    else close({ fixed: null, lastAffected: event.version });
  }
  close({ fixed: null, lastAffected: null });
  return ranges;
}
