import { setTimeout as sleep } from 'node:timers/promises';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { expect, onTestFinished } from 'vitest';
import { type LocalCluster, type Place, startCluster } from '../../../scripts/bench/stream/localCluster.ts';
import { streamSettings } from '../../../scripts/stream/streamSettings.ts';
import type { SinkOutcome } from '../../../src/outbox/sinks/sink.ts';
import { type StreamSink, streamSink } from '../../../src/outbox/sinks/stream/streamSink.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import { parcelOf } from './parcel.ts';
import { sampleReception } from './queue.ts';

export const stream = 'ARRIVALS';
export const subject = 'arrivals';

/** A cluster with the stream on all of its servers, and a sink that publishes to it; gone when the test ends. */
export async function runningStream(places: readonly Place[], duplicateWindowMs?: number) {
  const cluster = startCluster(places);
  onTestFinished(() => cluster.close());
  await cluster.ready();
  await withManager(cluster, async (manager) => {
    const settings = streamSettings({ stream, subject, replicas: places.length === 3 ? 3 : 1 });
    const window = duplicateWindowMs === undefined ? {} : { duplicate_window: duplicateWindowMs * 1_000_000 };
    await untilDone(() => manager.streams.add({ ...settings, ...window }));
  });
  return { cluster, sink: openSink(cluster) };
}

/** One more kiosk. */
export function openSink(cluster: LocalCluster, changes: { readonly stream?: string; readonly subject?: string } = {}) {
  const sink = streamSink({
    servers: cluster.servers,
    clientName: 'front-desk-1',
    stream,
    subject,
    timeLimitMs: 2_000,
    ...changes,
  });
  onTestFinished(() => sink.close());
  return sink;
}

/** One attempt, as the delivery loop makes it. */
export function deliver(sink: StreamSink, reception: Reception): Promise<SinkOutcome> {
  return sink.deliver(parcelOf(reception), AbortSignal.timeout(sink.timeLimitMs));
}

/** Attempts until it is taken, as the delivery loop makes them. */
export async function deliverUntilTaken(sink: StreamSink, reception: Reception): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const outcome = await deliver(sink, reception);
    if (outcome.kind === 'taken') return;
    if (outcome.kind !== 'unavailable' || Date.now() > giveUpAt) throw new Error(JSON.stringify(outcome));
    await sleep(100);
  }
}

/** Everything the stream holds, oldest first, as text. */
export async function heldBy(cluster: LocalCluster): Promise<readonly string[]> {
  return withManager(cluster, async (manager) => {
    const { state } = await untilDone(() => manager.streams.info(stream));
    const messages: string[] = [];
    for (let seq = 1; seq <= state.last_seq; seq += 1) {
      const message = await untilDone(() => manager.streams.getMessage(stream, { seq }));
      if (message) messages.push(message.string());
    }
    return messages;
  });
}

/** Which server leads the stream. */
export async function leaderOf(cluster: LocalCluster): Promise<number> {
  return withManager(cluster, async (manager) => {
    const { cluster: about } = await untilDone(() => manager.streams.info(stream));
    return Number(about?.leader?.split('-')[1]);
  });
}

export async function withConnection<T>(
  cluster: LocalCluster,
  use: (connection: NatsConnection) => Promise<T>,
): Promise<T> {
  const connection = await untilDone(() => connect({ servers: [...cluster.servers], timeout: 2_000 }));
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

function withManager<T>(cluster: LocalCluster, use: (manager: JetStreamManager) => Promise<T>): Promise<T> {
  return withConnection(cluster, async (connection) =>
    use(await untilDone(() => jetstreamManager(connection, { timeout: 10_000 }))),
  );
}

/** A cluster that is choosing a leader has no answers yet. */
async function untilDone<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 40_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(200);
    }
  }
}

/** Receptions of different visits. */
export function someReceptions(count: number): readonly Reception[] {
  return Array.from({ length: count }, () => sampleReception());
}

/**
 * What the stream holds, read back: each of `receptions` once, as it was handed over, and nothing else. A server that was
 * cut off takes itself for the leader for some seconds after it is back, and answers with what it had.
 */
export async function expectHeld(cluster: LocalCluster, receptions: readonly Reception[]): Promise<void> {
  const expected = receptions.map((each) => JSON.stringify(each)).toSorted();
  const held = async () => (await heldBy(cluster)).toSorted();
  await expect.poll(held, { timeout: 40_000, interval: 1_000 }).toEqual(expected);
}
