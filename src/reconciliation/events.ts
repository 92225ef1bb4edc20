import type { Logger } from 'pino';
import type { Problem } from '../problem/result.ts';
import type { Validity } from '../reception/answer.ts';
import type { LinkRecord } from '../reception/link/linkRecord.ts';
import type { OddNumber } from '../reception/oddNumbers.ts';

/** What the reconciliation tells the log, the desk and the metrics. Names no patient. */
export type ReconciliationEvent =
  /** The later version is on disk and owed to every sink. */
  | {
      readonly kind: 'completed';
      readonly id: string;
      readonly version: number;
      readonly validity: Validity;
      /** A mismatch is for the desk to see: the answer was somebody else's and was not kept. */
      readonly link: LinkRecord;
      readonly oddNumbers: readonly OddNumber[];
    }
  /** No answer about this one; asked again by itself, not before `waitMs`. */
  | { readonly kind: 'postponed'; readonly id: string; readonly waitMs: number; readonly problem: Problem }
  /** Neither a card nor a name is known: only a person can complete it. Told once for each. */
  | { readonly kind: 'nobody-to-ask-about'; readonly id: string }
  /** Somebody completed it while the question was under way; the answer is dropped. */
  | { readonly kind: 'overtaken'; readonly id: string }
  /** The queue cannot be read or written; tried again. */
  | { readonly kind: 'trouble'; readonly problem: Problem };

const troubles: ReadonlySet<ReconciliationEvent['kind']> = new Set(['nobody-to-ask-about', 'trouble']);

/** The events into the log. They name receptions by their ids. */
export function reconciliationLog(log: Logger): (event: ReconciliationEvent) => void {
  return (event) => {
    const { kind, ...about } = event;
    const isTrouble = troubles.has(kind) || (event.kind === 'completed' && event.link.kind === 'mismatch');
    if (isTrouble) log.warn(about, `reconciliation ${kind}`);
    else log.info(about, `reconciliation ${kind}`);
  };
}
