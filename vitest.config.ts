import { defineConfig } from 'vitest/config';

/** Tests that start the built program. The build is made once, and only when one of them runs. */
const BUILT = ['test/program/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: BUILT } },
      { extends: true, test: { name: 'built', include: BUILT, globalSetup: 'test/helpers/build.ts', testTimeout: 120_000 } },
    ],
  },
});
