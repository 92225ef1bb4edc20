import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { unwrap } from '../problem/result.ts';
import { openPrivateDatabase } from '../storage/privateDatabase.ts';

/** One reception as the clinic system holds it. */
export interface HeldReception {
  readonly idempotencyKey: string;
  /** When it was first taken, ISO 8601. */
  readonly receivedAt: string;
  /** How often it was offered since, the first time included. */
  readonly deliveries: number;
  readonly reception: unknown;
}

/** A second body under a key that was taken already. */
export interface Conflict {
  readonly idempotencyKey: string;
  readonly receivedAt: string;
}

const schema = [
  `
  CREATE TABLE IF NOT EXISTS reception (
    idempotency_key TEXT PRIMARY KEY,
    received_at     TEXT NOT NULL,
    deliveries      INTEGER NOT NULL DEFAULT 1,
    digest          TEXT NOT NULL,
    body            BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS conflict (idempotency_key TEXT NOT NULL, received_at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS lasting_fault (kind TEXT PRIMARY KEY) STRICT;
`,
];

/**
 * What the clinic system keeps. It stands for another machine, so it has a database of its own, which outlives the
 * kiosk's process, and takes a reception so that it outlives that process. Not a power cut: in here its flush would hold the kiosk up.
 */
export class ClinicStore {
  private readonly database: Database;

  constructor(folder: string) {
    const durability = 'all-but-the-last';
    this.database = unwrap(
      openPrivateDatabase({ name: 'clinic', folder, fileName: 'clinic.sqlite', schema, durability }),
    );
  }

  /** Takes a body under its key: new, offered again, or a conflict with what lies there. */
  take(idempotencyKey: string, body: Buffer, receivedAt: string): 'taken' | 'known' | 'conflict' {
    const digest = createHash('sha256').update(lasting(body)).digest('hex');
    return this.database
      .transaction(() => {
        const { changes } = this.database
          .prepare('INSERT OR IGNORE INTO reception (idempotency_key, received_at, digest, body) VALUES (?, ?, ?, ?)')
          .run(idempotencyKey, receivedAt, digest, body);
        if (changes === 1) return 'taken';
        const again = this.database
          .prepare('UPDATE reception SET deliveries = deliveries + 1 WHERE idempotency_key = ? AND digest = ?')
          .run(idempotencyKey, digest);
        if (again.changes === 1) return 'known';
        this.database.prepare('INSERT INTO conflict VALUES (?, ?)').run(idempotencyKey, receivedAt);
        return 'conflict';
      })
      .immediate();
  }

  /** In the order they were taken. */
  receptions(): readonly HeldReception[] {
    return this.database
      .prepare<[], Omit<HeldReception, 'reception'> & { readonly body: Buffer }>(
        `SELECT idempotency_key AS idempotencyKey, received_at AS receivedAt, deliveries, body
         FROM reception ORDER BY rowid`,
      )
      .all()
      .map(({ body, ...held }) => ({ ...held, reception: JSON.parse(body.toString('utf8')) }));
  }

  conflicts(): readonly Conflict[] {
    return this.database
      .prepare<[], Conflict>(
        'SELECT idempotency_key AS idempotencyKey, received_at AS receivedAt FROM conflict ORDER BY rowid',
      )
      .all();
  }

  /** Kinds of faults that last until they are cleared. */
  lastingFaults(): readonly string[] {
    return this.database.prepare<[], string>('SELECT kind FROM lasting_fault').pluck().all();
  }

  keepFaults(kinds: readonly string[]): void {
    this.database
      .transaction(() => {
        this.database.exec('DELETE FROM lasting_fault');
        for (const kind of kinds) this.database.prepare('INSERT OR IGNORE INTO lasting_fault VALUES (?)').run(kind);
      })
      .immediate();
  }

  close(): void {
    this.database.close();
  }
}

/**
 * What of a body must be the same whenever it is offered again. That a consent has run out since is said on delivery,
 * and is the one thing that may differ.
 */
function lasting(body: Buffer): string {
  const text = body.toString('utf8');
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'expired' ? undefined : value));
}
