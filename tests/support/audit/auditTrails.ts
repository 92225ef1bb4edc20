import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import type { AuditEvent } from '../../../src/audit/catalogue.ts';
import type { Finding } from '../../../src/audit/findings.ts';
import { type AuditOptions, type AuditTrail, openAuditTrail } from '../../../src/audit/trail.ts';
import { type AuditPaths, auditPaths, databaseFile } from '../../../src/audit/trailStore.ts';
import { type Verification, type VerifyOptions, verifyTrail } from '../../../src/audit/verify.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { Sqlite } from '../../../src/storage/sqlite.ts';
import { temporaryFolder } from '../outbox/queue.ts';

/** Where a trail in a folder of this test's own would be. */
export function temporaryAuditPaths(): AuditPaths {
  return auditPaths(join(temporaryFolder(), 'data'));
}

/** An open trail; the test closes it, or its end does. */
export function temporaryTrail(options: Partial<AuditOptions> = {}): AuditTrail {
  const trail = unwrap(openAuditTrail({ ...temporaryAuditPaths(), ...options }));
  let isOpen = true;
  const close = trail.close.bind(trail);
  trail.close = () => {
    if (isOpen) close();
    isOpen = false;
  };
  onTestFinished(() => trail.close());
  return trail;
}

/** What one visit leaves in the trail. */
export function visitEvents(trail: AuditTrail, reception: string = uuidv7()): readonly AuditEvent[] {
  const visit = uuidv7();
  const subject = trail.subjectOf('4f0c1b2a3d4e5f60');
  return [
    { type: 'visit.begun', visit, token: 'card' },
    { type: 'identity.proven', visit, method: 'face', subject, attempts: 1 },
    { type: 'consent.given', visit, agreed: ['medication'], refused: ['checkup'] },
    { type: 'reception.recorded', visit, reception, version: 1, provisional: false },
    { type: 'visit.ended', visit, outcome: 'done' },
    { type: 'desk.looked-at', staff: 's-12', what: 'arrival', reception },
  ];
}

/** The database as somebody opens it who has no business there: without the triggers, unless they do not know better. */
export function tampering(paths: AuditPaths, work: (database: Database) => void, { keepTriggers = false } = {}): void {
  const database = new Sqlite(databaseFile(paths));
  try {
    database.pragma('synchronous = OFF');
    if (!keepTriggers) database.exec('DROP TRIGGER IF EXISTS record_is_final; DROP TRIGGER IF EXISTS record_stays');
    database.transaction(() => work(database))();
  } finally {
    database.close();
  }
}

export function verified(paths: AuditPaths, options: Partial<VerifyOptions> = {}): Verification {
  return unwrap(verifyTrail(paths, { now: Date.now(), ...options }));
}

export function findingsIn(paths: AuditPaths, options: Partial<VerifyOptions> = {}): readonly Finding[] {
  return verified(paths, options).findings;
}
