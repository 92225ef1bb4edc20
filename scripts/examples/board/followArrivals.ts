import { setTimeout as delay } from 'node:timers/promises';
import { type ConsumerMessages, DeliverPolicy, jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { receptionIn } from '../../../src/outbox/sinks/receptionBody.ts';
import type { ArrivalsBoard } from './board.ts';

export interface FollowOptions {
  readonly stream: string;
  /** Receptions published before this are not read. */
  readonly since: Date;
  /** Called after the board changed. */
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

/** How soon a server that fell silent is noticed: the client misses two heartbeats, each half of this. */
const silenceMs = 4_000;
const afterLossMs = 500;

/**
 * Keeps `board` as the stream has it, until `signal` aborts. An ordered consumer leaves nothing behind on the servers:
 * whoever starts reads the day anew, and nothing needs to be acknowledged, saved or cleaned up. When its server falls
 * silent or is lost, the day is read anew too; the board knows what it has.
 */
export async function followArrivals(
  connection: NatsConnection,
  board: ArrivalsBoard,
  options: FollowOptions,
): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    try {
      await readOn(connection, board, options);
    } catch (error) {
      if (connection.isClosed()) throw error;
    }
    await delay(afterLossMs, undefined, { signal }).catch(() => undefined);
  }
}

async function readOn(
  connection: NatsConnection,
  board: ArrivalsBoard,
  { stream, since, onChange, signal }: FollowOptions,
): Promise<void> {
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: since.toISOString(),
  });
  const messages = await consumer.consume({ expires: silenceMs });
  const stop = (): void => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  // The client would make itself a new consumer where its own is lost, and sometimes waits for that for minutes.
  const silence = setTimeout(stop, 2 * silenceMs);
  hearHeartbeats(messages, () => silence.refresh()).catch(stop);
  try {
    for await (const message of messages) {
      silence.refresh();
      const reception = receptionIn(message.data);
      if (reception && board.take(reception)) onChange();
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
  }
}

async function hearHeartbeats(messages: ConsumerMessages, heard: () => void): Promise<void> {
  for await (const { type } of messages.status()) if (type === 'heartbeat') heard();
}
