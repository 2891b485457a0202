/** `gate check`: verdicts on packages that are named on the command line or on standard input. */

import { expect, test } from 'vitest';
import { gate } from './gate.ts';

test.each([
  ['npm:lodash', 'ok', 0],
  ['npm:lodahs', 'lookalike', 1],
  ['npm:event-stream@3.3.6', 'malicious', 1],
  ['npm:event-stream@4.0.1', 'ok', 0],
  ['pypi:sklearn', 'confused', 1],
  ['pip:Scikit_Learn==1.5.0', 'ok', 0],
  ['pkg:pypi/huggingface-cli', 'hallucinated', 1],
  ['npm:left-pad@1.3.0', 'deprecated', 1],
  ['npm:an-unheard-of-name-of-nobody', 'unknown', 0],
] as const)('%s is %s', (spec, verdict, code) => {
  const { status, stdout } = gate(['check', spec, '--no-config', '--format', 'json']);
  const [checked] = JSON.parse(stdout).packages;
  expect(checked).toMatchObject({ spec, verdict });
  expect(status).toBe(code);
});

test('a malicious version says so to people, and the threshold decides the exit code', () => {
  const { status, stdout } = gate(['check', 'npm:left-pad', '--no-config', '--fail-on', 'high']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^npm:left-pad: deprecated\n {2}low\[deprecated-package\]: /);
});

test('specs come from standard input, one a line, with comments', () => {
  const { stdout } = gate(['check', '--stdin', '--no-config'], { input: '# ours\nnpm:lodash\n\npypi:requests\n' });
  expect(stdout).toBe('npm:lodash: ok\npypi:requests: ok\n');
});

test.each(['lodash', 'npm:', 'nowhere:lodash', 'pkg:nothing/x'])('%s is wrong usage', spec => {
  const { status, stderr } = gate(['check', spec]);
  expect(status).toBe(2);
  expect(stderr).toContain('names no package');
});
