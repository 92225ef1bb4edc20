import { type ProofMethod, proofMethods } from '../../reception/evidence.ts';
import { stackedPlot } from '../plots/overTime.ts';
import { countsIn, periodName, whole } from '../words.ts';
import type { Figure } from './figure.ts';

const names: Readonly<Record<ProofMethod, string>> = {
  face: '顔認証',
  pin: '暗証番号',
  visual: '目視確認',
  smartphone: 'スマートフォン',
};

/** How the holder was proven. */
export const methods: Figure = {
  columns: () => proofMethods.map((each) => [names[each], ({ methods }) => methods[each]]),
  shown: {
    name: 'methods',
    title: '本人確認の方法',
    explanation: '患者さんがどの方法で本人確認をしたかを、件数で示しています。',
    description: ({ methods }) => countsIn(proofMethods, names, methods),
    plot: ({ periods }, plot) =>
      stackedPlot(
        { ...plot, periods: periods.map(({ period }) => period), labelOf: whole },
        proofMethods.map((method) => ({ name: names[method], values: periods.map(({ methods }) => methods[method]) })),
      ),
    table: ({ periods }) => [
      ['期間', ...proofMethods.map((method) => names[method])],
      ...periods.map(({ period, methods }) => [
        periodName(period),
        ...proofMethods.map((method) => whole(methods[method])),
      ]),
    ],
  },
};
