import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { inline } from '../../lib/filters/inline.ts';
import { candidate } from './candidates.ts';

const suppress = inline.compile(DEFAULTS);

describe('comments of other scanners', () => {
  it.each<[line: string, reason: string | null]>([
    ['key = x # gitleaks:allow', 'gitleaks:allow'],
    ['key = x //gitleaks:allow', 'gitleaks:allow'],
    ['key = x # betterleaks:allow', 'betterleaks:allow'],
    ['key = x # trufflehog:ignore', 'trufflehog:ignore'],
    ['key = x # kingfisher:ignore', 'kingfisher:ignore'],
    ['key = x # ggignore', 'ggignore'],
    ['key = x  # pragma: allowlist secret', 'pragma: allowlist secret'],
    ['key = x  // pragma: whitelist secret', 'pragma: allowlist secret'],
    ['key = x  /* pragma: allowlist-secret */', 'pragma: allowlist secret'],
    ['key = x  # Pragma: Allowlist Secret', 'pragma: allowlist secret'],
    ['key = x  # nosec B105', 'nosec'],
    ['key = x  # nosec: B101, B106', 'nosec'],
    ['key = x  # noqa: E501, S105', 'noqa'],
    ['key = x // secretlint-disable-line', 'secretlint-disable-line'],
    ['key = x /* secretlint-disable-line -- made up */', 'made up'],
    ['key = x // secretlint-disable-line @secretlint/secretlint-rule-github', 'secretlint-disable-line'],
    ['key = x // secretlint-disable-line @secretlint/secretlint-rule-preset-recommend', 'secretlint-disable-line'],
    ['key = x // secretlint-disable-line @secretlint/secretlint-rule-aws', null],
    ['key = x # gitleaks:allowed', null],
    ['key = x # mygitleaks:allow', null],
    ['key = x # nosec', null],
    ['key = x # nosec B603', null],
    ['key = x # noqa', null],
    ['key = x # noqa: E501', null],
    ['key = x # pragma: no cover', null],
    ['key = x # pragma: allowlist nextline secret', null],
    ['key = x # secretlint-disable-next-line', null],
    ['key = x # secretlint-disabled', null],
  ])('%j on its line: %j', (line, reason) => {
    const found = suppress(candidate({ first: line }));
    expect(found).toEqual(reason === null ? null : { by: 'inline', reason, line: 2 });
    expect(suppress(candidate({ first: 'begin', last: line }))?.reason ?? null).toBe(reason);
  });

  it.each<[above: string, suppresses: boolean]>([
    ['# pragma: allowlist nextline secret', true],
    ['# secretlint-disable-next-line', true],
    ['# secretlint-disable-next-line @secretlint/secretlint-rule-github -- made up', true],
    ['# secretlint-disable-next-line @secretlint/secretlint-rule-slack', false],
    ['# kingfisher:ignore', true],
    ['# gitleaks:allow', false],
    ['# pragma: allowlist secret', false],
    ['# trufflehog:ignore', false],
  ])('%j on the line above: %s', (above, suppresses) => {
    expect(suppress(candidate({ first: 'key = x', above }))?.line ?? null).toBe(suppresses ? 1 : null);
  });

  it.each<[lines: string[], reason: string | null]>([
    [['/* secretlint-disable */'], 'secretlint-disable'],
    [['/* secretlint-disable -- generated */'], 'generated'],
    [['/* secretlint-disable */', '/* secretlint-enable */'], null],
    [['/* secretlint-disable */', '/* secretlint-enable */', '/* secretlint-disable */'], 'secretlint-disable'],
    [['/* secretlint-disable @secretlint/secretlint-rule-github */'], 'secretlint-disable'],
    [['/* secretlint-disable @secretlint/secretlint-rule-npm */'], null],
    [['/* secretlint-disable */', '/* secretlint-enable @secretlint/secretlint-rule-npm */'], 'secretlint-disable'],
    [[], null],
  ])('a stretch begun by %j: %j', (lines, reason) => {
    const given = candidate({ first: 'key = x' });
    const linesWith = () => lines.map((text, index) => ({ line: index + 1, text }));
    expect(suppress({ ...given, linesWith })?.reason ?? null).toBe(reason);
  });

  it('never repeats a secret in the reason, and takes little time over hostile lines', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const first = `x = "${secret}" // secretlint-disable-line -- it is ${secret}`;
    expect(suppress(candidate({ first, secret }))?.reason).toBe('it is …');
    const started = performance.now();
    for (const line of [
      `# nosec ${'B101,'.repeat(50_000)}`,
      `# noqa: ${'A1 '.repeat(50_000)}`,
      `secretlint-disable-line ${'a '.repeat(50_000)}`,
      'secretlint-disable '.repeat(10_000),
      'pragma: allowlist '.repeat(10_000),
    ])
      suppress(candidate({ first: line, above: line }));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
