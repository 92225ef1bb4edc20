import type { Memo, Parcel } from '../../../src/outbox/sinks/sink.ts';
import { ok } from '../../../src/problem/result.ts';
import type { Reception } from '../../../src/reception/reception.ts';

/** A reception as the delivery loop hands it to a sink; the same `memo` for each attempt at one delivery. */
export function parcelOf(reception: Reception, memo: Memo = emptyMemo()): Parcel {
  return {
    idempotencyKey: `${reception.id}.v${reception.version}`,
    body: Buffer.from(JSON.stringify(reception), 'utf8'),
    memo,
  };
}

/** A memo that lasts as long as the test. */
export function emptyMemo(): Memo & { text: string | undefined } {
  const memo = {
    text: undefined as string | undefined,
    read: () => ok(memo.text),
    write: (text: string) => {
      memo.text = text;
      return ok(undefined);
    },
  };
  return memo;
}
