import { stringify } from 'csv-stringify/sync';
import { figures } from './figures/figures.ts';
import type { StatisticsReport } from './report.ts';

/** The report for spreadsheets: a Japanese header row, one row a period, empty cells where there is nothing. */
export function statisticsCsv({ periods, total }: StatisticsReport): string {
  // Last what has as many columns as there were kinds: the others keep their places from month to month.
  const { failures, ...others } = figures;
  const columns = [...Object.values(others), failures].flatMap((figure) => figure.columns(total));
  const rows = periods.map((statistics) => columns.map(([, read]) => read(statistics)));
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return stringify([columns.map(([name]) => name), ...rows], { bom: true });
}
