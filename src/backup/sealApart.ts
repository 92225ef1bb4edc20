import { join } from 'node:path';
import { Readable } from 'node:stream';
import { minute } from '../kernel/durations.ts';
import { WorkerCalls } from '../kernel/workerCalls.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { SealOptions } from './seal.ts';

/** What is sealed apart, and to whom. */
export interface SealApart extends SealOptions {
  /** `age1…`, one or more. */
  readonly recipients: readonly string[];
}

/** The next bytes of the sealed file; undefined after the last. */
export type SealedPiece = Result<Uint8Array<ArrayBuffer> | undefined>;

/** A database of gigabytes is read in one go, on a slow disk: past this the thread hangs. Milliseconds. */
const silenceMs = 10 * minute;

/** What broke off in the middle, by its number. */
export class SealingBroken extends Error {}

/**
 * The sealed file of a kiosk that runs, made on a thread of its own: databases are read whole, and compressed, and no
 * patient's press waits for that. It is read no faster than whoever gets it takes it; given up, the thread ends. An
 * error in the middle destroys the stream with {@link SealingBroken}.
 *
 * Errors: U-708 a recipient is no key; U-714 something that goes along cannot be read.
 *
 * @param root project root: the thread is built JavaScript, also under test
 */
export async function sealedApart(options: SealApart, root: string): Promise<Result<Readable>> {
  const worker = new WorkerCalls<'more', SealedPiece>({
    file: join(root, 'dist', 'src', 'backup', 'sealWorker.js'),
    startWith: options,
    without: (loss) => failed('U-714', loss.kind === 'lost' ? loss.detail : loss.kind),
    silenceMs,
  });
  // Whether it can be made at all is known before anybody is told that it comes.
  const first = await worker.ask('more');
  if (!first.ok) {
    await worker.close();
    return first;
  }
  const bytes = Readable.from(piecesFrom(worker, first), { objectMode: false });
  bytes.once('close', () => void worker.close());
  return ok(bytes);
}

async function* piecesFrom(
  worker: WorkerCalls<'more', SealedPiece>,
  first: SealedPiece,
): AsyncGenerator<Uint8Array, void> {
  for (let piece = first; ; piece = await worker.ask('more')) {
    if (!piece.ok) throw new SealingBroken(`${piece.problem.code} ${piece.problem.detail ?? ''}`.trim());
    if (!piece.value) return;
    yield piece.value;
  }
}
