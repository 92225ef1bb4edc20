import { ok, type Result } from '../problem/result.ts';
import { isAuditEventType } from './catalogue.ts';
import { type AuditPaths, asAudit, openTrailForReading } from './trailStore.ts';

/** A trail holds millions after some years, and whoever counts may be serving patients. */
const mostCounted = 20_000;

/**
 * How many records there are of each event since `from` (ISO 8601), among the newest 20,000, beside a kiosk that may be
 * running; `total` is the number of the newest. Errors: U-507, also where there is no trail.
 */
export function recordCounts(paths: AuditPaths, from: string): Result<Readonly<Record<string, number>>> {
  const opened = openTrailForReading(paths);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    return asAudit(() => {
      const rows = database
        .prepare<[number, string], { readonly event: string; readonly count: number }>(
          `SELECT event, count(*) AS count FROM (SELECT event, at FROM record ORDER BY sequence DESC LIMIT ?)
           WHERE at >= ? GROUP BY event ORDER BY event`,
        )
        .all(mostCounted, from);
      const total = Number(database.prepare('SELECT max(sequence) FROM record').pluck().get());
      const known = rows.filter(({ event }) => isAuditEventType(event)).map(({ event, count }) => [event, count]);
      return ok({ total, ...Object.fromEntries(known) });
    });
  } finally {
    database.close();
  }
}
