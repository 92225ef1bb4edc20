import { day } from '../../../kernel/durations.ts';
import { untilAborted } from '../../../kernel/untilAborted.ts';
import type { Reception } from '../../../reception/reception.ts';
import { receptionIn } from '../receptionBody.ts';
import type { Parcel, Sink, SinkOutcome } from '../sink.ts';
import { errorCode } from './durableFile.ts';
import type { OqsEncoding } from './encoding.ts';
import { faceFile } from './faceFile.ts';
import { WorkFolder } from './workFolder.ts';

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
  /** How long a written reception is remembered, milliseconds: a repeated delivery after that makes a second file. */
  readonly rememberMs: number;
  /** Told after a file with ● in it was written, for the staff's log. */
  readonly onLost?: (lost: LostCharacters) => void;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** How often what is remembered is looked through. */
const forgetEveryMs = day;

/**
 * Sink: one XML file a reception in the folder that レセコン watch, as a face-auth reader's terminal leaves it there.
 * Whatever the file system answers says something of the share and nothing of the reception: the sink waits.
 */
export function oqsFaceSink(options: OqsFaceOptions): Sink {
  const { root, encoding, timeLimitMs, rememberMs, onLost, now = Date.now } = options;
  const work = new WorkFolder(root);
  let forgottenAt = Number.NEGATIVE_INFINITY;
  // A share that hangs holds a call for minutes, and an abort cannot call it back: the next attempt waits behind it.
  let previous: Promise<unknown> = Promise.resolve();

  async function write(idempotencyKey: string, reception: Reception): Promise<void> {
    const file = faceFile(reception, encoding);
    const placed = await work.place(reception, file);
    file.bytes.fill(0);
    if (placed === 'placed' && file.lost.length > 0) onLost?.(lostCharacters(idempotencyKey, file.lost));
    if (now() - forgottenAt < forgetEveryMs) return;
    forgottenAt = now();
    // Tidying up fails for nobody: the reception is delivered.
    await work.forget(rememberMs, now()).catch(() => {});
  }

  async function deliver({ idempotencyKey, body }: Parcel, signal: AbortSignal): Promise<SinkOutcome> {
    const reception = receptionIn(body);
    if (!reception) return { kind: 'refused', detail: 'the payload is not a reception' };
    const turn = previous.then(async (): Promise<SinkOutcome> => {
      if (signal.aborted) return { kind: 'unavailable', detail: 'interrupted' };
      await write(idempotencyKey, reception);
      return { kind: 'taken' };
    });
    previous = turn.catch(() => {});
    try {
      return await untilAborted(turn, signal);
    } catch (error) {
      const detail = errorCode(error) ?? (signal.aborted ? reasonIn(signal) : undefined);
      if (detail === undefined) throw error;
      return { kind: 'unavailable', detail };
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
