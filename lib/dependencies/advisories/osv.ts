/** Reads a record in OSV's format (schema 1.x) into what the database keeps of it. Fields that are missing or of another type say nothing. */

import type { Advisory, AffectedRange } from '../../model/advisory.ts';
import type { Ecosystem } from '../../model/package.ts';
import { ECOSYSTEMS } from '../../model/package.ts';
import type { Severity } from '../../model/severity.ts';
import { SEVERITIES } from '../../model/severity.ts';
import { canonicalName } from '../names.ts';
import { versionOrder } from '../versions/index.ts';
import { isAffected, isEverything } from './affected.ts';
import { severityOfVector } from './cvss.ts';
import type { RangeEvent } from './osv-ranges.ts';
import { readEvents } from './osv-ranges.ts';

/** What a record says of one package. */
export type OsvEntry = {
  readonly ecosystem: Ecosystem;
  /** Canonical. */
  readonly name: string;
  readonly advisory: Advisory;
};

export type OsvRecord = {
  readonly entries: readonly OsvEntry[];
  /** Digests of bad archives (`sha512-…`). */
  readonly digests: readonly string[];
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] =>
  listOf(value).filter(item => typeof item === 'string' && item !== '') as string[];

const LONGEST_SUMMARY = 120;

function summarise(record: Fields): string {
  const text = textOf(record['summary']) || (textOf(record['details']).split('\n')[0] ?? '');
  const line = text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…` : line;
}

const dayOf = (record: Fields): string => {
  const text = textOf(record['published']) || textOf(record['modified']);
  return /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '';
};

/** GitHub calls medium moderate. */
const WORDS = new Map<string, Severity>([...SEVERITIES.map(word => [word, word] as const), ['moderate', 'medium']]);

/** The gravest of the vectors, else the word of whoever keeps the record. Malicious packages without a score are critical. */
function severityOf(record: Fields, affected: Fields, isMalicious: boolean): Severity {
  const vectors = [...listOf(affected['severity']), ...listOf(record['severity'])].map(item =>
    textOf(fieldsOf(item)['score']),
  );
  const scored = vectors.flatMap(vector => severityOfVector(vector) ?? []);
  const words = [affected, record].flatMap(part =>
    ['database_specific', 'ecosystem_specific'].map(key => textOf(fieldsOf(part[key])['severity']).toLowerCase()),
  );
  const all = [...scored, ...words.flatMap(word => WORDS.get(word) ?? [])];
  if (isMalicious && scored.length === 0) return 'critical';
  return SEVERITIES.findLast(severity => all.includes(severity)) ?? 'medium';
}

const EVENTS = [
  ['introduced', 'introduced'],
  ['fixed', 'fixed'],
  ['last_affected', 'lastAffected'],
  ['limit', 'limit'],
] as const;

function readEvent(event: Fields): RangeEvent[] {
  return EVENTS.flatMap(([key, kind]) => {
    const version = textOf(event[key]);
    if (version === '' || (kind === 'limit' && version === '*')) return [];
    return { kind, version: version === '0' ? null : version };
  });
}

/** Ranges of commits (GIT) say nothing of versions: they are passed by, and the others count. */
function readRanges(affected: Fields, ecosystem: Ecosystem): AffectedRange[] {
  return listOf(affected['ranges']).flatMap(item => {
    const range = fieldsOf(item);
    const type = textOf(range['type']);
    if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return [];
    const events = listOf(range['events']).flatMap(event => readEvent(fieldsOf(event)));
    return readEvents(events, versionOrder(ecosystem));
  });
}

/** `Maven:https://…` is of Maven. */
const findEcosystem = (text: string): Ecosystem | undefined => {
  const base = text.split(':')[0];
  return ECOSYSTEMS.find(name => name === base);
};

const withoutV = (version: string): string => version.replace(/^v(?=\d)/, '');

/**
 * Versions that no range tells of. Beside a range that holds everything they are kept: of a package that many use such a record
 * means them alone, and the range was written in the first hour, when nobody knew better.
 */
function readVersions(record: Fields, affected: Fields, ecosystem: Ecosystem, known: Advisory): string[] {
  const bounded = { ...known, ranges: known.ranges.filter(range => !isEverything(range)) };
  const origins = listOf(fieldsOf(record['database_specific'])['malicious-packages-origins']);
  const listed = textsOf(affected['versions']);
  const all =
    listed.length > 0 || bounded.ranges.length > 0
      ? listed
      : origins.flatMap(origin => textsOf(fieldsOf(origin)['versions']));
  return [...new Set(all)].filter(version => !isAffected(ecosystem, version, bounded));
}

function readAffected(record: Fields, affected: Fields, id: string, aliases: readonly string[]): OsvEntry[] {
  const of = fieldsOf(affected['package']);
  const ecosystem = findEcosystem(textOf(of['ecosystem']));
  const name = textOf(of['name']);
  if (ecosystem === undefined || name === '') return [];
  const ranges = readRanges(affected, ecosystem);
  const isMalicious = [id, ...aliases].some(word => word.startsWith('MAL-'));
  const known = { id, aliases, summary: summarise(record), date: dayOf(record), ranges };
  const versions = readVersions(record, affected, ecosystem, { ...known, severity: 'low', versions: [] });
  if (ranges.length === 0 && versions.length === 0) return [];
  const severity = severityOf(record, affected, isMalicious);
  return [
    {
      ecosystem,
      name: canonicalName(ecosystem, name),
      advisory: { ...known, severity, versions: ecosystem === 'Go' ? versions.map(withoutV) : versions },
    },
  ];
}

const SRI = /^sha(?:256|384|512)-[0-9A-Za-z+/]{40,100}={0,2}$/;

function readDigests(record: Fields): string[] {
  const parts = [record, ...listOf(record['affected']).map(fieldsOf)];
  const indicators = parts.flatMap(part => {
    const specific = fieldsOf(part['database_specific']);
    return [part, specific].flatMap(holder => listOf(fieldsOf(holder['indicators'])['package_integrity']));
  });
  return indicators
    .flatMap(item => {
      const hashes = fieldsOf(fieldsOf(item)['hashes']);
      return ['sha512_sri', 'sha384_sri', 'sha256_sri'].flatMap(key => [textOf(hashes[key]), ...textsOf(hashes[key])]);
    })
    .filter(digest => SRI.test(digest));
}

const NOTHING: OsvRecord = { entries: [], digests: [] };

/** Null for what is no record; nothing of one that was withdrawn. */
export function readOsvRecord(value: unknown): OsvRecord | null {
  const record = fieldsOf(value);
  const id = textOf(record['id']);
  if (id === '' || id.length > 200) return null;
  if (textOf(record['withdrawn']) !== '') return NOTHING;
  const aliases = textsOf(record['aliases'])
    .filter(alias => alias !== id)
    .sort();
  const entries = listOf(record['affected']).flatMap(item => readAffected(record, fieldsOf(item), id, aliases));
  return { entries, digests: readDigests(record) };
}
