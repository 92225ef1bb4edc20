import type { Arrival } from '../../outbox/arrivals.ts';
import { describedPerson } from '../../reception/describedPerson.ts';
import { type Settled, settledName } from './settledBook.ts';
import { type Want, wantsAttention } from './wantsAttention.ts';

/** One line of 要対応, as the page and programs get it. */
export interface AttentionItem extends Want {
  /** UUID of the reception. */
  readonly reception: string;
  readonly receivedAt: string;
  readonly name: string | null;
  /** Who has seen to it, and when; null while nobody has. */
  readonly settled: Pick<Settled, 'staff' | 'initials' | 'settledAt'> | null;
}

/**
 * What wants attention of these arrivals: the oldest first, since it has waited longest. What was settled before today
 * is left out.
 * @param today when today began, milliseconds since the epoch
 */
export function attentionItems(
  arrivals: readonly Arrival[],
  settled: ReadonlyMap<string, Settled>,
  today: number,
): readonly AttentionItem[] {
  return arrivals
    .flatMap((arrival) =>
      wantsAttention(arrival, today).map((want): AttentionItem => {
        const { id, receivedAt } = arrival.reception;
        const mark = settled.get(settledName({ reception: id, why: want.why }));
        const name = describedPerson(arrival.reception)?.name || null;
        return { ...want, reception: id, receivedAt, name, settled: mark ? signOf(mark) : null };
      }),
    )
    .filter((item) => item.settled === null || item.settled.settledAt >= today)
    .toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
}

function signOf({ staff, initials, settledAt }: Settled): AttentionItem['settled'] {
  return { staff, initials, settledAt };
}
