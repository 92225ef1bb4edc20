import type { Html } from '../../kernel/html.ts';
import type { PeriodStatistics, StatisticsReport } from '../report.ts';

/** A column for spreadsheets. */
export type Column = readonly [name: string, read: (statistics: PeriodStatistics) => string | number | null];

/** The first row is the head; the first cell of each row names it. */
export type Table = readonly (readonly string[])[];

/** A figure of the statistics, wherever it is read. A figure is a file of this folder, and stands in figures.ts. */
export interface Figure {
  /** For spreadsheets. @param total of the report: where columns are as many as there were kinds of something */
  readonly columns: (total: PeriodStatistics) => readonly Column[];
  /** On the desk's page; or why it has no place of its own there. */
  readonly shown: PagePart | { readonly because: string };
}

/** A figure as a part of the desk's page: a plot, and the same as a table for those who do not see it. */
export interface PagePart {
  /** Of the plot's file and of the ids in it. */
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  /** The plot in a sentence, for those who hear it. */
  readonly description: (total: PeriodStatistics) => string;
  /** The picture, an SVG that needs nothing else. */
  readonly plot: (report: StatisticsReport, plot: NamedPlot) => Html;
  readonly table: (report: StatisticsReport) => Table;
}

/** What every plot says of itself. */
export interface NamedPlot {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}
