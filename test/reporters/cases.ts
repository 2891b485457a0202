/** Scan results that every output format must render well: the rows of the golden tests. */

import type { DependencyFinding, Finding, SecretFinding, SuppressedFinding } from '../../lib/model/finding.ts';
import type { RuleDoc } from '../../lib/model/rule.ts';
import type { ScanResult } from '../../lib/model/scan-result.ts';
import { SEVERITIES, type Severity } from '../../lib/model/severity.ts';
import type { StaleSuppression } from '../../lib/model/stale-suppression.ts';

const EMPTY: ScanResult = {
  version: '0.1.0',
  findings: [],
  suppressed: [],
  diagnostics: [],
  stale: [],
  stats: { files: 120, bytes: 1_234_567, skipped: {}, seconds: 0.314 },
  hidden: 0,
  ruleset: { rules: 912, hash: 'a1b2c3d4e5f6' },
  rules: [],
};

export function makeResult(part: Partial<ScanResult> = {}): ScanResult {
  return { ...EMPTY, ...part };
}

type FindingPart = Partial<Omit<SecretFinding, 'location'>> & { readonly location?: Partial<Finding['location']> };

const PREFIX = '    token: ';
const MASKED = `ghp_${'*'.repeat(36)}`;

/** A finding of a masked token on a line of a YAML file, with `part` in place of its fields. */
export function makeFinding({ location, ...part }: FindingPart = {}): SecretFinding {
  const startColumn = PREFIX.length + 1;
  const endColumn = startColumn + MASKED.length;
  return {
    kind: 'secret',
    ruleId: 'github-personal-token',
    service: 'GitHub',
    severity: 'critical',
    confidence: 'high',
    message: 'GitHub classic personal access token',
    location: { path: 'config/deploy.yaml', startLine: 12, startColumn, endLine: 12, endColumn, ...location },
    masked: MASKED,
    fingerprint: '00112233445566778899aabbccddeeff',
    excerpt: { text: PREFIX + MASKED, startColumn, endColumn },
    ...part,
  };
}

/** A finding of a package whose name looks like another one. */
function makePackageFinding({ lineHash }: { lineHash?: string } = {}): DependencyFinding {
  return {
    kind: 'dependency',
    ruleId: 'lookalike-package',
    service: 'Packages',
    severity: 'high',
    confidence: 'medium',
    message: 'lodahs looks like the popular lodash: two letters changed places',
    location: { path: 'web/package.json', startLine: 4, startColumn: 6, endLine: 4, endColumn: 12 },
    fingerprint: 'ffeeddccbbaa99887766554433221100',
    excerpt: { text: 'lodahs ^4.0.0', startColumn: 1, endColumn: 7 },
    package: 'pkg:npm/lodahs',
    replacement: 'lodash',
    ...(lineHash === undefined ? {} : { lineHash }),
  };
}

export function makeRule(part: Partial<RuleDoc> = {}): RuleDoc {
  return {
    id: 'github-personal-token',
    service: 'GitHub',
    description: 'GitHub classic personal access token',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Revoke the token under Settings, Developer settings, and issue a new one.',
    references: ['https://docs.github.com/en/authentication', 'https://docs.github.com/en/rest'],
    ...part,
  };
}

const RULES: Readonly<Record<Severity, RuleDoc>> = {
  critical: makeRule(),
  high: makeRule({
    id: 'pem-private-key',
    service: 'Cryptography',
    description: 'Private key in PEM form',
    severity: 'high',
    remediation:
      'Make a new key pair, put its public half everywhere the old one was trusted, and take the old one out of each of ' +
      'those places. Then remove the file from the history, because a key that was pushed once has to be taken for known.',
    references: [],
  }),
  medium: makeRule({
    id: 'generic-password',
    service: 'Generic',
    description: 'Password in an assignment',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Read it from the environment or a secret store, and change it.',
    references: ['the handbook, page 7'],
  }),
  low: makeRule({
    id: 'stripe-publishable-key',
    service: 'Stripe',
    description: 'Stripe publishable key',
    severity: 'low',
    remediation: '',
    references: ['https://docs.stripe.com/keys'],
  }),
};

function findingOf(severity: Severity, path: string, startLine: number, part: FindingPart = {}): Finding {
  const { id, service, description, confidence } = RULES[severity];
  return makeFinding({
    ruleId: id,
    service,
    severity,
    confidence,
    message: description,
    fingerprint: `${startLine}`.padStart(4, '0').repeat(8),
    ...part,
    location: { path, startLine, endLine: startLine, ...part.location },
  });
}

const MANY: readonly Finding[] = [
  findingOf('critical', 'docs/setup.md', 3, {
    excerpt: { text: `\texport GH=${MASKED}\t# 鍵`, startColumn: 12, endColumn: 52 },
    location: { startColumn: 12, endColumn: 52 },
  }),
  findingOf('medium', 'src/app.ts', 7, { lineHash: '54703d4cd895b18:1' }),
  findingOf('critical', 'src/app.ts', 1204, { lineHash: 'c129715d7a2bc9a3:2' }),
  findingOf('high', 'src/keys/server.pem', 1, {
    masked: '-----BEGIN PRIVATE KEY-----',
    excerpt: { text: '-----BEGIN PRIVATE KEY-----', startColumn: 1, endColumn: 28 },
    location: { startColumn: 1, endLine: 28, endColumn: 26 },
  }),
  findingOf('low', 'web/index.html', 88, {
    masked: 'pk_live_****',
    message: 'Stripe publishable key pk_live_****.',
    excerpt: { text: "鍵 = 'pk_live_****';", startColumn: 6, endColumn: 18 },
    location: {
      startColumn: 6,
      endColumn: 18,
      commit: { id: '0123456789abcdef0123456789abcdef01234567', authorDate: '2024-02-29T23:59:58+01:00' },
    },
  }),
];

