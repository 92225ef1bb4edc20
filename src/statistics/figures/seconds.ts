import { barPlot } from '../plots/bars.ts';
import { type PeriodStatistics, type TimedStep, timedSteps } from '../report.ts';
import { duration, whole } from '../words.ts';
import type { Figure } from './figure.ts';

const names: Readonly<Record<TimedStep, string>> = {
  card: 'カードを置く',
  identity: '本人確認',
  consent: '同意の選択',
  check: '資格の確認',
  done: '完了の画面',
  whole: '全体',
};

/** How long each step took. */
export const seconds: Figure = {
  columns: () =>
    timedSteps.flatMap((step) => [
      [`${names[step]} 中央値（秒）`, ({ seconds }) => seconds[step]?.median ?? null],
      [`${names[step]} 9割（秒）`, ({ seconds }) => seconds[step]?.p90 ?? null],
    ]),
  shown: {
    name: 'seconds',
    title: '受付にかかった時間',
    explanation:
      '受付が終わった方の、段階ごとの時間です。濃い色の端までに半分の方が、薄い色の端までに10人中9人の方が終えています。',
    description: (total) =>
      barsOf(total)
        .map(({ name, value, end }) => `${name}は半分の方が ${duration(value)}、9割の方が ${duration(end)} まで`)
        .join('、'),
    plot: ({ total }, plot) =>
      barPlot(
        { ...plot, parts: ['半分の方がここまで', '9割の方がここまで'] },
        barsOf(total).map((bar) => ({ ...bar, label: `${duration(bar.value)} / ${duration(bar.end)}` })),
      ),
    table: ({ total }) => [
      ['段階', '件数', '半分の方', '9割の方'],
      ...timedSteps.map((step) => {
        const times = total.seconds[step];
        return [
          names[step],
          whole(times?.visits ?? 0),
          times ? duration(times.median) : '—',
          times ? duration(times.p90) : '—',
        ];
      }),
    ],
  },
};

function barsOf(total: PeriodStatistics) {
  return timedSteps.flatMap((step) => {
    const times = total.seconds[step];
    return times ? [{ name: names[step], value: times.median, end: Math.max(times.median, times.p90) }] : [];
  });
}
