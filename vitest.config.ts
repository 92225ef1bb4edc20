import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/testing/longestFirst.ts';

// XState prints its warnings (an assign that does nothing, say) only under the `development` condition.
const conditions = ['development', 'node', 'import', 'module', 'default'];
// A limit only tells a test that hangs from a slow machine; no test measures time by it.
const limits = { pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000 } as const;

/**
 * One file at a time: what exists once on a machine (pcscd, its socket, the virtual readers), and what needs the whole
 * machine to be itself (a cluster of three servers whose members time each other out, processes killed under load, a
 * patient before a kiosk with its browser and its face match, cameras that must be late and not merely slow).
 */
const alone = ['tests/alone/*.test.ts'];

/** Longer than a change should wait for: run by themselves (`npm run test:long`) before an issue is called done. */
const long = ['tests/long/*.test.ts'];

/**
 * Rooms whose tests take everything back that they change in their own process: they share one set of loaded modules,
 * since loading the house anew for each of two hundred files takes longer than most of them. Not among them: tests that
 * look into this process's own memory, and those that start the whole program, which gain nothing.
 */
const shared = [
  'audit',
  'card',
  'chronicle',
  'config',
  'consent',
  'desk',
  'diagnostics',
  'docs',
  'eligibility',
  'kernel',
  'outbox',
  'practice',
  'problem',
  'reception',
  'reconciliation',
  'screen',
  'simulator',
  'statistics',
  'storage',
  'structure',
  'visit',
].map((room) => `tests/${room}/*.test.ts`);

/**
 * Where the tests' temporary files lie: in memory, where there is enough of it. No test pulls the plug, so none has to
 * wait for a disk that says it has kept everything, as the product does at each commit: a desk opens in a quarter of the time.
 */
function temporary(): Readonly<Record<string, string>> {
  const memory = '/dev/shm';
  const leastGiB = 4;
  if (process.env.TMPDIR !== undefined) return {};
  try {
    const { bavail, bsize } = statfsSync(memory);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    // Programs are put there and started, too.
    const mayStart = mount !== undefined && !mount.split(' ')[3]?.split(',').includes('noexec');
    return mayStart && bavail * bsize >= leastGiB * 1024 ** 3 ? { TMPDIR: memory } : {};
  } catch {
    return {};
  }
}

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Half of the time a test waits for a clock or another process: one worker more than there are processors.
    maxWorkers: availableParallelism() + 1,
    env: temporary(),
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { ...limits, name: 'one house', include: shared, isolate: false } },
      {
        extends: true,
        test: { ...limits, name: 'any order', include: ['tests/*/*.test.ts'], exclude: [...alone, ...long, ...shared] },
      },
      {
        extends: true,
        test: {
          ...limits,
          name: 'one at a time',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { ...limits, name: 'long', include: long, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
