import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import type { Reception } from '../../reception/reception.ts';
import { type ArrivalSummary, summaryOf } from './shown.ts';

/** One arrival as a line among the others of its day. */
export interface ListedArrival extends ArrivalSummary {
  /** The how-manieth arrival of the same person on that day: 2 and more for 本日2回目. */
  readonly visitOfDay: number;
}

/** The list, in the order it came in. */
export function listedArrivals(arrivals: readonly Arrival[], now: number): readonly ListedArrival[] {
  const counts = new Map<string, number>();
  const oldestFirst = arrivals.toSorted((one, other) =>
    one.reception.receivedAt.localeCompare(other.reception.receivedAt),
  );
  const visitOfDay = new Map(
    oldestFirst.map(({ reception }) => {
      const who = whoCame(reception);
      const count = (counts.get(who) ?? 0) + 1;
      counts.set(who, count);
      return [reception.id, count] as const;
    }),
  );
  return arrivals.map((arrival) => ({
    ...summaryOf(arrival, now),
    visitOfDay: visitOfDay.get(arrival.reception.id) ?? 1,
  }));
}

/** The same text for two arrivals of one person on one day: by the certificate, without one by what was told of them. */
function whoCame({ id, receivedAt, token, person }: Reception): string {
  const known = token.serial ?? (person && `${person.name} ${person.birthdate}`);
  // Of whom nothing is known nobody can say that they came before.
  return known ? `${startOfTokyoDay(receivedAt)} ${known}` : id;
}
