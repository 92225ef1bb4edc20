import { type SubsidyAnswer, subsidyAnswers } from '../../reception/subsidy.ts';
import { stackedPlot } from '../plots/overTime.ts';
import { countsIn, periodName, whole } from '../words.ts';
import type { Figure } from './figure.ts';

const names: Readonly<Record<SubsidyAnswer, string>> = {
  used: '利用した',
  declined: '利用しない',
  'no-data': '登録なし',
  'could-not-ask': '問い合わせできず',
  'not-asked': '問い合わせなし',
};

/** Of what PMH was asked for; `not-asked` is what stays white. */
export const askedSubsidies = subsidyAnswers.filter((each) => each !== 'not-asked');

/** What became of the subsidies that were asked for. */
export const subsidies: Figure = {
  columns: () => subsidyAnswers.map((each) => [`医療費助成 ${names[each]}`, ({ subsidies }) => subsidies[each]]),
  shown: {
    name: 'subsidies',
    title: '医療費助成（PMH）',
    explanation: '医療費助成の受給者証を問い合わせた件数と、その結果です。',
    description: ({ subsidies }) => countsIn(askedSubsidies, names, subsidies),
    plot: ({ periods }, plot) =>
      stackedPlot(
        { ...plot, periods: periods.map(({ period }) => period), labelOf: whole },
        askedSubsidies.map((each) => ({ name: names[each], values: periods.map(({ subsidies }) => subsidies[each]) })),
      ),
    table: ({ periods }) => [
      ['期間', ...askedSubsidies.map((each) => names[each])],
      ...periods.map(({ period, subsidies }) => [
        periodName(period),
        ...askedSubsidies.map((each) => whole(subsidies[each])),
      ]),
    ],
  },
};
