import { join } from 'node:path';
import { dayAfter } from '../../src/statistics/calendar.ts';
import { databaseName } from '../../src/statistics/database.ts';
import { timedSteps } from '../../src/statistics/report.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';

/** Counts of a clinic with some hundred visits a day, by what is counted and its parts. */
const counted: Readonly<Record<string, readonly string[]>> = {
  outcome: ['done', 'provisional', 'abandoned'],
  token: ['card'],
  subsidy: ['no-data'],
  confirmation: ['card', 'numbers'],
  method: ['face', 'pin', 'visual'],
  'face-attempts': ['1', '2', '3', '4'],
  failure: ['U-201', 'U-301', 'U-302'],
  overcome: ['U-301', 'U-302'],
};

/** Fills the counters of `folder`, which are open, with every day of the range. Returns how many counts there are. */
export function fillYears(folder: string, { from, to }: { readonly from: string; readonly to: string }): number {
  const database = new Sqlite(join(folder, databaseName));
  const put = database.prepare('INSERT OR IGNORE INTO cell (day, measure, part, bucket, count) VALUES (?, ?, ?, ?, ?)');
  const fill = database.transaction(() => {
    for (let day = from, at = 0; day <= to; day = dayAfter(day, 1), at += 1) {
      for (const [measure, parts] of Object.entries(counted)) {
        for (const part of parts) put.run(day, measure, part, 0, 1 + (at % 50));
      }
      for (const step of timedSteps) {
        for (let bucket = 0; bucket < 8; bucket += 1) put.run(day, 'seconds', step, 10 + ((at + bucket * 3) % 40), 5);
      }
      for (let bucket = 0; bucket < 6; bucket += 1) put.run(day, 'queue-age', 'oldest', bucket * 3, 10);
    }
  });
  fill();
  const count = Number(database.prepare('SELECT count(*) FROM cell').pluck().get());
  database.close();
  return count;
}
