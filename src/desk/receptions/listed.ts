import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import { knownAgainBy } from '../../reception/knownAgain.ts';
import type { Reception } from '../../reception/reception.ts';
import { type ArrivalSummary, summaryOf } from './shown.ts';

/** One arrival as a line among the others of its day. */
export interface ListedArrival extends ArrivalSummary {
  /** The how-manieth arrival of the same person on that day: 2 and more for 本日2回目. */
  readonly visitOfDay: number;
}

/** The list, in the order it came in. */
export function listedArrivals(arrivals: readonly Arrival[], now: number): readonly ListedArrival[] {
  const visitOfDay = visitsOfDay(arrivals.map(({ reception }) => reception));
  return arrivals.map((arrival) => ({
    ...summaryOf(arrival, now),
    visitOfDay: visitOfDay.get(arrival.reception.id) ?? 1,
  }));
}

/**
 * For each reception, by its id, the how-manieth of its person on its day it is.
 * @param receptions the newest first: two of one moment came in that order
 */
export function visitsOfDay(receptions: readonly Reception[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  const visits = new Map<string, number>();
  for (const reception of receptions
    .toReversed()
    .toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))) {
    const who = knownAgainBy(reception).map((each) => `${startOfTokyoDay(reception.receivedAt)} ${each}`);
    const visit = 1 + Math.max(0, ...who.map((each) => latest.get(each) ?? 0));
    for (const each of who) latest.set(each, visit);
    visits.set(reception.id, visit);
  }
  return visits;
}
