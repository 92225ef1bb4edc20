import { renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listEntries, readPayload } from '../../src/outbox/inspection.ts';
import { postAll } from '../../src/outbox/journal.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import { makeDurable } from '../../src/storage/durable.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { sampleReception, temporaryFolder, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

describe('recording a reception', () => {
  test('commits one row, which says whom it is owed to', () => {
    const outbox = temporaryOutbox({ sinks: ['webhook', 'fhir'] });
    expect(outbox.record(sampleReception())).toEqual({ ok: true, value: undefined });
    expect(count(outbox.store.database, 'journal')).toBe(1);
    expect(count(outbox.store.database, 'delivery')).toBe(0);
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 2, parked: 0 });

    expect(unwrap(postAll(outbox.store))).toBe(1);
    expect(unwrap(postAll(outbox.store))).toBe(0);
    expect(count(outbox.store.database, 'delivery')).toBe(2);
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 2, parked: 0 });
  });

  test('leaves nothing when the disk fails before the commit', () => {
    let fails = true;
    const outbox = temporaryOutbox({
      beforeCommit: () => {
        if (fails) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    });
    expect(outbox.record(sampleReception())).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(count(outbox.store.database, 'journal')).toBe(0);

    fails = false;
    expect(outbox.record(sampleReception()).ok).toBe(true);
  });

  test('leaves nothing where the flush fails, and may be tried again', async () => {
    const outbox = temporaryOutbox();
    const { database } = outbox.store;
    // Without its name nobody finds the log to flush it.
    renameSync(`${database.name}-wal`, `${database.name}-gone`);
    const reception = sampleReception();
    expect(await outbox.recordApart(reception)).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(count(database, 'journal')).toBe(0);
    renameSync(`${database.name}-gone`, `${database.name}-wal`);
    expect(await outbox.recordApart(reception)).toMatchObject({ ok: true });
    expect(count(database, 'journal')).toBe(1);
  });

  test('answers U-501 when the database itself is full', () => {
    const outbox = temporaryOutbox();
    const { database } = outbox.store;
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
    const address = 'あ'.repeat(20_000);
    const reception = sampleReception();
    const full = outbox.record({ ...reception, eligibility: { ...reception.eligibility, address } });
    expect(full).toMatchObject({
      ok: false,
      problem: { code: 'U-501', detail: expect.stringContaining('SQLITE_FULL') },
    });
    expect(count(database, 'journal')).toBe(0);
  });

  test('refuses the same version of a reception twice and takes the next', () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    expect(outbox.record(reception).ok).toBe(true);
    expect(outbox.record(reception)).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(outbox.record({ ...reception, version: 2 }).ok).toBe(true);
  });

  test('keeps a version that another process recorded again, and leaves it to a person', () => {
    const paths = temporaryPaths();
    const reception = sampleReception();
    for (const outbox of [temporaryOutbox(paths), temporaryOutbox(paths)]) unwrap(outbox.record(reception));
    const { store } = temporaryOutbox(paths);
    unwrap(postAll(store));
    expect(unwrap(listEntries(store, 10))).toMatchObject([
      { id: `${reception.id}#2`, deliveries: [{ state: 'parked', problem: { code: 'U-503' } }] },
      { id: reception.id, deliveries: [{ state: 'waiting' }] },
    ]);
    expect(unwrap(readPayload(store, `${reception.id}#2`, 1))?.toString('utf8')).toBe(JSON.stringify(reception));
  });

  test('never gives a number twice, though what is done is wiped', () => {
    const outbox = temporaryOutbox({ sinks: [] });
    for (const _each of [1, 2, 3]) {
      unwrap(outbox.record(sampleReception()));
      unwrap(postAll(outbox.store));
      unwrap(wipeDelivered(outbox.store, 0));
    }
    expect(outbox.store.database.prepare('SELECT sequence FROM reception').pluck().all()).toEqual([1, 2, 3]);
    expect(count(outbox.store.database, 'journal')).toBe(0);
  });

  test('throws what only a bug can do, and records nothing', () => {
    const outbox = temporaryOutbox({
      beforeCommit: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => outbox.record(sampleReception())).toThrow('a bug');
    expect(count(outbox.store.database, 'journal')).toBe(0);
  });
});

describe('the file it is recorded in', () => {
  test('is flushed at every commit, and what is deleted is overwritten', () => {
    const { database } = temporaryOutbox().store;
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('secure_delete', { simple: true })).toBe(1);
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    const strict = database.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all();
    expect(strict).toEqual(
      expect.arrayContaining([
        { name: 'reception', strict: 1 },
        { name: 'journal', strict: 1 },
        { name: 'delivery', strict: 1 },
      ]),
    );
  });

  test('is not used where that cannot be had', () => {
    // A database in memory has no write-ahead log: it says `memory` whatever it is asked.
    const database = new Sqlite(':memory:');
    onTestFinished(() => {
      database.close();
    });
    expect(makeDurable(database)).toMatchObject({ ok: false, problem: { code: 'U-501' } });
  });

  test('is closed to everyone else, and so are its log and its key', () => {
    const paths = temporaryPaths();
    const outbox = temporaryOutbox(paths);
    outbox.record(sampleReception());
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect(mode(paths.folder)).toBe('700');
    for (const end of ['', '-wal', '-shm']) expect(mode(join(paths.folder, `outbox.sqlite${end}`))).toBe('600');
    expect(mode(paths.keyFile)).toBe('600');
  });

  test('comes back as U-501 when it cannot be made', () => {
    const base = temporaryFolder();
    writeFileSync(join(base, 'a-file'), 'where a folder should be');
    const opened = openOutbox({ folder: join(base, 'a-file', 'outbox'), keyFile: join(base, 'outbox.key'), sinks: [] });
    expect(opened).toMatchObject({ ok: false, problem: { code: 'U-501' } });
  });
});

function count(database: Database, table: 'journal' | 'delivery'): unknown {
  return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}
