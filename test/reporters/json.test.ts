/** The JSON report against its published schema. */

import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_KINDS } from '../../lib/model/diagnostic.ts';
import { CONFIDENCES, SEVERITIES } from '../../lib/model/severity.ts';
import { renderJson } from '../../lib/reporters/json.ts';
import { CASES, makeFinding, makeResult } from './cases.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const GOLDEN = path.join(ROOT, 'test', 'golden');

const schema = JSON.parse(fs.readFileSync(path.join(ROOT, 'schema', 'scan-result.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

const errorsOf = (report: unknown): unknown => (validate(report) ? [] : validate.errors);

describe('the schema', () => {
  it.each(fs.readdirSync(GOLDEN).filter(name => name.endsWith('.json')))('describes %s', name => {
    expect(errorsOf(JSON.parse(fs.readFileSync(path.join(GOLDEN, name), 'utf8')))).toEqual([]);
  });

  it('knows the kinds and grades of the model', () => {
    const { finding, diagnostic } = schema.$defs;
    expect(diagnostic.properties.kind.enum).toEqual(Object.keys(DIAGNOSTIC_KINDS));
    expect(finding.properties.severity.enum).toEqual(SEVERITIES);
    expect(finding.properties.confidence.enum).toEqual(CONFIDENCES);
  });

  const report = () =>
    JSON.parse(
      renderJson(makeResult({ findings: [makeFinding()], suppressed: CASES['suppressed']?.suppressed ?? [] })),
    );

  it.each([
    ['a field of the report', (it: ReturnType<typeof report>) => Object.assign(it, { extra: 1 })],
    ['a field of a finding', (it: ReturnType<typeof report>) => Object.assign(it.findings[0], { secret: 'x' })],
    [
      'a suppression on a finding',
      (it: ReturnType<typeof report>) => Object.assign(it.findings[0], { by: 'inline', reason: '' }),
    ],
    [
      'a field of a suppressed finding',
      (it: ReturnType<typeof report>) => Object.assign(it.suppressed[0], { secret: 'x' }),
    ],
    ['an unknown severity', (it: ReturnType<typeof report>) => Object.assign(it.findings[0], { severity: 'huge' })],
    ['a column of zero', (it: ReturnType<typeof report>) => Object.assign(it.findings[0], { startColumn: 0 })],
  ])('refuses %s', (_name, spoil) => {
    const value = report();
    expect(errorsOf(value)).toEqual([]);
    spoil(value);
    expect(errorsOf(value)).not.toEqual([]);
  });
});

describe('renderJson', () => {
  it('gives hostile text back unchanged to a parser', () => {
    const { findings, diagnostics } = CASES['hostile'] ?? makeResult();
    const parsed = JSON.parse(renderJson(CASES['hostile'] ?? makeResult()));
    expect(parsed.findings[0].path).toBe(findings[0]?.location.path);
    expect(parsed.findings[0].message).toBe(findings[0]?.message);
    expect(parsed.diagnostics[0].message).toBe(diagnostics[0]?.message);
  });

  it('keeps the order of its keys whatever that of the result', () => {
    const result = makeResult({ findings: [makeFinding()] });
    const turned = Object.fromEntries(Object.entries(result).reverse()) as typeof result;
    expect(renderJson(turned)).toBe(renderJson(result));
    expect(Object.keys(JSON.parse(renderJson(result)))).toEqual([
      'version',
      'tool',
      'findings',
      'suppressed',
      'diagnostics',
      'stale',
      'stats',
    ]);
  });
});
