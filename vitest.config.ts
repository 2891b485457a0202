import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { compileKernels } from './scripts/compile-kernels.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  plugins: [compileKernels()],
  define: { GATE_VERSION: JSON.stringify(version), GATE_BUILD: '"test"' },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/tools/**'],
    coverage: { provider: 'v8', include: ['lib/**'], exclude: ['lib/text/kernel/**'], thresholds: { lines: 90 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
