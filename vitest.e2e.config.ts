import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/tools/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
