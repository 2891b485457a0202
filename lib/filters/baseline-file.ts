/**
 * The text of a baseline: one JSON value a line. Entries are sorted by their ids, which are hashes, and stand in 256 groups
 * below lines that never change, so that what two branches add and remove lies apart and merges.
 */

import type { Baseline, BaselineEntry, BaselineScope } from '../model/baseline.ts';
import { BASELINE_SCOPES } from '../model/baseline.ts';
import { GateError } from '../model/failure.ts';

const FORMAT = 1;
const ID = /^[0-9a-f]{32}$/;
const SALT = /^[0-9a-f]{16,64}$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const KEYS: readonly string[] = ['id', 'rule', 'path', 'reason', 'expires'];

export const isDay = (text: string): boolean => DAY.test(text);

type Place = { readonly file: string; readonly line: number };

function fail({ file, line }: Place, what: string, remedy?: string): never {
  throw new GateError(
    `${file}:${line}: ${what}`,
    remedy ?? 'Correct the line, or write the baseline anew with gate baseline update.',
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseLine(text: string, place: Place): unknown {
  if (CONFLICT.test(text)) {
    fail(place, 'a merge left a conflict here', 'Keep the lines of both sides, then run gate baseline prune.');
  }
  try {
    return JSON.parse(text);
  } catch {
    return fail(place, 'the line is no JSON');
  }
}

function readText(fields: Fields, key: string, place: Place): string {
  const value = fields[key];
  return typeof value === 'string' && value !== '' ? value : fail(place, `\`${key}\` has to be a text`);
}

function readEntry(fields: Fields, place: Place): BaselineEntry {
  const unknown = Object.keys(fields).find(key => !KEYS.includes(key));
  if (unknown !== undefined) fail(place, `there is no key \`${unknown}\` in an entry`);
  const id = readText(fields, 'id', place);
  if (!ID.test(id)) fail(place, '`id` has to be 32 hexadecimal digits');
  const expires = fields['expires'] === undefined ? undefined : readText(fields, 'expires', place);
  if (expires !== undefined && !DAY.test(expires)) fail(place, '`expires` has to be a day such as 2027-01-31');
  return {
    id,
    rule: readText(fields, 'rule', place),
    path: readText(fields, 'path', place),
    ...(fields['reason'] === undefined ? {} : { reason: readText(fields, 'reason', place) }),
    ...(expires === undefined ? {} : { expires }),
    line: place.line,
  };
}

type Head = { readonly salt: string; readonly scope: BaselineScope };

function readHead(fields: Fields, place: Place): Head {
  if (fields['gate-baseline'] !== FORMAT) {
    fail(
      place,
      `the baseline is of format ${String(fields['gate-baseline'])}`,
      'Use the version of gate that wrote it.',
    );
  }
  const salt = readText(fields, 'salt', place);
  if (!SALT.test(salt)) fail(place, '`salt` has to be hexadecimal digits');
  const scope = BASELINE_SCOPES.find(each => each === fields['of']);
  return { salt, scope: scope ?? fail(place, `\`of\` has to be one of ${BASELINE_SCOPES.join(', ')}`) };
}

/** The same entry on two lines, as a merge may leave it, is one. */
function addEntry(entries: Map<string, BaselineEntry>, entry: BaselineEntry): void {
  const known = entries.get(entry.id);
  const earlier = known?.expires !== undefined && (entry.expires === undefined || known.expires <= entry.expires);
  if (known === undefined || (!earlier && entry.expires !== undefined)) entries.set(entry.id, entry);
}

/** Reads a baseline; order, blank lines and repeated lines do not matter. Throws GateError `FILE:LINE: what is wrong`. */
export function parseBaseline(text: string, file: string): Baseline {
  const heads: Head[] = [];
  const entries = new Map<string, BaselineEntry>();
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const place = { file, line: index + 1 };
    const value = parseLine(trimmed, place);
    if (typeof value === 'string') continue;
    if (!isObject(value)) fail(place, 'the line is no entry');
    if ('gate-baseline' in value) heads.push(readHead(value, place));
    else if (heads.length === 0) fail(place, 'the first line is no head of a baseline');
    else addEntry(entries, readEntry(value, place));
  }
  if (heads.length === 0) fail({ file, line: 1 }, 'the file holds no baseline', 'Write one with gate baseline create.');
  const scope = heads.some(head => head.scope === 'history') ? 'history' : 'files';
  return { salts: [...new Set(heads.map(({ salt }) => salt))], scope, entries: [...entries.values()], file };
}

const BUCKETS = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));

function renderEntry({ id, rule, path, reason, expires }: BaselineEntry): string {
  return JSON.stringify({ id, rule, path, reason, expires });
}

/** The text of a baseline, whatever the order of its entries. */
export function renderBaseline({ salts, scope, entries }: Baseline): string {
  const heads = salts.map(salt => JSON.stringify({ 'gate-baseline': FORMAT, salt, of: scope }));
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const groups = BUCKETS.flatMap(bucket => [
    JSON.stringify(bucket),
    ...sorted.filter(({ id }) => id.startsWith(bucket)).map(renderEntry),
  ]);
  return `${[...heads, ...groups].join('\n')}\n`;
}
