import type { Database } from 'better-sqlite3';
import { tokyoDate } from '../kernel/tokyoTime.ts';
import { ok, type Problem, type Result } from '../problem/result.ts';
import { type Notes, notesIn } from '../storage/notes.ts';
import { periodOf, periodsBetween } from './calendar.ts';
import { type Cell, cellsOf, queueAgeCell } from './cells.ts';
import { asStatistics, damageAlerts, openStatisticsDatabase, openStatisticsForReading } from './database.ts';
import { type ReportQuery, reportQuerySchema } from './query.ts';
import type { StatisticsReport } from './report.ts';
import { Reports } from './reports.ts';
import { type CountedCell, Tally } from './tally.ts';
import { type VisitSummary, visitSummarySchema } from './visitSummary.ts';

/** The statistics of a clinic: counters by day, nothing about a person. */
export interface Statistics {
  /** Counts one visit, under the day it ended. Errors: U-509. Throws where the summary does not follow its schema. */
  add(summary: VisitSummary): Result<void>;
  /** Counts one confirmation by typed numbers at the desk that no visit at the kiosk belongs to. Errors: U-509. */
  addDeskConfirmation(): Result<void>;
  /** Counts one sample of the queue, to be taken at even intervals. Errors: U-509. */
  queueAge(sample: QueueSample): Result<void>;
  /** Reports on these counters. */
  readonly reports: Pick<Reports, 'write'>;
  /** U-509 for each damaged file that was set aside and that nobody has looked after yet. */
  readonly alerts: readonly Problem[];
  /** What other rooms leave here, so that it does not lie beside what it is about. */
  readonly notes: Notes;
  close(): Promise<void>;
}

/** What is wanted of the outbox's backlog. */
export interface QueueSample {
  /** When the oldest reception that is not delivered was recorded, ms since the epoch; undefined where none waits. */
  readonly oldestAt: number | undefined;
}

export interface StatisticsOptions {
  /** Of the counters alone: `statisticsFolder(dataFolder)`. */
  readonly folder: string;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** Opens the counters of a kiosk; a damaged file is set aside and counting begins anew, see `alerts`. Errors: U-509. */
export function openStatistics({ folder, now = Date.now }: StatisticsOptions): Result<Statistics> {
  const opened = openStatisticsDatabase(folder, now());
  if (!opened.ok) return opened;
  const database = opened.value;
  const increment = database.prepare(
    `INSERT INTO cell (day, measure, part, bucket, count) VALUES (@day, @measure, @part, @bucket, 1)
     ON CONFLICT (day, measure, part, bucket) DO UPDATE SET count = count + 1`,
  );
  const countAll = database.transaction((day: string, cells: readonly Cell[]) => {
    for (const cell of cells) increment.run({ day, ...cell });
  });
  const count = (at: number, cells: readonly Cell[]): Result<void> =>
    asStatistics(() => ok(countAll.immediate(tokyoDate(at), cells)));

  const reports = new Reports(folder);

  return ok({
    add: (summary) => {
      const visit = followingSchema(summary);
      return count(visit.endedAt, cellsOf(visit));
    },
    addDeskConfirmation: () => count(now(), [{ measure: 'confirmation', part: 'numbers', bucket: 0 }]),
    queueAge: ({ oldestAt }) => {
      const at = now();
      return count(at, [queueAgeCell(oldestAt === undefined ? 0 : Math.max(0, at - oldestAt) / 1_000)]);
    },
    reports,
    alerts: damageAlerts(folder),
    notes: notesIn(database),
    async close() {
      database.close();
      await reports.close();
    },
  });
}

/**
 * Reports beside a running kiosk, and on a copy of its data folder. Holds the thread for seconds where the days are
 * many: inside a kiosk see {@link Reports}. Throws where the query does not follow its schema. Errors: U-509, also where
 * there are no statistics.
 */
export function readStatistics(folder: string, query: ReportQuery): Result<StatisticsReport> {
  const opened = openStatisticsForReading(folder);
  if (!opened.ok) return opened;
  try {
    return reportFrom(opened.value, query);
  } finally {
    opened.value.close();
  }
}

function reportFrom(database: Database, query: ReportQuery): Result<StatisticsReport> {
  const { from, to, by } = reportQuerySchema.parse(query);
  return asStatistics(() => {
    const cells = database
      .prepare<[string, string], CountedCell>(
        'SELECT day, measure, part, bucket, count FROM cell WHERE day BETWEEN ? AND ?',
      )
      .all(from, to);
    const total = new Tally();
    const periods = new Map(periodsBetween(from, to, by).map((period) => [period, new Tally()]));
    for (const cell of cells) {
      total.add(cell);
      periods.get(periodOf(cell.day, by))?.add(cell);
    }
    return ok({
      schemaVersion: 1,
      from,
      to,
      by,
      timeZone: 'Asia/Tokyo',
      periods: [...periods].map(([period, tally]) => tally.counted(period)),
      total: total.counted(`${from}/${to}`),
    });
  });
}

/** The last look before counting: whatever is not a count, a word of a list or a time is refused, and not repeated. */
function followingSchema(summary: VisitSummary): VisitSummary {
  const parsed = visitSummarySchema.safeParse(summary);
  if (parsed.success) return parsed.data;
  // The name of the field alone: what is below it may be what must not be repeated.
  const where = parsed.error.issues.map(({ path, code }) => `${String(path[0] ?? 'summary')} ${code}`);
  throw new TypeError(`the summary of a visit does not follow its schema: ${where.join(', ')}`);
}
