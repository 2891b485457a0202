import { expect, test } from 'vitest';
import { pypiSetupPy } from '../../../lib/dependencies/manifests/pypi-setup-py.ts';

test.each([
  ['sums of itself', 'x = ["a"]\n', 'x = x + x\n'],
  ['a dictionary in itself', 'x = {"k": ["a"]}\n', 'x["k"] = x\n'],
  ['a key of itself', 'x = {"k": ["a"]}\n', 'x["k"] = x["k"] + x["k"]\n'],
])('a name that is built from itself is no endless work: %s', (_, first, again) => {
  const text = `${first}${again.repeat(3000)}setup(extras_require=x)\n`;
  const start = performance.now();
  const { packages, faults } = pypiSetupPy.parse({ path: 'setup.py', text });
  expect(performance.now() - start).toBeLessThan(3000);
  // Either all of it was read, or what was given up is said.
  expect(packages.length + faults.length).toBeGreaterThan(0);
});
