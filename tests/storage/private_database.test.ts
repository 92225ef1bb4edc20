import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import type { Durability } from '../../src/storage/durable.ts';
import { versionOf } from '../../src/storage/migrate.ts';
import { openExistingPrivateDatabase, openPrivateDatabase } from '../../src/storage/privateDatabase.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const first = 'CREATE TABLE word (text TEXT NOT NULL) STRICT';
const second = 'ALTER TABLE word ADD COLUMN length INTEGER';

describe('a private database', () => {
  test('is closed to everybody else, its log too, also where it was open before', () => {
    const folder = join(temporaryFolder(), 'words');
    opened(folder, [first]).close();
    chmodSync(folder, 0o755);
    for (const end of ['', '-wal', '-shm']) {
      writeFileSync(join(folder, `words.sqlite${end}`), '', { flag: 'a' });
      chmodSync(join(folder, `words.sqlite${end}`), 0o644);
    }

    const database = opened(folder, [first]);
    database.exec("INSERT INTO word VALUES ('one')");

    expect(modeOf(folder)).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect(modeOf(join(folder, `words.sqlite${end}`))).toBe(0o600);
  });

  test.each([
    ['every commit outlasts a power cut, unless', undefined, 2],
    ['it is said that the last ones need not', 'all-but-the-last', 1],
  ] as const)('%s', (_name, durability, synchronous) => {
    const database = opened(join(temporaryFolder(), 'words'), [first], durability);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(synchronous);
    expect(database.pragma('secure_delete', { simple: true })).toBe(1);
  });

  test('is brought to the newest schema; the last word knows the version there was', () => {
    const folder = join(temporaryFolder(), 'words');
    opened(folder, [first]).close();
    const versions: number[] = [];
    const database = unwrap(
      openPrivateDatabase(plan(folder, [first, second]), (open, before) => {
        versions.push(before, versionOf(open));
        return ok(undefined);
      }),
    );
    database.close();
    expect(versions).toEqual([1, 2]);
  });

  test('is closed again where the last word says no', () => {
    const seen: Database[] = [];
    const refused = openPrivateDatabase(plan(join(temporaryFolder(), 'words'), [first]), (database) => {
      seen.push(database);
      return failed('U-504');
    });
    expect(problemOf(refused)).toBe('U-504');
    expect(seen[0]?.open).toBe(false);
  });

  test('of a newer program is left as it is: U-501', () => {
    const folder = join(temporaryFolder(), 'words');
    opened(folder, [first, second]).close();
    expect(problemOf(openPrivateDatabase(plan(folder, [first])))).toBe('U-501');
  });

  test.each([
    ['its first page', 0],
    ['a page in the middle', 3 * 8192],
  ])('that is damaged in %s is U-506, and not written to', (_name, at) => {
    const folder = join(temporaryFolder(), 'words');
    const file = join(folder, 'words.sqlite');
    const whole = opened(folder, [first]);
    const insert = whole.prepare('INSERT INTO word VALUES (?)');
    for (let row = 0; row < 100; row++) insert.run('w'.repeat(1_000));
    whole.close();
    const bytes = readFileSync(file).fill(0xa5, at, at + 4_096);
    writeFileSync(file, bytes);

    expect(problemOf(openPrivateDatabase(plan(folder, [first])))).toBe('U-506');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('that another process runs on is opened without being made or migrated', () => {
    const folder = join(temporaryFolder(), 'words');
    expect(problemOf(openExistingPrivateDatabase(plan(folder, [first]), 'read'))).toBe('U-501');
    expect(existsSync(folder)).toBe(false);

    const running = opened(folder, [first]);
    running.exec("INSERT INTO word VALUES ('one')");
    expect(problemOf(openExistingPrivateDatabase(plan(folder, [first, second]), 'write'))).toBe('U-501');

    const reader = unwrap(openExistingPrivateDatabase(plan(folder, [first]), 'read'));
    onTestFinished(() => void reader.close());
    expect(reader.prepare('SELECT text FROM word').pluck().all()).toEqual(['one']);
    expect(() => reader.exec("INSERT INTO word VALUES ('two')")).toThrow(/readonly/);

    const writer = unwrap(openExistingPrivateDatabase(plan(folder, [first]), 'write'));
    onTestFinished(() => void writer.close());
    expect(writer.pragma('synchronous', { simple: true })).toBe(2);
  });
});

function plan(folder: string, schema: readonly string[], durability: Durability = 'every-commit') {
  return { name: 'book of words', folder, fileName: 'words.sqlite', schema, durability };
}

function opened(folder: string, schema: readonly string[], durability?: Durability): Database {
  const database = unwrap(openPrivateDatabase(plan(folder, schema, durability)));
  onTestFinished(() => void database.close());
  return database;
}

function problemOf(result: Result<unknown>): string | undefined {
  return result.ok ? undefined : result.problem.code;
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}
