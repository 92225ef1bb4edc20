import type { Html } from '../../kernel/html.ts';
import type { PeriodStatistics, StatisticsReport } from '../report.ts';
import { cardUse } from './cardUse.ts';
import { failures } from './failures.ts';
import type { Figure, PagePart } from './figure.ts';
import { methods } from './methods.ts';
import { outcomes } from './outcomes.ts';
import { queueAge } from './queueAge.ts';
import { seconds } from './seconds.ts';
import { subsidies } from './subsidies.ts';

/** For whoever looks after the kiosk, not for the clinic's tables: the API has it. */
const inTheApiOnly: Figure = { columns: () => [], shown: { because: 'for technicians' } };

/**
 * Every figure of the schema, in the order of the desk's page: one that is counted and shown nowhere does not compile.
 */
export const figures: Readonly<Record<keyof PeriodStatistics, Figure>> = {
  period: {
    columns: () => [['期間', ({ period }) => period]],
    shown: { because: 'it names the rows' },
  },
  visits: {
    columns: () => [['受付機の利用', ({ visits }) => visits]],
    shown: { because: 'it stands at the head of the page' },
  },
  outcomes,
  cardUse,
  methods,
  failures,
  subsidies,
  seconds,
  queueAge,
  tokens: inTheApiOnly,
  faceAttempts: inTheApiOnly,
};

/** The parts of the desk's page. */
export const pageParts: readonly PagePart[] = Object.values(figures).flatMap(({ shown }) =>
  'because' in shown ? [] : [shown],
);

/** The plot of one part. */
export function plotOf(shown: PagePart, report: StatisticsReport): Html {
  const { name, title } = shown;
  return shown.plot(report, { name, title, description: shown.description(report.total) });
}
