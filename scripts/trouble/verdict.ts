import type { Judgement } from '../kiosk/ledger.ts';
import { percentile } from '../kiosk/percentile.ts';
import { told } from './day.ts';
import type { Visit } from './visit.ts';

/** How long patients who were served waited for the machine, milliseconds. */
export interface Times {
  readonly served: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

export function timesOf(visits: readonly Visit[]): Times {
  const ms = visits.filter(({ ending }) => ending.kind === 'told').map(({ tookMs }) => Math.round(tookMs));
  return { served: ms.length, medianMs: percentile(ms, 0.5), p95Ms: percentile(ms, 0.95) };
}

/** Of fewer visits the 95th percentile is one slow patient. */
const enoughToJudge = 100;

/** A patient served in trouble may wait this many times as long. */
const slowestRatio = 2;

/** Everything that is not as it must be, a line each; empty where the day went well. */
export function faultsOf(
  { quiet, troubled, strange }: Readonly<Record<'quiet' | 'troubled' | 'strange', readonly Visit[]>>,
  { lost, doubled, altered, unproven }: Judgement,
): readonly string[] {
  const [before, during] = [timesOf(quiet), timesOf(troubled)];
  const ratio = during.p95Ms / before.p95Ms;
  const isJudged = before.served + during.served >= enoughToJudge;
  const forged = strange.filter(({ chip }) => chip === 'home-made');
  return [
    ...lost.map((each) => `lost: ${each}`),
    ...doubled.map((each) => `doubled: ${each}`),
    ...altered.map((each) => `altered: ${each}`),
    ...unproven.map((each) => `confirmed without evidence: ${each}`),
    ...(told(forged) > 0 ? [`${told(forged)} home-made chips were told that they are checked in`] : []),
    ...(isJudged && !(ratio <= slowestRatio) ? [`p95 is ${ratio.toFixed(2)} times that of quiet`] : []),
  ];
}