const SUPPRESSED: readonly SuppressedFinding[] = [
  {
    finding: findingOf('high', 'a/one.env', 1),
    suppression: { by: 'allowlist', reason: 'keys of the local test server' },
  },
  {
    finding: findingOf('high', 'a/two.env', 2),
    suppression: { by: 'allowlist', reason: 'keys of the local test server' },
  },
  { finding: findingOf('medium', 'b.py', 30), suppression: { by: 'inline', reason: '' } },
  { finding: findingOf('critical', 'c.rb', 4), suppression: { by: 'baseline', reason: 'known before gate came' } },
];

/** Nothing in these may reach a terminal, a workflow command or a URI as it is. */
const HOSTILE = 'Token\u001b[31m %0A ::error::x\n\u202eevil\u202c\u0007\u009b1m,\u2028end';

const STALE: readonly StaleSuppression[] = [
  ...[1, 2, 3, 4, 5, 6].map(line => ({
    by: 'inline' as const,
    state: 'unused' as const,
    path: 'src/a.ts',
    line,
    message: 'the comment gate:allow suppresses nothing',
  })),
  { by: 'baseline', state: 'expired', path: '.gate-baseline.jsonl', line: 9, message: 'the entry for x in y expired' },
];

/** Every result is rendered in every format; the keys are the names of the golden files. */
export const CASES: Readonly<Record<string, ScanResult>> = {
  empty: makeResult(),
  'nothing-scanned': makeResult({
    diagnostics: [{ kind: 'nothing-scanned', message: 'Standard input was empty.' }],
    stats: { files: 0, bytes: 0, skipped: {}, seconds: 0.004 },
  }),
  one: makeResult({
    findings: [makeFinding()],
    rules: [makeRule()],
    stats: { files: 1, bytes: 999, skipped: { ignored: 1 }, seconds: 12.34 },
  }),
  many: makeResult({ findings: MANY, rules: [...SEVERITIES].map(severity => RULES[severity]), hidden: 1 }),
  suppressed: makeResult({ suppressed: SUPPRESSED, stale: STALE, hidden: 1234 }),
  diagnostics: makeResult({
    findings: [makeFinding()],
    rules: [makeRule()],
    diagnostics: [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => ({
        kind: 'binary' as const,
        path: `assets/${name}.png`,
        message: 'Holds a NUL byte.',
      })),
      { kind: 'too-big', path: 'data/dump.sql', message: 'data/dump.sql has 62 MB; --max-file-size is 50 MB.' },
      { kind: 'submodule', path: 'vendor/one', message: 'A submodule; scan it in its own folder.' },
      { kind: 'submodule', path: 'vendor/two', message: 'A submodule; scan it in its own folder.' },
      { kind: 'rule-timeout', path: 'src/app.ts', line: 3, message: 'Rule my-rule ran out of time.' },
      { kind: 'not-found', path: 'src/missing', message: 'No such file or folder.' },
      { kind: 'git-failed', message: 'git ended with exit code 128; is this a repository?' },
    ],
    stats: {
      files: 1234,
      bytes: 9_960_000,
      skipped: { binary: 7, 'not-found': 1, submodule: 2, 'too-big': 1 },
      seconds: 1.005,
    },
  }),
  paths: makeResult({
    findings: [
      '../outside/a.txt',
      '/absolute/a b.txt',
      '100% sure/#1?.txt',
      '<stdin>',
      'C:/windows/a.txt',
      'a:b/c,d.txt',
      'line\nend.txt',
      'schl\u00fcssel/\u9375/\u{1f511}.txt',
      'with \\ backslash.txt',
    ].map(path => makeFinding({ location: { path } })),
    rules: [makeRule()],
  }),
  packages: makeResult({
    findings: [makePackageFinding(), makePackageFinding({ lineHash: 'c129715d7a2bc9a3:1' })],
    rules: [
      makeRule({
        id: 'lookalike-package',
        service: 'Packages',
        description: 'Package whose name looks like a popular one',
        severity: 'high',
        confidence: 'medium',
        remediation: 'Write the name of the package that is meant, or allow this one with a reason.',
        references: [],
      }),
    ],
    diagnostics: [
      { kind: 'broken-manifest', path: 'web/package.json', line: 7, message: 'a comma is missing' },
      { kind: 'partial-manifest', path: 'api/pom.xml', line: 40, message: 'only a part of it is in the diff' },
    ],
    stats: { files: 3, bytes: 1200, manifests: 2, packages: 1204, skipped: {}, seconds: 0.05 },
  }),
  hostile: makeResult({
    findings: [
      makeFinding({
        message: HOSTILE,
        location: { path: `evil\u001b]0;x\u0007/\u202egnp.exe` },
        excerpt: { text: `\u202e\u001b[2Jkey = ${MASKED}`, startColumn: 12, endColumn: 52 },
      }),
    ],
    suppressed: [{ finding: makeFinding(), suppression: { by: 'inline', reason: HOSTILE } }],
    stale: [{ by: 'baseline', state: 'expired', path: HOSTILE, line: 1, message: HOSTILE }],
    diagnostics: [
      { kind: 'unreadable', path: HOSTILE, message: HOSTILE },
      { kind: 'broken-object', path: `b\u001b`, line: 2, message: `${HOSTILE}.` },
    ],
    stats: { files: 1, bytes: 1, skipped: { 'broken-object': 1, unreadable: 1 }, seconds: 0 },
    rules: [makeRule({ description: HOSTILE, remediation: HOSTILE, references: [HOSTILE, `javascript:${HOSTILE}`] })],
  }),
};
