import type { Problem } from '../problem/result.ts';
import type { SinkName } from './sinks/sinkNames.ts';

/** One version of one reception on its way to one sink. */
interface OneDelivery {
  readonly sink: SinkName;
  /** Of the reception. */
  readonly id: string;
  readonly version: number;
}

/** What the loop tells the log, the desk and the metrics. Names no patient. */
export type DeliveryEvent =
  | ({ readonly kind: 'delivered'; readonly attempts: number } & OneDelivery)
  /** Will be tried again by itself, not before `waitMs`. */
  | ({
      readonly kind: 'postponed';
      readonly waitMs: number;
      /** Absent where we ourselves cut it short. */
      readonly problem?: Problem;
    } & OneDelivery)
  /** Waits for a person. */
  | ({ readonly kind: 'parked'; readonly problem: Problem } & OneDelivery)
  /** The claim passed to another loop while this one was delivering; the receiver sorts it out by the key. */
  | ({ readonly kind: 'overtaken' } & OneDelivery)
  /** Claims of a process that is gone were taken over. */
  | { readonly kind: 'taken-over'; readonly count: number }
  | { readonly kind: 'wiped'; readonly count: number }
  /** Provisional receptions were never completed and are wiped now: staff have to make the check by hand. */
  | { readonly kind: 'never-reconciled'; readonly count: number }
  /** The queue itself cannot be read or written; it is tried again. */
  | { readonly kind: 'trouble'; readonly problem: Problem };
