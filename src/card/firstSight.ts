import { failed, ok, type Result } from '../problem/result.ts';
import type { CardChannel, CardReader } from './reader.ts';

/** What lies on a reader when one looks at it. */
export interface FirstSight {
  readonly reader: string;
  /** Undefined where no card lies there. */
  readonly card: CardChannel | undefined;
}

/** A reader that has a card says so within its first half second; nothing for this long means there is none. */
const noCardMs = 1_500;
/** A reader that is there says so sooner than this, or reports itself lost. */
const noReaderMs = 5_000;

/** Watches the reader until it is clear what is on it. Errors: U-104 no reader, U-101 a card without answer. */
export function firstSight(reader: CardReader): Promise<Result<FirstSight>> {
  return new Promise((resolve, reject) => {
    let name = '';
    let limit = setTimeout(() => resolve(failed('U-104', 'the reader does not report')), noReaderMs);
    const settle = (result: Result<FirstSight>) => {
      clearTimeout(limit);
      resolve(result);
    };
    reader
      .watch((event) => {
        if (event.type === 'reader.ready') {
          name = event.reader;
          clearTimeout(limit);
          limit = setTimeout(() => settle(ok({ reader: name, card: undefined })), noCardMs);
        }
        if (event.type === 'card.placed') settle(ok({ reader: name, card: event.card }));
        if (event.type === 'reader.lost' || event.type === 'card.failed') settle({ ok: false, problem: event.problem });
      })
      .catch(reject);
  });
}
