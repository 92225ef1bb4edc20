import { defineConfig } from 'vitest/config';

// XState prints its warnings (an assign that does nothing, say) only under the `development` condition.
const conditions = ['development', 'node', 'import', 'module', 'default'];
// A limit only tells a test that hangs from a slow machine; no test measures time by it.
const shared = { pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000 } as const;

/**
 * One file at a time: what exists once on a machine (pcscd, its socket, the virtual readers), and what needs the whole
 * machine to be itself (a cluster of three servers whose members time each other out, processes killed under load, a
 * patient before a kiosk with its browser and its face match, cameras that must be late and not merely slow).
 */
const alone = ['tests/alone/*.test.ts'];

/**
 * Rooms whose tests start nothing and change nothing that outlives them: they share one set of loaded modules, since
 * loading the house anew for each file takes longer than testing it.
 */
const plain = [
  'audit',
  'chronicle',
  'config',
  'consent',
  'docs',
  'eligibility',
  'problem',
  'reception',
  'structure',
].map((room) => `tests/${room}/*.test.ts`);

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Left to itself vitest keeps one processor free, which is half of a kiosk's.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { ...shared, name: 'plain', include: plain, isolate: false } },
      {
        extends: true,
        test: { ...shared, name: 'any order', include: ['tests/*/*.test.ts'], exclude: [...alone, ...plain] },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'one at a time',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
