import type { Database } from 'better-sqlite3';
import { day, hour, second } from '../../kernel/durations.ts';
import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import { ok, type Result } from '../../problem/result.ts';
import type { CheckReport } from '../report.ts';
import { asHistory, openHistoryDatabase, openHistoryForReading } from './database.ts';

/** How long what was measured is kept: a year and its neighbour to compare with. Days. */
export const historyDays = 400;
/** How long each hour has a row of its own; then its day has one. Days. */
export const hourlyDays = 14;

/** What was measured within an hour or a day. */
export interface Span {
  /** When it begins, milliseconds since the epoch. */
  readonly start: number;
  readonly count: number;
  readonly mean: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

/** What the checks measured over the last {@link historyDays}. Numbers only; names are `check.value`. */
export interface History {
  /** Every number of these reports, as of now. Errors: U-640; U-512 another program holds the database. */
  take(checks: readonly Pick<CheckReport, 'id' | 'values'>[]): Result<void>;
  /** Everything that was measured at all. */
  names(): Result<readonly string[]>;
  /** One name by days in Tokyo, oldest first; days without it are left out. @param from milliseconds since the epoch */
  byDay(name: string, from: number): Result<readonly Span[]>;
  close(): void;
}

export interface HistoryOptions {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Opens the history of a kiosk. Errors: U-640. */
export function openHistory({ folder, now }: HistoryOptions): Result<History> {
  const opened = openHistoryDatabase(folder, now());
  return opened.ok ? ok(historyIn(opened.value, now)) : opened;
}

/** The history beside a running kiosk, to be read. Errors: U-640, also where there is none. */
export function readHistory({ folder, now }: HistoryOptions): Result<History> {
  const opened = openHistoryForReading(folder);
  return opened.ok ? ok(historyIn(opened.value, now)) : opened;
}

interface Row {
  readonly start: number;
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

const addTo = `INSERT INTO span (name, start, seconds, count, sum, least, most)
  VALUES (@name, @start, @seconds, @count, @sum, @least, @most)
  ON CONFLICT (name, seconds, start) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum,
    least = min(least, excluded.least), most = max(most, excluded.most)`;

function historyIn(database: Database, now: () => number): History {
  let thinnedOn = 0;
  const take = database.transaction((checks: readonly Pick<CheckReport, 'id' | 'values'>[], at: number) => {
    const put = database.prepare(addTo);
    const start = Math.floor(at / hour) * (hour / second);
    for (const { id, values } of checks) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value !== 'number' || !Number.isFinite(value)) continue;
        const one = { count: 1, sum: value, least: value, most: value };
        put.run({ name: `${id}.${name}`, start, seconds: hour / second, ...one });
      }
    }
  });
  return {
    take(checks) {
      const at = now();
      return asHistory(() => {
        take.immediate(checks, at);
        if (thinnedOn !== startOfTokyoDay(at)) thin(database, at);
        thinnedOn = startOfTokyoDay(at);
        return ok(undefined);
      });
    },
    names: () =>
      asHistory(() => ok(database.prepare<[], string>('SELECT DISTINCT name FROM span ORDER BY name').pluck().all())),
    byDay: (name, from) =>
      asHistory(() => {
        const rows = database
          .prepare<[string, number], Row>(
            'SELECT start, count, sum, least, most FROM span WHERE name = ? AND start >= ? ORDER BY start',
          )
          .all(name, from / second);
        return ok(daysOf(rows));
      }),
    close: () => database.close(),
  };
}

/** Hours that are old become days, and days that are too old nothing. */
function thin(database: Database, at: number): void {
  const old = (startOfTokyoDay(at) - hourlyDays * day) / second;
  const gone = (startOfTokyoDay(at) - historyDays * day) / second;
  database
    .transaction(() => {
      const hours = database
        .prepare<[number], Row & { readonly name: string }>(
          'SELECT name, start, count, sum, least, most FROM span WHERE seconds = 3600 AND start < ?',
        )
        .all(old);
      const put = database.prepare(addTo);
      for (const each of hours) {
        put.run({ ...each, start: startOfTokyoDay(each.start * second) / second, seconds: day / second });
      }
      database.prepare('DELETE FROM span WHERE seconds = 3600 AND start < ?').run(old);
      database.prepare('DELETE FROM span WHERE start < ?').run(gone);
    })
    .immediate();
}

function daysOf(rows: readonly Row[]): readonly Span[] {
  const days = new Map<number, Row>();
  for (const row of rows) {
    const start = startOfTokyoDay(row.start * second);
    const before = days.get(start);
    days.set(start, {
      start,
      count: row.count + (before?.count ?? 0),
      sum: row.sum + (before?.sum ?? 0),
      least: Math.min(row.least, before?.least ?? row.least),
      most: Math.max(row.most, before?.most ?? row.most),
    });
  }
  return [...days.values()].map((each) => ({ ...each, mean: each.sum / each.count }));
}
