import { workerData } from 'node:worker_threads';
import { answerCalls } from '../kernel/workerAnswers.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { sealer } from './recipients.ts';
import { sealed } from './seal.ts';
import type { SealApart, SealedPiece } from './sealApart.ts';

// Seals on a thread of its own. Started by sealApart.ts, whose `workerData` a thread cannot type.
const { recipients, ...options } = workerData as SealApart;
let pieces: AsyncIterator<Uint8Array> | undefined;

answerCalls<'more', SealedPiece>(
  async () => {
    try {
      const reading = pieces ?? (await begun());
      if ('ok' in reading) return reading;
      pieces = reading;
      const { value, done } = await reading.next();
      return ok(done ? undefined : Uint8Array.from(value));
    } catch (error) {
      return failed('U-714', error instanceof Error ? error.message : String(error));
    }
  },
  { handOver: (piece) => (piece.ok && piece.value ? [piece.value.buffer] : []) },
);

async function begun(): Promise<AsyncIterator<Uint8Array> | Extract<Result<never>, { ok: false }>> {
  const sealing = await sealer(recipients);
  if (!sealing.ok) return sealing;
  return (await sealed(sealing.value, options)).bytes[Symbol.asyncIterator]();
}
