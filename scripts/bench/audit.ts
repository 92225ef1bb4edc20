// npm run bench:audit: what a visit adds to the audit trail, and one signature, with few and with many records behind
// it, beside bare commits of the same size on the same disk.
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEvent } from '../../src/audit/catalogue.ts';
import { type AuditTrail, openAuditTrail } from '../../src/audit/trail.ts';
import { auditPaths, databaseFile } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { benchBehind } from './behind.ts';

/** A record with its three digests, about. */
const recordBytes = 280;

benchBehind('audit', (folder) => {
  const paths = auditPaths(join(folder, 'data'));
  // Never signed by count within what is measured: that is measured by itself.
  const trail = unwrap(openAuditTrail({ ...paths, anchorEveryRecords: 10_000_000 }));
  return {
    works: [
      {
        name: 'the six records of a visit',
        run: () => {
          for (const event of visitEvents(trail)) unwrap(trail.append(event));
        },
      },
      {
        name: 'a record and a signature',
        run: () => {
          unwrap(trail.append({ type: 'service.in' }));
          unwrap(trail.anchor());
        },
      },
    ],
    bare: { commits: 6, bytes: recordBytes },
    putBehind: (from, to) => putBehind(databaseFile(paths), from, to),
    close: () => trail.close(),
  };
});

/** Rows from far above the sequence of those that are measured; chained to nothing. */
function putBehind(file: string, from: number, to: number): void {
  const beside = new Sqlite(file);
  beside.exec(`
    WITH RECURSIVE counted (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM counted WHERE n < ${to})
    INSERT INTO record
    SELECT n + 1000000, '2026-04-01T00:00:00.000Z', 'service.in', '{}', zeroblob(32), zeroblob(32), zeroblob(32)
    FROM counted WHERE n > ${from}`);
  beside.close();
}

/** What one visit leaves in the trail. */
function visitEvents(into: AuditTrail): readonly AuditEvent[] {
  const [visit, reception] = [uuidv7(), uuidv7()];
  return [
    { type: 'visit.begun', visit, token: 'card' },
    { type: 'identity.proven', visit, method: 'face', subject: into.subjectOf('4f0c1b2a3d4e5f60'), attempts: 1 },
    { type: 'consent.given', visit, agreed: ['medication'], refused: ['checkup'] },
    { type: 'reception.recorded', visit, reception, version: 1, provisional: false },
    { type: 'visit.ended', visit, outcome: 'done' },
    { type: 'desk.looked-at', staff: 's-12', what: 'arrival', reception },
  ];
}
