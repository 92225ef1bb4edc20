import { stringify } from 'csv-stringify/sync';
import { proofMethods } from '../reception/evidence.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import type { PeriodStatistics, StatisticsReport } from './report.ts';
import { timedSteps } from './report.ts';
import { visitOutcomes } from './visitSummary.ts';
import { methodNames, outcomeNames, problemName, stepNames, subsidyNames } from './words.ts';

type Column = readonly [name: string, read: (statistics: PeriodStatistics) => string | number | null];

/** The report for spreadsheets: a Japanese header row, one row a period, empty cells where there is nothing. */
export function statisticsCsv({ periods, total }: StatisticsReport): string {
  const columns: readonly Column[] = [
    ...Object.values(columnsOf).flat(),
    ...total.failures.flatMap(({ problem }) => failureColumns(problem)),
  ];
  const rows = periods.map((statistics) => columns.map(([, read]) => read(statistics)));
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return stringify([columns.map(([name]) => name), ...rows], { bom: true });
}

/** The columns of every figure but the failures, whose are as many as there were kinds; in the order of the table. */
const columnsOf: Readonly<Record<Exclude<keyof PeriodStatistics, 'failures'>, readonly Column[]>> = {
  period: [['期間', ({ period }) => period]],
  visits: [['受付機の利用', ({ visits }) => visits]],
  outcomes: visitOutcomes.map((each): Column => [outcomeNames[each], ({ outcomes }) => outcomes[each]]),
  cardUse: [
    ['カードで確認', ({ cardUse }) => cardUse.card],
    ['番号で確認', ({ cardUse }) => cardUse.numbers],
    ['カード利用率', ({ cardUse }) => (cardUse.rate === null ? null : Number(cardUse.rate.toFixed(4)))],
  ],
  methods: proofMethods.map((each): Column => [methodNames[each], ({ methods }) => methods[each]]),
  subsidies: subsidyAnswers.map(
    (each): Column => [`医療費助成 ${subsidyNames[each]}`, ({ subsidies }) => subsidies[each]],
  ),
  seconds: timedSteps.flatMap((step): readonly Column[] => [
    [`${stepNames[step]} 中央値（秒）`, ({ seconds }) => seconds[step]?.median ?? null],
    [`${stepNames[step]} 9割（秒）`, ({ seconds }) => seconds[step]?.p90 ?? null],
  ]),
  queueAge: [
    ['送信待ち 中央値（秒）', ({ queueAge }) => queueAge?.median ?? null],
    ['送信待ち 9割（秒）', ({ queueAge }) => queueAge?.p90 ?? null],
    ['送信待ち 最長（秒）', ({ queueAge }) => queueAge?.longest ?? null],
  ],
  // For whoever looks after the kiosk, not for the clinic's tables: the API has them.
  tokens: [],
  faceAttempts: [],
};

function failureColumns(problem: PeriodStatistics['failures'][number]['problem']): readonly Column[] {
  const of = ({ failures }: PeriodStatistics) => failures.find((each) => each.problem === problem);
  return [
    [`${problemName(problem)}（未完了）`, (statistics) => of(statistics)?.failed ?? 0],
    [`${problemName(problem)}（完了）`, (statistics) => of(statistics)?.overcome ?? 0],
  ];
}
