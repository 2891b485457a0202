/** Reads the rules of a gitleaks or betterleaks configuration: TOML with a table for each rule. */

import { parseToml } from '../../../text/toml.ts';
import { findFault } from '../pattern.ts';
import { countCaptures, nameSecret } from './capture-group.ts';
import type { Imported, ImportedRule } from './imported.ts';
import { toId } from './imported.ts';
import { globsOf } from './path-glob.ts';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
const tablesOf = (value: unknown): Table[] => (Array.isArray(value) ? value : [value]).filter(isTable);

/** Keys that change nothing about what is found, or that are read. */
const READ = ['id', 'description', 'regex', 'secretGroup', 'entropy', 'path', 'keywords', 'tags', 'randomizer'];

/** What keys of a rule that gate has no place for did. */
const LOST: Readonly<Record<string, string>> = {
  allowlist: 'its allowlist: write what it allows under `allow` in gate.yaml',
  allowlists: 'its allowlists: write what they allow under `allow` in gate.yaml',
  required: 'the rules it requires nearby',
  skipReport: '`skipReport`: the rule reports',
};

/** Gate has keywords of three characters or more in ASCII; where one would be left out, all are, and inferred. */
function keywordsOf(rule: Table): string[] {
  const keywords = textsOf(rule['keywords']).map(keyword => keyword.trim());
  return keywords.every(keyword => /^[\t -~]{3,}$/.test(keyword)) ? keywords : [];
}

function secretOf(rule: Table, regex: string): { pattern: string; lost: string[] } {
  const captures = countCaptures(regex);
  const wanted = typeof rule['secretGroup'] === 'number' ? rule['secretGroup'] : 0;
  if (captures === 0 || wanted > captures) return { pattern: regex, lost: [] };
  const lost = wanted === 0 && captures > 1 ? ['which of its groups is the secret: the first one is'] : [];
  return { pattern: nameSecret(regex, Math.max(1, wanted)), lost };
}

type Read = { readonly rule: ImportedRule | null; readonly remark: string | null };

function readRule(table: Table, position: number): Read {
  const name = textOf(table['id']) || `rule ${position}`;
  const regex = textOf(table['regex']);
  if (regex === '') return { rule: null, remark: `${name}: it has no regular expression, only a path` };
  const { pattern, lost } = secretOf(table, regex);
  const fault = findFault(pattern);
  if (fault !== null) return { rule: null, remark: `${name}: its regular expression cannot be run: ${fault}` };
  const path = textOf(table['path']);
  const globs = path === '' ? [] : globsOf(path);
  const entropy = typeof table['entropy'] === 'number' ? table['entropy'] : 0;
  const unread = Object.keys(table).filter(key => !READ.includes(key));
  const id = toId(name);
  const rule: ImportedRule = {
    id,
    service: id.split('-')[0] ?? id,
    description: textOf(table['description']) || name,
    pattern,
    keywords: keywordsOf(table),
    entropy: entropy > 0 && entropy <= 8 ? entropy : 0,
    paths: globs ?? [],
    lost: [
      ...lost,
      ...(globs === null ? ['its path, which no glob says: the rule applies to every path'] : []),
      ...unread.map(key => LOST[key] ?? `\`${key}\``),
    ],
  };
  return { rule, remark: null };
}

/** Reads a configuration; `file` is its name in messages. Throws GateError for what is not TOML. */
export function readGitleaks(text: string, file: string): Imported {
  const root = parseToml(text, file);
  const read = tablesOf(root['rules']).map((table, index) => readRule(table, index + 1));
  const remarks: string[] = [];
  if (isTable(root['extend'])) remarks.push('`extend`: the rules it names are not read; import that file too');
  const allowlists = [...tablesOf(root['allowlist']), ...tablesOf(root['allowlists'])].length;
  if (allowlists > 0)
    remarks.push('the allowlist of the whole file: write it under `allow` and `exclude` in gate.yaml');
  for (const { remark } of read) if (remark !== null) remarks.push(remark);
  return { format: 'gitleaks configuration', rules: read.flatMap(({ rule }) => rule ?? []), remarks };
}
