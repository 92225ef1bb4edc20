import { minute } from '../../../kernel/durations.ts';
import { httpDate } from '../../../kernel/httpDate.ts';
import type { SinkOutcome } from '../sink.ts';

/** How old a signature may be, as docs/api/clinic-webhook.yaml asks of receivers. */
const toleranceMs = 5 * minute;

/**
 * The outcome of a signature that was not accepted, with the clocks named where they alone are reason enough: looking
 * at the shared secret would be in vain.
 * @param date the answer's `Date`, what the receiver's clock said as it refused; null where it does not say.
 * @param now ours, milliseconds since the epoch. */
export function orForTheClock(outcome: SinkOutcome, date: string | null, now: number): SinkOutcome {
  const aheadMs = (httpDate(date) ?? now) - now;
  if (outcome.kind !== 'unavailable' || Math.abs(aheadMs) <= toleranceMs) return outcome;
  const minutes = Math.round(Math.abs(aheadMs) / minute);
  const detail = `${outcome.detail}, its clock is ${minutes} minutes ${aheadMs > 0 ? 'ahead' : 'behind'}`;
  return { ...outcome, detail, needs: 'clock' };
}
