import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { inline } from '../../lib/filters/inline.ts';
import { candidate } from './candidates.ts';

const suppress = inline.compile(DEFAULTS);
const NONE = 'no reason given';

describe('inline', () => {
  it.each<[line: string, reason: string | null]>([
    ['key = x # gate:allow', NONE],
    ['key = x // gate:allow', NONE],
    ['key = x -- gate:allow', NONE],
    ['key = x ; gate:allow', NONE],
    ['key = x % gate:allow', NONE],
    ['f(/* gate:allow */ x)', NONE],
    ['/*gate:allow*/ x', NONE],
    ['<a b="x"/> <!-- gate:allow -->', NONE],
    ['<a b="x"/> <!--gate:allow-->', NONE],
    ['set x=1 & rem gate:allow', NONE],
    ["Dim x = 1 ' gate:allow", NONE],
    ['{# gate:allow #} x', NONE],
    ['key = x #gate:allow\r', NONE],
    ['{"_comment": "gate:allow", "key": "x"}', NONE],
    ['x # gate:allow.', NONE],
    ['x # gate:allow github-token', NONE],
    ['x # gate:allow github-*', NONE],
    ['x # gate:allow *', NONE],
    ['x /* gate:allow github-token*/', NONE],
    ['x /* gate:allow github-**/', NONE],
    ['x <!-- gate:allow github-token-->', NONE],
    ['x # gate:allow aws-key,github-token', NONE],
    ['x # gate:allow aws-key , github-token', NONE],
    ['x # gate:allow github-token -- made up', 'made up'],
    ['x # gate:allow aws-key,github-* -- made up', 'made up'],
    ['x # gate:allow -- made up', 'made up'],
    ['x # gate:allow --made up', 'made up'],
    ['x # gate:allow github-token \u2014 made up', 'made up'],
    ['x /* gate:allow -- made up */ y', 'made up'],
    ['x <!-- gate:allow github-token -- made up -->', 'made up'],
    ['x # gate:allow-- made up', 'made up'],
    ['x # gate:allow -- ', NONE],
    ["x # gate:allow -- it's not real", "it's not real"],
    ['x # gate:allow aws-key -- one # gate:allow github-token -- two', 'two'],
    ['x # gate:allow aws-key', null],
    ['x # gate:allow aws-*', null],
    ['x # gate:allow github', null],
    ['x # gate:allow this is made up', null],
    ['x # gate:allow github-token, made up', null],
    ['x # gate:allow GITHUB-TOKEN', null],
    ['x # gate:allowed', null],
    ['x # gate:allow-list', null],
    ['x # gate:allow: github-token', null],
    ['x # delegate:allow', null],
    ['x # investi-gate:allow', null],
    ['x # gate: allow', null],
    ['x # Gate:Allow', null],
    ['x # allow', null],
  ])('%j on its line: %j', (line, reason) => {
    const suppression = reason === null ? null : { by: 'inline', reason, line: 2 };
    expect(suppress(candidate({ first: line }))).toEqual(suppression);
    expect(suppress(candidate({ first: 'begin', last: line }))).toEqual(suppression);
    expect(suppress(candidate({ first: line, last: 'end' }))).toEqual(suppression);
  });

  it.each<[line: string, suppresses: boolean]>([
    ['# gate:allow', true],
    ['   // gate:allow github-token -- made up', true],
    ['\t-- gate:allow', true],
    [';; gate:allow', true],
    ['%% gate:allow', true],
    ['/* gate:allow */', true],
    ['/** gate:allow */', true],
    [' * gate:allow', true],
    ['<!-- gate:allow -->', true],
    ['<%-- gate:allow --%>', true],
    ['{/* gate:allow */}', true],
    ['{{!-- gate:allow --}}', true],
    ['{# gate:allow #}', true],
    ['(* gate:allow *)', true],
    ['REM gate:allow', true],
    ['@rem gate:allow', true],
    [':: gate:allow', true],
    ["' gate:allow", true],
    ['dnl gate:allow', true],
    ['.. gate:allow', true],
    ['# gate:allow\r', true],
    ['# gate:allow aws-key', false],
    ['other = y # gate:allow', false],
    ['gate:allow', false],
    ['a # b # gate:allow', false],
    ['# see gate:allow', false],
    ['/* gate:allow */ other = y', false],
    ['<!-- gate:allow --><b c="y"/>', false],
    ['"gate:allow",', false],
    ['', false],
  ])('%j on the line above: %s', (above, suppresses) => {
    expect(suppress(candidate({ first: 'key = x', above })) !== null).toBe(suppresses);
  });

  it('never repeats a secret in the reason', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const other = `sk-${'Z9'.repeat(12)}`;
    const first = `key = "${secret}" # gate:allow -- was ${other}, now ${secret}`;
    expect(suppress(candidate({ first, secret }))?.reason).toBe('was …, now …');
    const short = 'tiger';
    expect(suppress(candidate({ first: `x # gate:allow -- it is ${short}`, secret: short }))?.reason).toBe('it is …');
  });

  it('keeps a reason on one line, and not too long', () => {
    const { reason = '' } = suppress(candidate({ first: `# gate:allow -- a\u001b[0mb ${'word '.repeat(100)}` })) ?? {};
    expect(reason).toMatch(/^a \[0mb word/);
    expect(reason.length).toBe(200);
  });

  it('takes little time over hostile lines', () => {
    const lines = [
      `# gate:allow ${'a-'.repeat(50_000)}`,
      `# gate:allow ${'a,'.repeat(50_000)}!`,
      `${' '.repeat(100_000)}gate:allow`,
      `#${' gate:allow x y'.repeat(5_000)}`,
      `${'#'.repeat(100_000)}x gate:allow`,
    ];
    const started = performance.now();
    for (const line of lines) suppress(candidate({ first: line, above: line, ruleId: 'none' }));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
