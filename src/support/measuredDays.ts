import { stringify } from 'csv-stringify/sync';
import type { Check } from '../diagnostics/check.ts';
import { figureNamed } from '../diagnostics/history/figures.ts';
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
  const rows = days.flatMap(({ name, start, count, sum, mean, least, most }) => {
    const figure = figureNamed(name);
    const measure = figure ? { ...figure, title: '受付機' } : measureNamed(checks, name);
    if (!measure) return [];
    const { title, says, unit = '' } = measure;
    return [[tokyoDate(start), name, title, says, unit, count, ...[sum, mean, least, most].map(rounded)]];
  });
  return stringify([['日', '名前', '点検', '測ったもの', '単位', '回数', '合計', '平均', '最小', '最大'], ...rows], {
    bom: true,
  });
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
