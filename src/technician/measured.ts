import { allChecks } from '../diagnostics/catalogue.ts';
import type { CheckMeasure, Value } from '../diagnostics/check.ts';
import type { CheckReport, Report } from '../diagnostics/report.ts';
import { shownValue } from '../diagnostics/shownValue.ts';
import type { MeasuredRow } from '../screen/benchView.ts';

/** What was measured, a row for each value, against the limits of the catalogue. */
export function rowsOf({ checks }: Pick<Report, 'checks'>): readonly MeasuredRow[] {
  return checks.flatMap((report) =>
    Object.entries(report.values).map(([name, value]) => {
      const measure = measureOf(report.id, name);
      const part = name.includes('.') ? `${name.slice(0, name.lastIndexOf('.'))} ` : '';
      return {
        says: `${titleOf(report.id)}: ${part}${measure?.says ?? name}`,
        value: shownValue(value, measure) || '―',
        limit: measure ? limitOf(measure) : '',
        ok: withinLimits(value, measure),
      };
    }),
  );
}

/** One row for each check: whether it found anything. */
export function verdictsOf({ checks }: Pick<Report, 'checks'>): readonly MeasuredRow[] {
  return checks.map(({ id, ok, ms }) => ({
    says: titleOf(id),
    value: ok ? '合格' : '不合格',
    limit: `${ms} ms`,
    ok,
  }));
}

/** The values that can be plotted, each with what it is. */
export function numbersIn({ id, values }: CheckReport) {
  return Object.entries(values).flatMap(([name, value]) => {
    const measure = measureOf(id, name);
    if (typeof value !== 'number' || !measure) return [];
    return [{ says: `${titleOf(id)}: ${measure.says}`, value, measure }];
  });
}

export function titleOf(id: string): string {
  return allChecks.find((check) => check.id === id)?.title ?? id;
}

/** `10 以上 60 以下`; empty where there is no limit. */
export function limitOf({ least, most, unit = '' }: Pick<CheckMeasure, 'least' | 'most' | 'unit'>): string {
  const withUnit = (value: number) => `${value}${unit && ` ${unit}`}`;
  return [
    ...(least === undefined ? [] : [`${withUnit(least)} 以上`]),
    ...(most === undefined ? [] : [`${withUnit(most)} 以下`]),
  ].join('、');
}

function measureOf(id: string, name: string): CheckMeasure | undefined {
  return allChecks.find((check) => check.id === id)?.measures[name.slice(name.lastIndexOf('.') + 1)];
}

function withinLimits(value: Value, measure: CheckMeasure | undefined): boolean | null {
  if (typeof value !== 'number' || !measure || (measure.least === undefined && measure.most === undefined)) return null;
  return value >= (measure.least ?? Number.NEGATIVE_INFINITY) && value <= (measure.most ?? Number.POSITIVE_INFINITY);
}
