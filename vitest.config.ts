import { defineConfig } from 'vitest/config';

// XState prints its warnings (an assign that does nothing, say) only under the `development` condition.
const conditions = ['development', 'node', 'import', 'module', 'default'];
const shared = { pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

/**
 * One file at a time: what exists once on a machine (pcscd, its socket, the virtual readers), and what needs the whole
 * machine to be itself (a cluster of three servers whose members time each other out, processes killed under load).
 */
const oneAtATime = ['tests/machine/*.test.ts', 'tests/stream_*.test.ts', 'tests/torture_*.test.ts'];

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Left to itself vitest keeps one processor free, which is half of a kiosk's.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { ...shared, name: 'any order', include: ['tests/*.test.ts'], exclude: oneAtATime } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'one at a time',
          include: oneAtATime,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
