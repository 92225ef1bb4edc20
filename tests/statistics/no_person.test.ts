import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/problem/catalogue.ts';
import { unwrap } from '../../src/problem/result.ts';
import { proofMethods } from '../../src/reception/evidence.ts';
import { subsidyAnswers } from '../../src/reception/subsidy.ts';
import { tokens } from '../../src/reception/token.ts';
import { visitOutcomes } from '../../src/reception/visitOutcome.ts';
import { steps } from '../../src/screen/view.ts';
import { databaseName } from '../../src/statistics/database.ts';
import type { Statistics } from '../../src/statistics/statistics.ts';
import { confirmations, visitSummarySchema } from '../../src/statistics/visitSummary.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { april, aVisit, openedStatistics } from '../support/statistics/statistics.ts';

/** What is known of a patient, in the forms it takes in the program. */
const personal = {
  name: '山田　花子',
  kana: 'ﾔﾏﾀﾞ ﾊﾅｺ',
  romaji: 'YAMADA HANAKO',
  birthdate: '19850412',
  address: '東京都ひいらぎ市緑町一丁目２番３号',
  serial: '4f0c1b2a3d4e5f60',
  insuredNumber: '18730001',
  pin: '4649',
};

/** What a careless caller might hand over; nothing but the run-time check stands in the way. */
function addUnchecked(statistics: Statistics, summary: object): void {
  const add: (summary: never) => unknown = statistics.add;
  Reflect.apply(add, statistics, [summary]);
}

describe('what is in the file of the statistics', () => {
  test('after visits is days, words of closed lists and counts; of no visit anything that belongs together', () => {
    const { statistics, folder } = openedStatistics({ now: () => april(3) });
    for (let each = 0; each < 30; each += 1) {
      unwrap(
        statistics.add(
          aVisit({
            endedAt: april(1) + each * 60_000 + 123,
            ...(each % 3 === 0 ? { outcome: 'problem', problem: 'U-401' } : {}),
            faceAttempts: each % 6,
          }),
        ),
      );
    }
    unwrap(statistics.addDeskConfirmation());
    unwrap(statistics.queueAge({ oldestAt: undefined }));
    const database = new Sqlite(join(folder, databaseName), { readonly: true });
    const rows = database.prepare<[], Record<string, unknown>>('SELECT * FROM cell').all();
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    database.close();
    // Of the notes only the room: they are the trail's, and its own test says what it writes.
    expect(tables).toEqual(['cell', 'note']);

    const lists = [visitOutcomes, proofMethods, tokens, subsidyAnswers, confirmations, steps, Object.keys(catalogue)];
    const words = new Set<unknown>([...lists.flat(), 'whole', 'oldest', '1', '2', '3', '4']);
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(['bucket', 'count', 'day', 'measure', 'part']);
      expect(words).toContain(row.part);
      expect(row.day).toMatch(/^2026-04-0[13]$/);
    }
    // 30 visits of six kinds leave fewer rows than visits times what each adds.
    expect(rows.length).toBeLessThan(35);
    const times = Array.from({ length: 30 }, (_, each) => `${april(1) + each * 60_000 + 123}`);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    for (const time of times) expect(files.some((bytes) => bytes.includes(time))).toBe(false);
  });

  test.each(Object.entries(personal))(
    'is never a %s: wherever it is handed over it is refused, and not repeated',
    async (_what, secret) => {
      const { statistics, folder } = openedStatistics();
      const places: readonly object[] = [
        { ...aVisit(), patient: secret },
        { ...aVisit(), [secret]: 1 },
        ...Object.keys(visitSummarySchema.shape).map((field) => ({ ...aVisit(), [field]: secret })),
        { ...aVisit(), secondsByStep: { card: secret } },
        { ...aVisit(), secondsByStep: { [secret]: 1 } },
        { ...aVisit(), secondsByStep: { card: Number(secret) || Number.NaN } },
        { ...aVisit(), faceAttempts: Number(secret) || Number.NaN },
      ];
      for (const summary of places) {
        const told = thrownBy(() => addUnchecked(statistics, summary));
        // A number of four digits is a number of seconds like any other; it ends in a bucket.
        if (told === undefined) expect(summary).toMatchObject({ secondsByStep: { card: Number(personal.pin) } });
        else expect(told).not.toContain(secret);
      }
      await statistics.close();
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name));
        for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
          expect(bytes.includes(Buffer.from(secret, encoding))).toBe(false);
        }
      }
    },
  );

  test('is refused by the database itself where it is more than a word', async () => {
    const { statistics, folder } = openedStatistics();
    const database = new Sqlite(join(folder, databaseName));
    const insert = database.prepare('INSERT INTO cell (day, measure, part, bucket, count) VALUES (?, ?, ?, ?, 1)');
    for (const text of Object.values(personal)) {
      expect(() => insert.run('2026-04-01', 'outcome', text, 0)).toThrow(/CHECK/);
      expect(() => insert.run('2026-04-01', text, 'done', 0)).toThrow(/CHECK/);
      expect(() => insert.run(text, 'outcome', 'done', 0)).toThrow(/CHECK/);
    }
    expect(() => insert.run('2026-04-01', 'outcome', 'done', '山田')).toThrow();
    expect(() => insert.run('2026-04-01', 'outcome', 'done', 1_234)).toThrow(/CHECK/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 17 }), (text) => {
        expect(() => insert.run('2026-04-01', 'outcome', text, 0)).toThrow();
      }),
      { numRuns: 30 },
    );
    database.close();
    await statistics.close();
  });
});

function thrownBy(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}
