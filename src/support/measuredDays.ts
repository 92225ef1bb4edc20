import { stringify } from 'csv-stringify/sync';
import type { Check } from '../diagnostics/check.ts';
import type { History, Span } from '../diagnostics/history/history.ts';
import { day } from '../kernel/durations.ts';
import { startOfTokyoDay, tokyoDate } from '../kernel/tokyoTime.ts';
import { ok, type Result } from '../problem/result.ts';
import { measureNamed } from './toldChecks.ts';

/** How far back a bundle looks. Days, today among them. */
export const bundleDays = 14;

/** What was measured under one name on one day. */
export interface MeasuredDay extends Span {
  readonly name: string;
}

/** Every value of the last {@link bundleDays}, by name and day. Errors: U-640. */
export function measuredDays(history: History, now: number): Result<readonly MeasuredDay[]> {
  const names = history.names();
  if (!names.ok) return names;
  const from = startOfTokyoDay(now) - (bundleDays - 1) * day;
  const all: MeasuredDay[] = [];
  for (const name of names.value) {
    const spans = history.byDay(name, from);
    if (!spans.ok) return spans;
    all.push(...spans.value.map((span) => ({ ...span, name })));
  }
  return ok(all);
}

/** As a table for spreadsheets, UTF-8. What is in no catalogue of checks is left out. */
export function measuredTable(checks: readonly Check[], days: readonly MeasuredDay[]): string {
  const rows = days.flatMap(({ name, start, count, mean, least, most }) => {
    // The program counts its own starts beside the checks.
    const measure = name === 'kiosk.starts' ? { title: '受付機', says: '起動' } : measureNamed(checks, name);
    if (!measure) return [];
    const unit = 'unit' in measure ? (measure.unit ?? '') : '';
    return [[tokyoDate(start), name, measure.title, measure.says, unit, count, rounded(mean), least, most]];
  });
  return stringify([['日', '名前', '点検', '測ったもの', '単位', '回数', '平均', '最小', '最大'], ...rows], {
    bom: true,
  });
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
