/** Carries `gate rules coverage` out: what there are rules for, and what of somebody else's list has none. */

import { inferKeywords } from '../detection/ruleset/anchors.ts';
import { parsePattern } from '../detection/ruleset/pattern.ts';
import { listRules } from '../run/rule-docs.ts';
import type { Covered, Subject } from '../run/rule-docs-coverage.ts';
import { compareCoverage, countCoverage } from '../run/rule-docs-coverage.ts';
import { readRuleText } from '../run/rule-docs-files.ts';
import type { Io } from './io.ts';
import type { RulesOptions } from './rules-context.ts';
import { loadContext, nameFile } from './rules-context.ts';
import { countOf, layOutColumns, writeJson, writeLines } from './rules-output.ts';

/** A plain list has one name a line; `#` begins a comment. */
const isPlainList = (text: string, file: string): boolean =>
  !/\.(?:toml|ya?ml|json)$/.test(file) && !/^\s*[{[]|^\s*- /m.test(text);

async function readList(file: string, cwd: string): Promise<Subject[]> {
  const { absolute, shown } = nameFile(file, cwd);
  const text = readRuleText(absolute, shown);
  if (isPlainList(text, file)) {
    const names = text.split(/\r?\n/).map(line => line.replace(/(?:^|\s)#.*/, '').trim());
    return names.filter(name => name !== '').map(name => ({ name, service: name, keywords: [] }));
  }
  const { readImport } = await import('../run/import-rules.ts');
  return readImport(text, shown, new Set()).rules.map(({ id, service, keywords, pattern }) => ({
    name: id,
    service,
    keywords: keywords.length > 0 ? keywords : inferKeywords(parsePattern(pattern).alternatives),
  }));
}

function describeList(covered: readonly Covered[], file: string): string[] {
  const missing = covered.filter(({ by }) => by === null);
  const by = (basis: Covered['by']): number => covered.filter(each => each.by === basis).length;
  return [
    '',
    `Of the ${covered.length} entries of ${file}: ${by('keyword')} by the same literal, ${by('service')} by the same service, ${missing.length} not covered`,
    ...missing.map(({ name }) => `  ${name}`),
  ];
}

/** Exit code 0 whatever is missing. Throws GateError for a file that cannot be read. */
export async function runCoverage(file: string | undefined, options: RulesOptions, io: Io): Promise<number> {
  const { rules } = await loadContext(options, io.cwd, io);
  const listed = listRules(io.dataDir, rules);
  const coverage = countCoverage(listed);
  const covered = file === undefined ? null : compareCoverage(listed, await readList(file, io.cwd));
  if (options.format === 'json') {
    writeJson(io, { ...coverage, ...(covered === null ? {} : { list: covered }) });
    return 0;
  }
  const services = coverage.services.map(({ service, rules: count }) => [service, String(count)]);
  const categories = Object.entries(coverage.categories).map(([category, count]) => [category, String(count)]);
  const head = `${countOf(coverage.rules, 'rule')} for ${countOf(coverage.services.length, 'service')}`;
  writeLines(io, [
    ...(covered === null || file === undefined ? layOutColumns(services) : []),
    ...(covered === null ? [''] : []),
    head,
    ...layOutColumns(categories).map(line => `  ${line}`),
    ...(covered === null || file === undefined ? [] : describeList(covered, file)),
  ]);
  return 0;
}
