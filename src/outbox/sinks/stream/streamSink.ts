import { JetStreamApiCodes, JetStreamApiError, jetstream } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';
import { tlsTrouble } from '../../../kernel/tlsTrouble.ts';
import type { Sink, SinkOutcome } from '../sink.ts';
import { type ConnectionOptions, StreamConnection } from './connection.ts';

export interface StreamOptions extends ConnectionOptions {
  /** Name of the stream. The hospital makes it, as docs/stream.md says; a kiosk only publishes. */
  readonly stream: string;
  /** What the subjects of the stream begin with. */
  readonly subject: string;
  /** Limit of one attempt, milliseconds. */
  readonly timeLimitMs: number;
}

/** A sink that holds a connection: close it when the program ends. */
export interface StreamSink extends Sink {
  close(): Promise<void>;
}

/** JetStream's own numbers, where the client library has no name for them. */
const messageTooLarge = 10054;

/**
 * Sink: publishes each reception to a JetStream stream and calls it taken when the stream has acknowledged it, which
 * a replicated stream does once most of its servers have it.
 *
 * Twice guarded against a second copy: by message id within the stream's de-duplication window, and, for as long as
 * the stream keeps the first copy, by a subject of the reception's own that must still be empty.
 */
export function streamSink(options: StreamOptions): StreamSink {
  const { stream, subject, timeLimitMs } = options;
  const connection = new StreamConnection(options);

  async function publish(idempotencyKey: string, payload: Uint8Array): Promise<SinkOutcome> {
    const opened = await connection.get();
    try {
      await jetstream(opened).publish(`${subject}.${idempotencyKey}`, payload, {
        msgID: idempotencyKey,
        timeout: timeLimitMs,
        expect: { streamName: stream, lastSubjectSequence: 0 },
      });
      return { kind: 'taken' };
    } catch (error) {
      const outcome = outcomeOf(error);
      // Nobody answered: this server may be cut off from the others, and the next one may not be.
      if (outcome.kind === 'unavailable') await connection.tryAnother();
      return outcome;
    }
  }

  return {
    name: 'stream',
    timeLimitMs,
    versions: 'in-order',
    async deliver({ idempotencyKey, body }, signal) {
      // A copy of its own: the loop wipes the body as soon as we give up, and the client may still hold what it was
      // given. Zeros sent then would be stored under this key, and the real ones refused ever after.
      const payload = Uint8Array.from(body);
      const interrupted = new Promise<SinkOutcome>((resolve) => {
        const resolveNow = (): void => resolve({ kind: 'unavailable', detail: reasonIn(signal) });
        if (signal.aborted) resolveNow();
        signal.addEventListener('abort', resolveNow, { once: true });
      });
      if (signal.aborted) return interrupted;
      const published = publish(idempotencyKey, payload).catch(outcomeOf);
      const outcome = await Promise.race([published, interrupted]);
      if (outcome.kind === 'taken') payload.fill(0);
      return outcome;
    },
    close: () => connection.close(),
  };
}

function outcomeOf(error: unknown): SinkOutcome {
  if (error instanceof JetStreamApiError) {
    // The subject is not empty: an earlier attempt was stored, only its acknowledgement never came.
    if (error.code === JetStreamApiCodes.StreamWrongLastSequence) return { kind: 'taken' };
    const detail = `JetStream ${error.code}`;
    if (error.code === messageTooLarge) return { kind: 'refused', detail };
    return { kind: 'unavailable', detail, ...(error.code === JetStreamApiCodes.StreamNotFound && { needs: 'set-up' }) };
  }
  // Larger than the servers let any message be.
  if (error instanceof errors.InvalidArgumentError) return { kind: 'refused', detail: error.name };
  const refused = tlsTrouble(error);
  if (refused !== undefined) return { kind: 'unavailable', detail: refused, needs: 'set-up' };
  const detail = error instanceof Error ? error.name : String(error);
  return { kind: 'unavailable', detail, ...(isNotLetIn(error) ? { needs: 'set-up' } : {}) };
}

/** The servers are there, and do not know these credentials or what they may do. */
function isNotLetIn(error: unknown): boolean {
  return (
    error instanceof errors.AuthorizationError ||
    error instanceof errors.UserAuthenticationExpiredError ||
    error instanceof errors.PermissionViolationError
  );
}

function reasonIn(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'interrupted';
}
