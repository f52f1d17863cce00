import { defineConfig } from 'vitest/config';

/** Measurements, not tests: run by `npm run bench`, never by `npm test`. */
export default defineConfig({
  test: {
    include: ['test/bench/*.bench.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
