import type { Html } from '../../kernel/html.ts';
import { type ProofMethod, proofMethods } from '../../reception/evidence.ts';
import type { SubsidyAnswer } from '../../reception/subsidy.ts';
import { type PeriodStatistics, type StatisticsReport, timedSteps } from '../report.ts';
import { duration, methodNames, percent, problemName, stepNames, subsidyNames, whole } from '../words.ts';
import { barPlot } from './bars.ts';
import { linePlot, stackedPlot } from './overTime.ts';

/** The plots of a report, in the order of the page. */
export const plotNames = ['card-use', 'methods', 'failures', 'seconds', 'subsidies', 'queue-age'] as const;
export type PlotName = (typeof plotNames)[number];

/** All plots of a report, each an SVG that needs nothing else. */
export function plots(report: StatisticsReport): Readonly<Record<PlotName, Html>> {
  return {
    'card-use': cardUsePlot(report),
    methods: methodsPlot(report),
    failures: failuresPlot(report),
    seconds: secondsPlot(report),
    subsidies: subsidiesPlot(report),
    'queue-age': queueAgePlot(report),
  };
}

/** Of what PMH was asked for; `not-asked` is what stays white. */
export const askedSubsidies = [
  'used',
  'declined',
  'no-data',
  'could-not-ask',
] as const satisfies readonly SubsidyAnswer[];

function cardUsePlot(report: StatisticsReport): Html {
  const { card, numbers, rate } = report.total.cardUse;
  return linePlot(
    {
      name: 'card-use',
      title: 'カード利用率',
      description: `資格を確認した ${whole(card + numbers)} 件のうち、カードによるものは ${whole(card)} 件、${percent(rate)} です。`,
      periods: periodsOf(report),
      labelOf: (value) => `${Math.round(value * 100)} %`,
    },
    [{ name: 'カード利用率', values: report.periods.map(({ cardUse }) => cardUse.rate) }],
    1,
  );
}

function methodsPlot(report: StatisticsReport): Html {
  return stackedPlot(
    {
      name: 'methods',
      title: '本人確認の方法',
      description: countsIn(proofMethods, methodNames, report.total.methods),
      periods: periodsOf(report),
      labelOf: whole,
    },
    proofMethods.map((method: ProofMethod) => ({
      name: methodNames[method],
      values: report.periods.map(({ methods }) => methods[method]),
    })),
  );
}

const mostCauses = 10;

function failuresPlot({ total }: StatisticsReport): Html {
  const shown = total.failures.slice(0, mostCauses);
  return barPlot(
    {
      name: 'failures',
      title: 'うまくいかなかった原因',
      description:
        shown.length === 0
          ? 'うまくいかなかった受付はありません。'
          : shown.map(({ problem, failed }) => `${problemName(problem)} ${whole(failed)} 件`).join('、'),
      parts: ['受付できなかった', '最後は受付できた'],
    },
    shown.map(({ problem, failed, overcome }) => ({
      name: problemName(problem),
      value: failed,
      end: failed + overcome,
      label: `${whole(failed + overcome)} 件`,
    })),
  );
}

function secondsPlot({ total }: StatisticsReport): Html {
  const known = timedSteps.flatMap((step) => {
    const times = total.seconds[step];
    return times ? [{ name: stepNames[step], value: times.median, end: Math.max(times.median, times.p90) }] : [];
  });
  return barPlot(
    {
      name: 'seconds',
      title: '受付にかかった時間',
      description: known
        .map(({ name, value, end }) => `${name}は半分の方が ${duration(value)}、9割の方が ${duration(end)} まで`)
        .join('、'),
      parts: ['半分の方がここまで', '9割の方がここまで'],
    },
    known.map((bar) => ({ ...bar, label: `${duration(bar.value)} / ${duration(bar.end)}` })),
  );
}

function subsidiesPlot(report: StatisticsReport): Html {
  return stackedPlot(
    {
      name: 'subsidies',
      title: '医療費助成（PMH）',
      description: countsIn(askedSubsidies, subsidyNames, report.total.subsidies),
      periods: periodsOf(report),
      labelOf: whole,
    },
    askedSubsidies.map((outcome) => ({
      name: subsidyNames[outcome],
      values: report.periods.map(({ subsidies }) => subsidies[outcome]),
    })),
  );
}

function queueAgePlot(report: StatisticsReport): Html {
  const { queueAge } = report.total;
  const values = (read: (age: NonNullable<PeriodStatistics['queueAge']>) => number) =>
    report.periods.map((period) => (period.queueAge ? read(period.queueAge) : null));
  return linePlot(
    {
      name: 'queue-age',
      title: '院内システムへの送信待ち',
      description: queueAge
        ? `${percent(queueAge.emptyShare)} の時間は送信待ちがありませんでした。いちばん長い待ちは約 ${duration(queueAge.longest)} です。`
        : '記録はありません。',
      periods: periodsOf(report),
      labelOf: duration,
    },
    [
      { name: 'いちばん長い待ち', values: values(({ longest }) => longest) },
      { name: '9割の時間はこれ以下', values: values(({ p90 }) => p90) },
    ],
  );
}

function periodsOf({ periods }: StatisticsReport): readonly string[] {
  return periods.map(({ period }) => period);
}

function countsIn<const Key extends string>(
  keys: readonly Key[],
  names: Readonly<Record<Key, string>>,
  counts: Readonly<Record<Key, number>>,
): string {
  return keys.map((key) => `${names[key]} ${whole(counts[key])} 件`).join('、');
}
