/**
 * What other scanners were told to leave alone: detect-secrets' .secrets.baseline, .gitleaksignore, and reports of gitleaks in
 * JSON, SARIF and CSV. Formats by the tools' documentation and output.
 */

import { GateError } from '../model/failure.ts';
import { parseCsv } from '../text/csv.ts';
import { sha1Hex } from '../text/digest.ts';

export type ForeignEntry = {
  readonly rule: string;
  readonly path: string;
  /** 1-based; null where the format tells none. */
  readonly line: number | null;
  /** The commit that is named; null for the files as they are. */
  readonly commit: string | null;
  /** Whether a value is the one that is meant; null where the format does not tell. Holds the value no longer than the entry lives. */
  readonly isSecret: ((value: string) => boolean) | null;
};

export type ForeignBaseline = {
  readonly format: string;
  readonly entries: readonly ForeignEntry[];
  /** Lines that could not be read, as sentences. */
  readonly faults: readonly string[];
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const asLine = (value: unknown): number | null => {
  const line = typeof value === 'string' ? Number(value) : value;
  return typeof line === 'number' && Number.isInteger(line) && line > 0 ? line : null;
};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const objectsIn = (value: unknown): Fields[] => listOf(value).filter(isObject);
const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});

/** Reports hide secrets in several ways; what is hidden identifies nothing. */
const HIDDEN = /^(?:REDACTED|\*+|.{0,200}\.{3})$/s;

function createSecretTest(secret: string | null): ForeignEntry['isSecret'] {
  return secret === null || HIDDEN.test(secret) ? null : value => value === secret || value.includes(secret);
}

const toPath = (path: string): string => path.replaceAll('\\', '/').replace(/^\.\//, '');

/** `{"results": {"path": [{"type", "hashed_secret", "line_number", "is_secret"?}]}}`: hashes are SHA-1 of the value. */
function readDetectSecrets(results: Fields): ForeignBaseline {
  const entries = Object.entries(results).flatMap(([path, list]) =>
    objectsIn(list).map((entry): ForeignEntry => {
      const hash = asText(entry['hashed_secret']);
      return {
        rule: asText(entry['type']) ?? 'unknown',
        path: toPath(path),
        line: asLine(entry['line_number']),
        commit: null,
        isSecret: hash === null ? null : value => sha1Hex(value) === hash,
      };
    }),
  );
  return { format: 'baseline of detect-secrets', entries, faults: [] };
}

function readGitleaksFields(fields: Fields, number: number, faults: string[]): ForeignEntry[] {
  const path = asText(fields['File']);
  if (path === null) {
    faults.push(`finding ${number} names no file`);
    return [];
  }
  return [
    {
      rule: asText(fields['RuleID']) ?? 'unknown',
      path: toPath(path),
      line: asLine(fields['StartLine']),
      commit: asText(fields['Commit']),
      isSecret: createSecretTest(asText(fields['Secret'])),
    },
  ];
}

function readGitleaks(findings: readonly Fields[], format: string): ForeignBaseline {
  const faults: string[] = [];
  const entries = findings.flatMap((fields, index) => readGitleaksFields(fields, index + 1, faults));
  return { format, entries, faults };
}

function readSarifResult(result: Fields, number: number, faults: string[]): ForeignEntry[] {
  const place = fieldsOf(fieldsOf(listOf(result['locations'])[0])['physicalLocation']);
  const region = fieldsOf(place['region']);
  const uri = asText(fieldsOf(place['artifactLocation'])['uri']);
  if (uri === null) {
    faults.push(`result ${number} names no file`);
    return [];
  }
  return [
    {
      rule: asText(result['ruleId']) ?? 'unknown',
      path: toPath(uri),
      line: asLine(region['startLine']),
      commit: asText(fieldsOf(result['partialFingerprints'])['commitSha']),
      isSecret: createSecretTest(asText(fieldsOf(region['snippet'])['text'])),
    },
  ];
}

function readSarif(runs: readonly Fields[]): ForeignBaseline {
  const faults: string[] = [];
  const results = runs.flatMap(run => objectsIn(run['results']));
  const entries = results.flatMap((result, index) => readSarifResult(result, index + 1, faults));
  return { format: 'SARIF report', entries, faults };
}

const IGNORED = /^(?:([0-9a-f]{40,64}):)?(.+):([^:\s]+):(\d{1,9})$/;

/** Lines `commit:path:rule:line` or `path:rule:line`; `#` begins a comment. */
function readGitleaksIgnore(text: string): ForeignBaseline {
  const entries: ForeignEntry[] = [];
  const faults: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, commit, path, rule, number] = IGNORED.exec(line) ?? [];
    if (path === undefined || rule === undefined) faults.push(`line ${index + 1} is no fingerprint of gitleaks`);
    else entries.push({ rule, path: toPath(path), line: Number(number), commit: commit ?? null, isSecret: null });
  }
  return { format: '.gitleaksignore', entries, faults };
}

function readCsv(text: string): ForeignBaseline | null {
  const [head, ...rows] = parseCsv(text);
  if (head === undefined || !head.includes('RuleID') || !head.includes('File')) return null;
  const findings = rows.map(row => Object.fromEntries(head.map((name, column) => [name, row[column]])));
  return readGitleaks(findings, 'CSV report of gitleaks');
}

function readJson(text: string): ForeignBaseline | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return readGitleaks(objectsIn(value), 'JSON report of gitleaks');
  if (!isObject(value)) return null;
  if (isObject(value['results'])) return readDetectSecrets(value['results']);
  return Array.isArray(value['runs']) ? readSarif(objectsIn(value['runs'])) : null;
}

/** Reads a file of any of these formats; which one it is the text tells. Throws GateError for any other. */
export function parseForeignBaseline(text: string, file: string): ForeignBaseline {
  const found = /^\s*[[{]/.test(text) ? readJson(text) : (readCsv(text) ?? readGitleaksIgnore(text));
  if (found !== null && (found.entries.length > 0 || found.faults.length === 0)) return found;
  throw new GateError(
    `${file} is none of the formats that can be imported`,
    'Those are .secrets.baseline, .gitleaksignore and reports of gitleaks as JSON, SARIF or CSV.',
  );
}
