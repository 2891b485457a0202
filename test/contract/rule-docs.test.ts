/**
 * docs/rules.md and the table of schemes in rules/README.md come from the rules. `UPDATE_DOCS=1 npx vitest run
 * test/contract/rule-docs.test.ts` writes them anew.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadRules } from '../../lib/run/load-ruleset.ts';
import { listRules, RULE_CATEGORIES } from '../../lib/run/rule-docs.ts';
import { CHECKSUMS } from '../../lib/text/checksums.ts';
import { writeRuleset } from '../../scripts/compile-rules.ts';
import { ROOT } from '../rules.ts';

const PAGE = join(ROOT, 'docs', 'rules.md');
const README = join(ROOT, 'rules', 'README.md');
const dataDir = mkdtempSync(join(tmpdir(), 'gate-rule-docs-'));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

writeRuleset(join(ROOT, 'rules', 'secrets'), dataDir);
const rules = listRules(dataDir, await loadRules(dataDir, { files: [], config: null }));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const row = (...cells: readonly string[]): string =>
  `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function renderPage(): string {
  const services = [...new Set(rules.map(({ service }) => service))].sort(
    (a, b) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b),
  );
  const counts = RULE_CATEGORIES.map(name => `${rules.filter(({ category }) => category === name).length} ${name}`);
  return `${[
    '# Rules',
    '',
    `${rules.length} rules for ${services.length} services: ${counts.join(', ')}. This page is generated from the rules.`,
    '',
    'Self-identifying: the token itself says what it is. Near: found beside a name of the service. Structural: found by the',
    'text around it. Generic: found by its look. Package: about what manifests and lockfiles name. `gate rules show ID` tells everything about a rule.',
    '',
    row('service', 'rule', 'finds', 'severity', 'confidence', 'kind'),
    '|---|---|---|---|---|---|',
    ...services.flatMap(service =>
      rules
        .filter(rule => rule.service === service)
        .map(({ id, description, severity, confidence, category }) =>
          row(service, `\`${id}\``, description, severity, confidence, category),
        ),
    ),
  ].join('\n')}\n`;
}

const SCHEMES = [
  row('scheme', 'what holds'),
  '|---|---|',
  ...Object.entries(CHECKSUMS).map(([id, { description }]) => row(`\`${id}\``, description)),
].join('\n');

const MARKED = /(<!-- checksums -->\n).*?(<!-- \/checksums -->)/s;

if (process.env['UPDATE_DOCS']) {
  mkdirSync(dirname(PAGE), { recursive: true });
  writeFileSync(PAGE, renderPage());
  const text = readFileSync(README, 'utf8');
  writeFileSync(
    README,
    text.replace(MARKED, (_, open: string, close: string) => `${open}\n${SCHEMES}\n\n${close}`),
  );
}

test('docs/rules.md is in step with the rules', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(renderPage());
});

test('rules/README.md names every scheme of checksums', () => {
  expect(MARKED.exec(readFileSync(README, 'utf8'))?.[0]).toContain(SCHEMES);
});

test('every rule is listed once, by id', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort(compare));
  expect(rules.filter(({ compiled, keywords }) => compiled !== null && keywords.length === 0)).toEqual([]);
});
