import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate, migrations, versionOf } from '../src/outbox/migrations.ts';
import { openOutbox } from '../src/outbox/outbox.ts';
import { unwrap } from '../src/problem/result.ts';
import { sampleReception, temporaryOutbox, temporaryPaths } from './support/queue.ts';

describe('migrating the queue', () => {
  it('brings what is waiting along', () => {
    const { database } = openedTwice();
    const nextStep = 'ALTER TABLE journal ADD COLUMN note TEXT';
    expect(migrate(database, [...migrations, nextStep]).ok).toBe(true);
    expect(versionOf(database)).toBe(migrations.length + 1);
    expect(database.prepare('SELECT count(*) FROM journal WHERE note IS NULL').pluck().get()).toBe(1);
  });

  it('takes no step twice', () => {
    const { database } = openedTwice();
    expect(migrate(database).ok).toBe(true);
    expect(versionOf(database)).toBe(migrations.length);
  });

  it('undoes a step that fails half way, and says so', () => {
    const { database } = openedTwice();
    const broken = 'CREATE TABLE half (x INTEGER); ALTER TABLE nothing ADD COLUMN y TEXT';
    expect(migrate(database, [...migrations, broken])).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(versionOf(database)).toBe(migrations.length);
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    expect(database.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  });

  it('refuses a queue that a newer program wrote, and leaves it alone', () => {
    const paths = temporaryPaths();
    const newer = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    unwrap(newer.record(sampleReception()));
    newer.store.database.pragma(`user_version = ${migrations.length + 1}`);
    newer.close();

    expect(openOutbox({ ...paths, sinks: ['webhook'] })).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    const file = new Database(join(paths.folder, 'outbox.sqlite'));
    onTestFinished(() => {
      file.close();
    });
    expect(file.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  });
});

/** A queue with one reception, opened by a second start. */
function openedTwice(): { database: Database.Database } {
  const paths = temporaryPaths();
  const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
  unwrap(first.record(sampleReception()));
  first.close();
  return { database: temporaryOutbox(paths).store.database };
}
