import { catalogue, type ProblemCode } from '../../problem/catalogue.ts';
import { barPlot } from '../plots/bars.ts';
import type { PeriodStatistics } from '../report.ts';
import { whole } from '../words.ts';
import type { Column, Figure } from './figure.ts';

/** Bars that are still read. */
const mostCauses = 10;

/** What went wrong, by the number shown last. */
export const failures: Figure = {
  columns: (total) => total.failures.flatMap(({ problem }) => columnsOf(problem)),
  shown: {
    name: 'failures',
    title: 'うまくいかなかった原因',
    explanation:
      '画面に出た番号ごとの件数です。「最後は受付できた」は、やり直しや別の方法で受付が終わったものです。番号の意味はエラー番号の一覧をご覧ください。',
    description: ({ failures }) =>
      failures.length === 0
        ? 'うまくいかなかった受付はありません。'
        : failures
            .slice(0, mostCauses)
            .map(({ problem, failed }) => `${nameOf(problem)} ${whole(failed)} 件`)
            .join('、'),
    plot: ({ total }, plot) =>
      barPlot(
        { ...plot, parts: ['受付できなかった', '最後は受付できた'] },
        total.failures.slice(0, mostCauses).map(({ problem, failed, overcome }) => ({
          name: nameOf(problem),
          value: failed,
          end: failed + overcome,
          label: `${whole(failed + overcome)} 件`,
        })),
      ),
    table: ({ total }) => [
      ['原因', '受付できなかった', '最後は受付できた'],
      ...total.failures.map(({ problem, failed, overcome }) => [nameOf(problem), whole(failed), whole(overcome)]),
    ],
  },
};

function columnsOf(problem: ProblemCode): readonly Column[] {
  const of = ({ failures }: PeriodStatistics) => failures.find((each) => each.problem === problem);
  return [
    [`${nameOf(problem)}（未完了）`, (statistics) => of(statistics)?.failed ?? 0],
    [`${nameOf(problem)}（完了）`, (statistics) => of(statistics)?.overcome ?? 0],
  ];
}

/** A number of the catalogue with the words the patient read beside it. */
function nameOf(code: ProblemCode): string {
  return `${code} ${catalogue[code].patient.ja}`;
}
