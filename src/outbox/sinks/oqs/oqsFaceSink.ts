import { untilAborted } from '../../../kernel/untilAborted.ts';
import type { Reception } from '../../../reception/reception.ts';
import { receptionIn } from '../receptionBody.ts';
import type { Memo, Parcel, Sink, SinkOutcome } from '../sink.ts';
import type { OqsEncoding } from './encoding.ts';
import { faceFile } from './faceFile.ts';
import { Planted } from './heldFolder.ts';
import { errorCode } from './systemError.ts';
import { isObstacle, place } from './workFolder.ts';

/** The share is not mounted, or not for us: no wait ends that. */
const neverBySelf: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS']);

/** What the site's encoding could not hold. No characters beside each other, so that no name can be read from it. */
export interface LostCharacters {
  /** By this staff find the reception, and look at the name on the desk's screen. */
  readonly idempotencyKey: string;
  /** How many ● are in the file, or would be. */
  readonly count: number;
  /** `U+20BB7`: each once, in the order of the code table. */
  readonly codePoints: readonly string[];
}

export interface OqsFaceOptions {
  /** The folder that holds `face`, and `req` and `res` beside it. */
  readonly root: string;
  readonly encoding: OqsEncoding;
  /** Limit of one attempt, milliseconds. */
  readonly timeLimitMs: number;
  /** Told after a file with ● in it was written, for the staff's log. */
  readonly onLost?: (lost: LostCharacters) => void;
}

/**
 * Sink: one XML file a reception in the folder that レセコン watch, as a face-auth reader's terminal leaves it there.
 * Whatever the file system answers says something of the share and nothing of the reception: the sink waits.
 */
export function oqsFaceSink(options: OqsFaceOptions): Sink {
  const { root, encoding, timeLimitMs, onLost } = options;
  // A share that hangs holds a call for minutes, and an abort cannot call it back: the next attempt waits behind it.
  let previous: Promise<unknown> = Promise.resolve();

  async function write(idempotencyKey: string, reception: Reception, memo: Memo): Promise<SinkOutcome> {
    const file = faceFile(reception, encoding);
    const placed = await place(root, reception, file, memo);
    file.bytes.fill(0);
    if (!placed.ok) return { kind: 'unavailable', detail: placed.problem.detail ?? placed.problem.code };
    if (placed.value === 'placed' && file.lost.length > 0) onLost?.(lostCharacters(idempotencyKey, file.lost));
    return { kind: 'taken' };
  }

  async function deliver({ idempotencyKey, body, memo }: Parcel, signal: AbortSignal): Promise<SinkOutcome> {
    const reception = receptionIn(body);
    if (!reception) return { kind: 'refused', detail: 'the payload is not a reception' };
    const turn = previous.then(async (): Promise<SinkOutcome> => {
      if (signal.aborted) return { kind: 'unavailable', detail: 'interrupted' };
      return write(idempotencyKey, reception, memo);
    });
    previous = turn.catch(() => {});
    try {
      return await untilAborted(turn, signal);
    } catch (error) {
      if (error instanceof Planted) return { kind: 'unavailable', detail: error.message };
      if (isObstacle(error)) return { kind: 'refused-for-now', detail: 'something lies in the place of its file' };
      const detail = errorCode(error) ?? (signal.aborted ? reasonIn(signal) : undefined);
      if (detail === undefined) throw error;
      return { kind: 'unavailable', detail, ...(neverBySelf.has(detail) ? { needs: 'set-up' } : {}) };
    }
  }

  return { name: 'oqs-face', timeLimitMs, versions: 'newest', deliver };
}

function reasonIn(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'aborted';
}

function lostCharacters(idempotencyKey: string, lost: readonly number[]): LostCharacters {
  const distinct = [...new Set(lost)].sort((one, other) => one - other);
  return {
    idempotencyKey,
    count: lost.length,
    codePoints: distinct.map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`),
  };
}
