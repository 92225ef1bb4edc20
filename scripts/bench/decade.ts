// npm run bench:decade: what a report on ten years takes, and how long it holds the thread on which visits run; beside it
// the same report on that thread.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { unwrap } from '../../src/problem/result.ts';
import type { ReportForm } from '../../src/statistics/reports.ts';
import { openStatistics, readStatistics } from '../../src/statistics/statistics.ts';
import { fillYears } from './manyYears.ts';

const tenYears = { from: '2016-12-01', to: '2026-11-25', by: 'day' } as const;
const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bench-decade-'));
const statistics = unwrap(openStatistics({ folder }));

try {
  process.stdout.write(`${fillYears(folder, tenYears).toLocaleString('en')} counts of ten years\n`);
  await whole('page');
  for (const form of ['page', 'json', 'csv'] as const) await watched(form, whole(form));
  await watched('nothing, as long', delay(8_000));
  const since = performance.now();
  unwrap(readStatistics(folder, tenYears));
  say('read on the thread of the visits itself', performance.now() - since, performance.now() - since);
} finally {
  await statistics.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The longest turn of this thread until `work` is done: what else the machine does is in it, see `nothing`. */
async function watched(what: string, work: Promise<unknown>): Promise<void> {
  const since = performance.now();
  let [done, longest, last] = [false, 0, since];
  const ended = work.finally(() => {
    done = true;
  });
  while (!done) {
    await setImmediate();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  await ended;
  say(what, performance.now() - since, longest);
}

async function whole(form: ReportForm): Promise<void> {
  const written = await statistics.reports.write(tenYears, form);
  if (written === 'busy') throw new Error('nobody else asks');
  unwrap(written);
}

function say(what: string, tookMs: number, heldMs: number): void {
  process.stdout.write(`${what}: ${tookMs.toFixed(0)} ms, the thread held for ${heldMs.toFixed(0)} ms at most\n`);
}
