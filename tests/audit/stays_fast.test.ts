import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { databaseFile } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import { makeDurable } from '../../src/storage/durable.ts';
import { temporaryAuditPaths, temporaryTrail, visitEvents } from '../support/audit/auditTrails.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

it('what a visit adds costs a patient nothing they would notice, also with 200,000 records behind it', () => {
  const paths = temporaryAuditPaths();
  // Never signed by count within what is measured: that is measured by itself.
  const trail = temporaryTrail({ ...paths, anchorEveryRecords: 1_000_000 });
  const visit = (): void => {
    for (const event of visitEvents(trail)) unwrap(trail.append(event));
  };
  const bare = bareCommits();
  const early = quickest(15, visit);
  const beside = new Database(databaseFile(paths));
  beside.exec(`
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 200000)
    INSERT INTO record SELECT n + 1000000, '2026-04-01T00:00:00.000Z', 'service.in', '{}', zeroblob(32), zeroblob(32), zeroblob(32)
    FROM counted;
  `);
  beside.close();
  const late = quickest(15, visit);
  const signing = quickest(15, () => {
    unwrap(trail.append({ type: 'service.in' }));
    unwrap(trail.anchor());
  });
  console.info(
    `audit: six records ${early.toFixed(1)} ms, with 200,000 behind ${late.toFixed(1)} ms, ` +
      `bare commits of the same ${bare.toFixed(1)} ms; a signature ${signing.toFixed(1)} ms`,
  );
  // Reading 200,000 rows even once takes tens of milliseconds.
  expect(late).toBeLessThan(early + 15);
  expect(early).toBeLessThan(150);
  expect(signing).toBeLessThan(100);
});

/** Six flushed commits of rows as large, with nothing else around them: what the disk alone takes. */
function bareCommits(): number {
  const database = new Database(join(temporaryFolder(), 'bare.sqlite'));
  unwrap(makeDurable(database));
  database.exec('CREATE TABLE bare (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO bare (bytes) VALUES (?)');
  const bytes = Buffer.alloc(280, 7);
  const ms = quickest(15, () => {
    for (let each = 0; each < 6; each += 1) insert.run(bytes);
  });
  database.close();
  return ms;
}

/** Milliseconds of the run that nobody else on this machine disturbed. */
function quickest(runs: number, work: () => void): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}
