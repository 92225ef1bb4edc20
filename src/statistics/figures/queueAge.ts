import { linePlot } from '../plots/overTime.ts';
import type { PeriodStatistics } from '../report.ts';
import { duration, percent, periodName } from '../words.ts';
import type { Figure } from './figure.ts';

/** How long receptions waited for the clinic's systems. */
export const queueAge: Figure = {
  columns: () => [
    ['送信待ち 中央値（秒）', ({ queueAge }) => queueAge?.median ?? null],
    ['送信待ち 9割（秒）', ({ queueAge }) => queueAge?.p90 ?? null],
    ['送信待ち 最長（秒）', ({ queueAge }) => queueAge?.longest ?? null],
  ],
  shown: {
    name: 'queue-age',
    title: '院内システムへの送信待ち',
    explanation:
      '受付の記録が院内システムに届くまでの待ち時間です。長い日は、院内システムやネットワークが止まっていた可能性があります。',
    description: ({ queueAge }) =>
      queueAge
        ? `${percent(queueAge.emptyShare)} の時間は送信待ちがありませんでした。いちばん長い待ちは約 ${duration(queueAge.longest)} です。`
        : '記録はありません。',
    plot: ({ periods }, plot) => {
      const values = (read: (age: NonNullable<PeriodStatistics['queueAge']>) => number) =>
        periods.map((period) => (period.queueAge ? read(period.queueAge) : null));
      return linePlot({ ...plot, periods: periods.map(({ period }) => period), labelOf: duration }, [
        { name: 'いちばん長い待ち', values: values(({ longest }) => longest) },
        { name: '9割の時間はこれ以下', values: values(({ p90 }) => p90) },
      ]);
    },
    table: ({ periods }) => [
      ['期間', '送信待ちがなかった時間', '9割の時間はこれ以下', 'いちばん長い待ち'],
      ...periods.map(({ period, queueAge }) => [
        periodName(period),
        percent(queueAge?.emptyShare ?? null),
        queueAge ? duration(queueAge.p90) : '—',
        queueAge ? duration(queueAge.longest) : '—',
      ]),
    ],
  },
};
