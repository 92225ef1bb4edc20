import { linePlot } from '../plots/overTime.ts';
import { percent, periodName, whole } from '../words.ts';
import type { Figure } from './figure.ts';

const title = 'カード利用率';

/** Confirmations by card among all confirmations. */
export const cardUse: Figure = {
  columns: () => [
    ['カードで確認', ({ cardUse }) => cardUse.card],
    ['番号で確認', ({ cardUse }) => cardUse.numbers],
    [title, ({ cardUse }) => (cardUse.rate === null ? null : Number(cardUse.rate.toFixed(4)))],
  ],
  shown: {
    name: 'card-use',
    title,
    explanation:
      '資格の確認のうち、マイナンバーカードやスマートフォンで確認した割合です。残りは資格確認書などの番号を入力した確認です。',
    description: ({ cardUse: { card, numbers, rate } }) =>
      `資格を確認した ${whole(card + numbers)} 件のうち、カードによるものは ${whole(card)} 件、${percent(rate)} です。`,
    plot: ({ periods }, plot) =>
      linePlot(
        { ...plot, periods: periods.map(({ period }) => period), labelOf: (value) => `${Math.round(value * 100)} %` },
        [{ name: title, values: periods.map(({ cardUse }) => cardUse.rate) }],
        1,
      ),
    table: ({ periods }) => [
      ['期間', 'カード', '番号', '利用率'],
      ...periods.map(({ period, cardUse }) => [
        periodName(period),
        whole(cardUse.card),
        whole(cardUse.numbers),
        percent(cardUse.rate),
      ]),
    ],
  },
};
