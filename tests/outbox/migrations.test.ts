import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { listEntries, readPayload } from '../../src/outbox/inspection.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { queueSchema } from '../../src/outbox/schema.ts';
import { seal } from '../../src/outbox/seal.ts';
import type { OutboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { keySourceOf, readOrCreateKeyring } from '../../src/storage/keyring.ts';
import { migrate, versionOf } from '../../src/storage/migrate.ts';
import { makePrivateFolder } from '../../src/storage/privateFile.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { sampleReception, scriptedSink, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

describe('migrating the queue', () => {
  test('brings what is waiting along', () => {
    const { database } = openedTwice();
    const nextStep = 'ALTER TABLE journal ADD COLUMN note TEXT';
    expect(migrate(database, [...queueSchema, nextStep]).ok).toBe(true);
    expect(versionOf(database)).toBe(queueSchema.length + 1);
    expect(database.prepare('SELECT count(*) FROM journal WHERE note IS NULL').pluck().get()).toBe(1);
  });

  test('takes no step twice', () => {
    const { database } = openedTwice();
    expect(migrate(database, queueSchema).ok).toBe(true);
    expect(versionOf(database)).toBe(queueSchema.length);
  });

  test('undoes a step that fails half way, and says so', () => {
    const { database } = openedTwice();
    const broken = 'CREATE TABLE half (x INTEGER); ALTER TABLE nothing ADD COLUMN y TEXT';
    expect(migrate(database, [...queueSchema, broken])).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(versionOf(database)).toBe(queueSchema.length);
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    expect(database.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  });

  test('refuses a queue that a newer program wrote, and leaves it alone', () => {
    const paths = temporaryPaths();
    const newer = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    unwrap(newer.record(sampleReception()));
    newer.store.database.pragma(`user_version = ${queueSchema.length + 1}`);
    newer.close();

    expect(openOutbox({ ...paths, sinks: ['webhook'] })).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    const file = new Sqlite(join(paths.folder, 'outbox.sqlite'));
    onTestFinished(() => {
      file.close();
    });
    expect(file.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  });
});

describe('from version 1', () => {
  test('everything is there, opens, goes on where it was, and gives pages back from now on', async () => {
    const paths = temporaryPaths();
    const receptions = firstVersion(paths);
    const outbox = temporaryOutbox({ ...paths, now: () => 5_000_000 });
    const { database } = outbox.store;
    expect(versionOf(database)).toBe(queueSchema.length);
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 1, parked: 1, oldestAt: 2 });
    expect(unwrap(listEntries(outbox.store, 10))).toMatchObject([
      { id: receptions[3].id, deliveries: [{ state: 'parked', attempts: 3, problem: { code: 'U-503' } }] },
      { id: receptions[2].id, deliveries: [{ state: 'delivered' }] },
      { id: receptions[1].id, deliveries: [{ state: 'waiting' }] },
      { id: receptions[0].id, wipedAt: new Date(4).toISOString() },
    ]);
    for (const { id } of receptions.slice(1)) {
      expect(unwrap(readPayload(outbox.store, id, 1))?.toString('utf8')).toContain(id);
    }
    // The retention goes on counting from when it was delivered.
    expect(unwrap(wipeDelivered(outbox.store, 4_000_000)).count).toBe(1);
    unwrap(outbox.record(sampleReception()));
    const sink = scriptedSink(() => ({ kind: 'taken' }));
    const delivery = startDelivery({ outbox, sinks: [sink] });
    await vi.waitFor(() => expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 1 }));
    await delivery.stop();
    expect(sink.offered.map(({ key }) => key)).toContain(`${receptions[1].id}.v1`);
    expect(sink.offered).toHaveLength(2);
  });

  test('a queue with nothing in it, too', () => {
    const paths = temporaryPaths();
    firstVersion(paths, 0);
    expect(unwrap(temporaryOutbox(paths).backlog())).toMatchObject({ waiting: 0, parked: 0 });
  });
});

/** A queue as the first version of this program left it: wiped, waiting, delivered and parked. */
function firstVersion(paths: OutboxPaths, count = 4) {
  const keys = unwrap(readOrCreateKeyring(keySourceOf(paths.keyFile, undefined)));
  makePrivateFolder(paths.folder);
  const database = new Sqlite(join(paths.folder, 'outbox.sqlite'));
  database.pragma('journal_mode = WAL');
  unwrap(migrate(database, queueSchema.slice(0, 1)));
  const receptions = [sampleReception(), sampleReception(), sampleReception(), sampleReception()] as const;
  const states = ['delivered', 'waiting', 'delivered', 'parked'];
  for (const [at, { id, version }] of receptions.slice(0, count).entries()) {
    const sequence = at + 1;
    database
      .prepare('INSERT INTO reception VALUES (?, ?, ?, ?, ?)')
      .run(sequence, id, version, sequence, at === 0 ? 4 : null);
    if (at > 0) {
      const { keyId, nonce, ciphertext, tag } = seal(
        keys.current,
        { id, version, recordedAt: sequence, sinks: '["webhook"]', provisional: 0 },
        Buffer.from(JSON.stringify({ id })),
      );
      const sealed = Buffer.concat([ciphertext, tag]);
      database.prepare('INSERT INTO payload VALUES (?, ?, ?, ?)').run(sequence, keyId, nonce, sealed);
    }
    database
      .prepare(
        `INSERT INTO delivery (reception, sink, state, due_at, attempts, problem_code, settled_at)
         VALUES (?, 'webhook', ?, ?, 3, ?, ?)`,
      )
      .run(sequence, states[at], sequence, at === 3 ? 'U-503' : null, at === 1 ? null : 1_000_000);
  }
  database.close();
  return receptions;
}

/** A queue with one reception, opened by a second start. */
function openedTwice(): { database: Database } {
  const paths = temporaryPaths();
  const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
  unwrap(first.record(sampleReception()));
  first.close();
  return { database: temporaryOutbox(paths).store.database };
}
