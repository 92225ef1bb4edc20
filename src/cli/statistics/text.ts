import { proofMethods } from '../../reception/evidence.ts';
import { visitOutcomes } from '../../reception/visitOutcome.ts';
import { askedSubsidies } from '../../statistics/figures/subsidies.ts';
import { type PeriodStatistics, type StatisticsReport, timedSteps } from '../../statistics/report.ts';

/** The lines of a figure; or why it has none. */
type Said = ((total: PeriodStatistics) => readonly string[]) | { readonly because: string };

const inJsonOnly: Said = { because: 'it is for technicians, who have it from --json' };

/** Every figure of the schema, in the order of the report: one that is counted and not said here does not compile. */
const said: Readonly<Record<keyof PeriodStatistics, Said>> = {
  period: { because: 'the days stand at the head' },
  visits: ({ visits, outcomes }) => [
    `visits      ${visits}: ${visitOutcomes.map((each) => `${outcomes[each]} ${each}`).join(', ')}`,
  ],
  outcomes: { because: 'they stand beside the visits' },
  cardUse: ({ cardUse: { card, numbers, rate } }) => [
    `card use    ${card} of ${card + numbers} confirmations${rate === null ? '' : ` = ${(rate * 100).toFixed(1)} %`}`,
  ],
  methods: ({ methods }) => [`methods     ${proofMethods.map((each) => `${methods[each]} ${each}`).join(', ')}`],
  subsidies: ({ subsidies }) => [
    `PMH         ${askedSubsidies.map((each) => `${subsidies[each]} ${each}`).join(', ')}`,
  ],
  failures: ({ failures }) =>
    failures.map(
      ({ problem, failed, overcome }) => `failure     ${problem}: ${failed} visits ended, ${overcome} went on`,
    ),
  seconds: ({ seconds }) =>
    timedSteps.flatMap((step) => {
      const times = seconds[step];
      return times ? [`seconds     ${step}: median ${times.median}, nine in ten within ${times.p90}`] : [];
    }),
  queueAge: ({ queueAge: age }) => [
    age
      ? `queue age   median ${age.median} s, nine in ten within ${age.p90} s, longest ${age.longest} s`
      : 'queue age   not sampled',
  ],
  tokens: inJsonOnly,
  faceAttempts: inJsonOnly,
};

/** The whole of a report for a terminal. Days and months are in `--json` and in `csv`. */
export function reportLines({ from, to, total }: StatisticsReport): string {
  const figures = Object.values(said).flatMap((lines) => ('because' in lines ? [] : lines(total)));
  return `${[`${from} to ${to}`, ...figures].join('\n')}\n`;
}
