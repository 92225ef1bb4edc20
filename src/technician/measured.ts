import { allChecks } from '../diagnostics/catalogue.ts';
import type { Check, CheckMeasure, Value } from '../diagnostics/check.ts';
import { type CheckReport, isNotice, type Report } from '../diagnostics/report.ts';
import { shownValue } from '../diagnostics/shownValue.ts';
import { namedValue } from '../diagnostics/valueName.ts';
import type { MeasuredRow } from '../screen/benchView.ts';

/** What was measured, a row for each value, against the limits of the catalogue. */
export function rowsOf({ checks }: Pick<Report, 'checks'>): readonly MeasuredRow[] {
  return checks.flatMap((report) =>
    Object.entries(report.values).map(([name, value]) => {
      const { says, measure } = namedValue(checkOf(report.id), name);
      return {
        says: `${titleOf(report.id)}: ${says}`,
        value: shownValue(value, measure) || '―',
        limit: measure ? limitOf(measure) : '',
        ok: withinLimits(value, measure),
      };
    }),
  );
}

/** One row for each check: whether it found anything, and more than a notice. */
export function verdictsOf({ checks, findings }: Pick<Report, 'checks' | 'findings'>): readonly MeasuredRow[] {
  return checks.map(({ id, ok, ms }) => {
    const passed = findings.filter((each) => each.id.startsWith(`${id}.`)).every(isNotice);
    return {
      says: titleOf(id),
      value: `${passed ? (ok ? '合格' : '合格（参考あり）') : '不合格'}、${ms} ms`,
      limit: '',
      ok: passed,
    };
  });
}

/** The values that can be plotted, each with what it is. */
export function numbersIn({ id, values }: CheckReport) {
  return Object.entries(values).flatMap(([name, value]) => {
    const { says, measure } = namedValue(checkOf(id), name);
    if (typeof value !== 'number' || !measure) return [];
    return [{ says: `${titleOf(id)}: ${says}`, value, measure }];
  });
}

export function titleOf(id: string): string {
  return checkOf(id)?.title ?? id;
}

function checkOf(id: string): Check | undefined {
  return allChecks.find((check) => check.id === id);
}

/** `10 以上 60 以下`; empty where there is no limit. */
export function limitOf({ least, most, unit = '' }: Pick<CheckMeasure, 'least' | 'most' | 'unit'>): string {
  const withUnit = (value: number) => `${value}${unit && ` ${unit}`}`;
  return [
    ...(least === undefined ? [] : [`${withUnit(least)} 以上`]),
    ...(most === undefined ? [] : [`${withUnit(most)} 以下`]),
  ].join('、');
}

function withinLimits(value: Value, measure: CheckMeasure | undefined): boolean | null {
  if (typeof value !== 'number' || !measure || (measure.least === undefined && measure.most === undefined)) return null;
  return value >= (measure.least ?? Number.NEGATIVE_INFINITY) && value <= (measure.most ?? Number.POSITIVE_INFINITY);
}
