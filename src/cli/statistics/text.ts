import { proofMethods } from '../../reception/evidence.ts';
import { visitOutcomes } from '../../reception/visitOutcome.ts';
import { askedSubsidies } from '../../statistics/figures/subsidies.ts';
import { type StatisticsReport, timedSteps } from '../../statistics/report.ts';

/** The whole of a report for a terminal. Days and months are in `--json` and in `csv`. */
export function reportLines({ from, to, total }: StatisticsReport): string {
  const { visits, outcomes, cardUse, methods, failures, subsidies, seconds, queueAge } = total;
  const rate = cardUse.rate === null ? '' : ` = ${(cardUse.rate * 100).toFixed(1)} %`;
  const lines = [
    `${from} to ${to}`,
    `visits      ${visits}: ${visitOutcomes.map((each) => `${outcomes[each]} ${each}`).join(', ')}`,
    `card use    ${cardUse.card} of ${cardUse.card + cardUse.numbers} confirmations${rate}`,
    `methods     ${proofMethods.map((each) => `${methods[each]} ${each}`).join(', ')}`,
    `PMH         ${askedSubsidies.map((each) => `${subsidies[each]} ${each}`).join(', ')}`,
    ...failures.map(
      ({ problem, failed, overcome }) => `failure     ${problem}: ${failed} visits ended, ${overcome} went on`,
    ),
    ...timedSteps.flatMap((step) => {
      const times = seconds[step];
      return times ? [`seconds     ${step}: median ${times.median}, nine in ten within ${times.p90}`] : [];
    }),
    queueAge
      ? `queue age   median ${queueAge.median} s, nine in ten within ${queueAge.p90} s, longest ${queueAge.longest} s`
      : 'queue age   not sampled',
  ];
  return `${lines.join('\n')}\n`;
}
