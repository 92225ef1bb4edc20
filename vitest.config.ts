import { defineConfig } from 'vitest/config';

// XState prints its warnings (an assign that does nothing, say) only under the `development` condition.
const conditions = ['development', 'node', 'import', 'module', 'default'];
const shared = { pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    projects: [
      { extends: true, test: { ...shared, name: 'any order', include: ['tests/*.test.ts'] } },
      {
        // pcscd, its socket and the virtual readers exist once on a machine: one file at a time.
        extends: true,
        test: {
          ...shared,
          name: 'one at a time',
          include: ['tests/machine/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
