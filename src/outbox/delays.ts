import { day, hour, minute, second } from '../kernel/durations.ts';

/** Every waiting time of the queue, in milliseconds, and why it is what it is. Tests change single values. */
export const deliveryDelays = {
  /** First pause after the receiver was not there: as long as a web server takes to restart a worker. */
  outageBaseMs: 500,
  /** Longest pause while the receiver is away: a probe each half minute costs nothing and is back soon after it is. */
  outageCapMs: 30 * second,
  /** First pause after the receiver took offence at this one reception. */
  refusalBaseMs: second,
  /** Longest pause for one reception, while all others go on. */
  refusalCapMs: 15 * minute,
  /** A receiver that asks for more patience than this (`Retry-After`) is asked again anyway. */
  retryAfterCapMs: hour,
  /** How soon work another process made due (`queue retry`) is noticed. */
  pollMs: 5 * second,
  /** How much longer than a sink's own time limit a claim lasts before another loop may take it over. */
  leaseMarginMs: 5 * second,
  /** How long a delivered payload is kept, sealed, for the day a receiver lost it. */
  retentionMs: day,
  /** How long a provisional reception is kept for its later version: longer than any outage, and not for ever. */
  unreconciledMs: 14 * day,
  /** How long what became of a reception is kept after its payload: whoever asks about last year still gets an answer. */
  historyMs: 400 * day,
  /** Who came in this recently goes before a backlog: the patient stands at the desk now. */
  freshMs: 2 * minute,
  /** How often delivered payloads are looked through. */
  retentionEveryMs: 10 * minute,
} as const;

export type DeliveryDelays = { readonly [key in keyof typeof deliveryDelays]: number };

/** How often a receiver may refuse one reception before a person has to look at it: about three hours of trying. */
export const refusalLimit = 20;
