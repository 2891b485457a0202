/** Reads a detect-secrets baseline: its plugins are programs, but some of its settings are regular expressions. */

import { GateError } from '../../../model/failure.ts';
import { findFault } from '../pattern.ts';
import type { Imported, ImportedRule } from './imported.ts';
import { toId } from './imported.ts';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const tablesOf = (value: unknown): Table[] => (Array.isArray(value) ? value.filter(isTable) : []);
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string' && item !== '');

/** What the filters with regular expressions leave out, and where gate has that. */
const FILTERS: Readonly<Record<string, string>> = {
  should_exclude_file: 'files that fit a regular expression: write globs under `exclude` in gate.yaml',
  should_exclude_line: 'lines that fit a regular expression: gate has `gate:allow` comments and `allow`',
  should_exclude_secret: 'secrets that fit a regular expression: write it under `allow`, `values` in gate.yaml',
};

/** Settings of plugins that hold what shall be found. */
const PATTERN_KEYS = ['regex', 'regexes', 'pattern', 'patterns', 'denylist'];

function rulesOf(plugin: Table): ImportedRule[] {
  const name = textsOf(plugin['name'])[0] ?? 'plugin';
  const patterns = PATTERN_KEYS.flatMap(key => textsOf(plugin[key])).filter(pattern => findFault(pattern) === null);
  return patterns.map((pattern, index) => ({
    id: toId(name.replace(/([a-z])([A-Z])/g, '$1-$2')) + (patterns.length > 1 ? `-${index + 1}` : ''),
    service: 'Custom',
    description: name,
    pattern,
    keywords: [],
    entropy: 0,
    paths: [],
    lost: [],
  }));
}

function parse(text: string, file: string): Table {
  try {
    const value: unknown = JSON.parse(text);
    if (isTable(value)) return value;
  } catch {
    // What the parser says quotes the text.
  }
  throw new GateError(`${file}: this is not a JSON object`);
}

/** Reads a baseline; `file` is its name in messages. Throws GateError for what is none. */
export function readDetectSecrets(text: string, file: string): Imported {
  const root = parse(text, file);
  const plugins = tablesOf(root['plugins_used']);
  if (plugins.length === 0) throw new GateError(`${file}: this is not a detect-secrets baseline: it names no plugins`);
  const rules = plugins.flatMap(rulesOf);
  const silent = plugins
    .filter(plugin => rulesOf(plugin).length === 0)
    .map(plugin => textsOf(plugin['name'])[0] ?? '?');
  const filters = tablesOf(root['filters_used']).flatMap(filter => {
    const name = (textsOf(filter['path'])[0] ?? '').split('.').at(-1) ?? '';
    const place = FILTERS[name];
    return place === undefined ? [] : [`the filter ${name}: ${place}`];
  });
  const remarks =
    silent.length > 0 ? [`plugins without a regular expression in the file: ${silent.sort().join(', ')}`] : [];
  const results = isTable(root['results']) ? Object.keys(root['results']).length : 0;
  if (results > 0) remarks.push(`known secrets in ${results} file(s): they are no rules; make a baseline with gate`);
  return { format: 'detect-secrets baseline', rules, remarks: [...remarks, ...filters] };
}
