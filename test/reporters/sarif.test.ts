/** What the golden files cannot show of SARIF: limits, and rules whose prose is missing. */

import { gzipSync } from 'node:zlib';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../lib/model/severity.ts';
import { renderSarif, renderSarifWithin } from '../../lib/reporters/sarif.ts';
import { clip, SARIF_LIMITS } from '../../lib/reporters/sarif-limits.ts';
import { CASES, makeFinding, makeResult, makeRule } from './cases.ts';

function runOf(text: string) {
  const log: Log = JSON.parse(text);
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return { ...run, results: run.results ?? [], notifications: run.invocations?.[0]?.toolExecutionNotifications ?? [] };
}

/** Text that compresses badly, the same every time. */
function makeNoise(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}

const findings = Array.from({ length: 40 }, (_, at) =>
  makeFinding({
    severity: SEVERITIES[at % 4] ?? 'low',
    message: makeNoise(900, at),
    location: { startLine: at + 1, endLine: at + 1 },
  }),
);

describe('limits', () => {
  it('keeps the gravest results in their order and says how many are left out', () => {
    const { results, notifications } = runOf(
      renderSarifWithin(makeResult({ findings }), { ...SARIF_LIMITS, results: 15 }),
    );
    expect(results.map(result => result.properties?.['severity'])).toEqual([
      ...['high', 'critical', 'high', 'critical', 'high', 'critical', 'high', 'critical', 'high', 'critical'],
      ...['critical', 'critical', 'critical', 'critical', 'critical'],
    ]);
    expect(notifications.map(({ descriptor, message }) => [descriptor?.id, message.text])).toEqual([
      ['report-truncated', 'The report would be too big: 25 findings of least weight left out.'],
    ]);
  });

  it('counts suppressed findings and does not list them', () => {
    const suppressed = [{ finding: makeFinding(), suppression: { by: 'inline' as const, reason: 'known' } }];
    const { results, properties } = runOf(renderSarifWithin(makeResult({ suppressed }), SARIF_LIMITS));
    expect([results.length, properties?.['suppressed']]).toEqual([0, 1]);
  });

  it.each([25_000, 12_000, 6000])('stays below %i bytes compressed', gzip => {
    const text = renderSarifWithin(makeResult({ findings }), { ...SARIF_LIMITS, gzip });
    const { results, notifications } = runOf(text);
    expect(gzipSync(text).length).toBeLessThanOrEqual(gzip);
    expect(results.length).toBeGreaterThan(0);
    expect(results.length).toBeLessThan(findings.length);
    expect(notifications[0]?.message.text).toContain(`${findings.length - results.length} findings`);
  });

  it('ends even when nothing fits', () => {
    expect(runOf(renderSarifWithin(makeResult({ findings }), { ...SARIF_LIMITS, gzip: 10 })).results).toEqual([]);
  });

  it('tells all failures, and of the rest as many as allowed', () => {
    const result = CASES['diagnostics'] ?? makeResult();
    const { notifications } = runOf(renderSarifWithin(result, { ...SARIF_LIMITS, notifications: 3 }));
    expect(notifications.map(({ level, descriptor }) => `${level} ${descriptor?.id}`)).toEqual([
      'error not-found',
      'error git-failed',
      'warning binary',
      'warning binary',
      'warning binary',
      'warning report-truncated',
    ]);
    expect(notifications.at(-1)?.message.text).toBe('8 further notifications left out.');
  });

  it('cuts long texts, never inside a character', () => {
    const key = '\u{1f511}';
    expect(clip(key.repeat(600)).length).toBe(1023);
    expect(clip(`a${key.repeat(600)}`).length).toBe(1024);
    expect(clip('short')).toBe('short');
    const long = 'x'.repeat(5000);
    const rule = makeRule({ id: long, description: long, remediation: long });
    const finding = makeFinding({ ruleId: long, message: long });
    const { tool, results } = runOf(renderSarif(makeResult({ findings: [finding], rules: [rule] })));
    const [described] = tool.driver.rules ?? [];
    expect(described?.name?.length).toBe(255);
    expect(described?.shortDescription?.text.length).toBe(1024);
    expect(described?.fullDescription?.text.length).toBe(1024);
    expect(described?.help?.text.length).toBe(4096);
    expect(results[0]?.message.text?.length).toBe(1024);
  });
});

describe('rules', () => {
  it('describes a rule that the result has no prose for from its finding', () => {
    const { tool, results } = runOf(
      renderSarif(makeResult({ findings: [makeFinding({ ruleId: 'my_rule', severity: 'medium' })] })),
    );
    expect(
      tool.driver.rules?.map(({ id, name, help, properties }) => [
        id,
        name,
        help?.text,
        properties?.['security-severity'],
      ]),
    ).toEqual([['my_rule', 'MyRule', 'Revoke it and issue a new one.', '5.5']]);
    expect(results[0]?.ruleIndex).toBe(0);
  });

  it.each([
    ['low', 'note', '2.0'],
    ['medium', 'warning', '5.5'],
    ['high', 'error', '8.0'],
    ['critical', 'error', '9.5'],
  ] as const)('ranks %s as %s, %s', (severity, level, score) => {
    const result = makeResult({ findings: [makeFinding({ severity })], rules: [makeRule({ severity })] });
    const { tool, results } = runOf(renderSarif(result));
    expect(results[0]?.level).toBe(level);
    expect(tool.driver.rules?.[0]?.defaultConfiguration?.level).toBe(level);
    expect(tool.driver.rules?.[0]?.properties?.['security-severity']).toBe(score);
  });

  it('points each result to its rule', () => {
    const { tool, results } = runOf(renderSarif(CASES['many'] ?? makeResult()));
    expect(results.map(({ ruleIndex }) => tool.driver.rules?.[ruleIndex ?? -1]?.id)).toEqual(
      results.map(({ ruleId }) => ruleId),
    );
  });

  it('takes web addresses alone for links', () => {
    const rule = makeRule({ references: ['javascript:x', 'https://', 'http://example.com/a>b c'] });
    const { tool } = runOf(renderSarif(makeResult({ findings: [makeFinding()], rules: [rule] })));
    expect(tool.driver.rules?.[0]?.helpUri).toBe('http://example.com/a%3Eb%20c');
    expect(tool.driver.rules?.[0]?.help?.markdown).not.toContain('javascript');
  });
});

describe('invocation', () => {
  it.each([
    ['empty', true],
    ['nothing-scanned', true],
    ['diagnostics', false],
  ])('of %s: successful is %s', (name, successful) => {
    const { invocations } = runOf(renderSarif(CASES[name] ?? makeResult()));
    expect(invocations?.[0]?.executionSuccessful).toBe(successful);
  });
});
