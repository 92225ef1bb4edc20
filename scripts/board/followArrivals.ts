import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { receptionIn } from '../../src/outbox/sinks/receptionBody.ts';
import type { ArrivalsBoard } from './arrivalsBoard.ts';

export interface FollowOptions {
  readonly stream: string;
  /** Receptions published before this are not read. */
  readonly since: Date;
  /** Called after the board changed. */
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

/**
 * Keeps `board` as the stream has it, until `signal` aborts. An ordered consumer leaves nothing behind on the servers:
 * whoever starts reads the day anew, and nothing needs to be acknowledged, saved or cleaned up. It finds its way back
 * by itself when a server is lost.
 */
export async function followArrivals(
  connection: NatsConnection,
  board: ArrivalsBoard,
  { stream, since, onChange, signal }: FollowOptions,
): Promise<void> {
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: since.toISOString(),
  });
  const messages = await consumer.consume();
  const stop = (): void => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  for await (const message of messages) {
    const reception = receptionIn(message.data);
    if (reception && board.take(reception)) onChange();
  }
}
