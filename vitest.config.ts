import { defineConfig } from 'vitest/config';
import { Order } from './test/helpers/order.ts';

/** Tests that start the built program. The build is made once, and only when one of them runs. */
const BUILT = ['test/program/**/*.test.ts'];

export default defineConfig({
  test: {
    // Long enough for a busy machine: these catch what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: '100%',
    // No test changes what another one imports, and to import all transforms takes longer than most files.
    isolate: false,
    sequence: { sequencer: Order },
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: BUILT } },
      { extends: true, test: { name: 'built', include: BUILT, globalSetup: 'test/helpers/build.ts' } },
    ],
  },
});
