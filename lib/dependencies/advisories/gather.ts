/** Gathers what records and lists say of one ecosystem after another, as the database is laid out. */

import type { Advisory, BadArchive, KnownVersions } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import type { EcosystemKnowledge } from './database.ts';
import { mergeAliases } from './merge-aliases.ts';
import type { OsvRecord } from './osv.ts';

type ByName = Map<string, Advisory[]>;

export const isMalicious = ({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): boolean =>
  id.startsWith('MAL-') || aliases.some(alias => alias.startsWith('MAL-'));

function add(byName: ByName, name: string, advisory: Advisory): void {
  const known = byName.get(name);
  if (known === undefined) byName.set(name, [advisory]);
  else known.push(advisory);
}

export type Lists = {
  readonly names: { readonly date: string; readonly list: ReadonlySet<string> } | null;
  readonly versions: { readonly date: string; readonly known: ReadonlyMap<string, KnownVersions> } | null;
};

export type Gatherer = {
  readonly take: (record: OsvRecord) => void;
  /** Everything that was taken, aliases merged, malicious packages apart. `date` is the day on which the records were fetched. */
  readonly finish: (date: string | null, lists: Lists) => EcosystemKnowledge;
};

/** `archives` is filled with the digests of bad archives. An archive of an ecosystem may hold records on others: they are passed by. */
export function createGatherer(ecosystem: Ecosystem, archives: Map<string, BadArchive>): Gatherer {
  const all: ByName = new Map();
  return {
    take: ({ entries, digests }) => {
      const own = entries.filter(entry => entry.ecosystem === ecosystem);
      for (const { name, advisory } of own) add(all, name, advisory);
      const [first] = own;
      if (first === undefined) return;
      const { id, date } = first.advisory;
      for (const digest of digests) archives.set(digest, { ecosystem, name: first.name, id, date });
    },
    finish: (date, lists) => {
      const [malicious, vulnerable]: [ByName, ByName] = [new Map(), new Map()];
      for (const [name, advisories] of all) {
        for (const advisory of mergeAliases(advisories)) {
          add(isMalicious(advisory) ? malicious : vulnerable, name, advisory);
        }
      }
      return { advisoriesDate: date, malicious, vulnerable, ...lists };
    },
  };
}
