/** Carries `gate rules show` out: all that there is to know about one rule. */

import { neutralise } from '../reporters/terminal.ts';
import type { ListedRule, RuleCategory } from '../run/rule-docs.ts';
import { findRule, listRules } from '../run/rule-docs.ts';
import { readBuiltInSource } from '../run/rule-docs-files.ts';
import { schemeOf } from '../text/checksums.ts';
import type { Io } from './io.ts';
import type { RulesOptions } from './rules-context.ts';
import { loadContext } from './rules-context.ts';
import { layOutColumns, writeJson, writeLines } from './rules-output.ts';

/** What is left out stands nowhere in the rule. Templates of examples are shown as they are written. */
function detailsOf(rule: ListedRule, dataDir: string) {
  const { compiled } = rule;
  const source = rule.origin === 'built-in' && compiled !== null ? readBuiltInSource(dataDir, rule.id) : null;
  return {
    id: rule.id,
    service: rule.service,
    kind: rule.kind,
    origin: rule.origin,
    category: rule.category,
    severity: rule.severity,
    confidence: rule.confidence,
    description: rule.description,
    keywords: rule.keywords,
    near: source?.near ?? [],
    shape: source?.pattern ?? compiled?.source ?? null,
    entropy: compiled?.entropy ?? 0,
    paths: compiled?.paths ?? [],
    checksum: compiled?.checksum ?? null,
    remediation: rule.remediation,
    references: rule.references,
    match: source?.match ?? [],
    noMatch: source?.noMatch ?? [],
    file: source?.file ?? null,
    line: source?.line ?? null,
  };
}

type Details = ReturnType<typeof detailsOf>;

const FOUND_BY: Readonly<Record<RuleCategory, string>> = {
  'self-identifying': 'its shape',
  near: 'a name beside it',
  structural: 'the text around it',
  generic: 'its look',
  package: 'the packages that manifests name',
};

function listFacts(rule: Details): (readonly string[])[] {
  const list = (texts: readonly string[]): string => texts.join(', ');
  const proof = rule.checksum === null ? '' : `${rule.checksum}: ${schemeOf(rule.checksum)?.description ?? ''}`;
  const facts = [
    ['service', rule.service],
    ['found by', FOUND_BY[rule.category]],
    ['severity', rule.severity],
    ['confidence', rule.confidence],
    ['shape', rule.shape ?? ''],
    ['near', list(rule.near)],
    ['keywords', rule.near.length > 0 ? '' : list(rule.keywords)],
    ['entropy', rule.entropy > 0 ? `${rule.entropy} bits a character or more` : ''],
    ['paths', list(rule.paths)],
    ['proof', proof],
    ['file', rule.file === null ? '' : `${rule.file}:${rule.line}`],
  ] as const;
  return facts.filter(([, value]) => value !== '');
}

function listTexts(title: string, texts: readonly string[]): string[] {
  const lines = texts.flatMap(text => text.trimEnd().split('\n'));
  return lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${neutralise(line)}`)];
}

const describe = (rule: Details): string[] => [
  `${rule.id}: ${neutralise(rule.description)}`,
  '',
  ...layOutColumns(listFacts(rule)),
  ...listTexts('When it leaks', [rule.remediation, ...rule.references]),
  ...listTexts('Matches', rule.match),
  ...listTexts('Does not match', rule.noMatch),
];

/** Throws GateError, with the nearest id, where there is no such rule. */
export async function runShow(id: string, options: RulesOptions, io: Io): Promise<number> {
  const { rules } = await loadContext(options, io.cwd, io);
  const details = detailsOf(findRule(listRules(io.dataDir, rules), id), io.dataDir);
  if (options.format === 'json') writeJson(io, { rules: [details] });
  else writeLines(io, describe(details));
  return 0;
}
