import { setTimeout as sleep } from 'node:timers/promises';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalCluster, loopbackPlaces, type Place, startCluster } from '../scripts/nats/localCluster.ts';
import type { Reception } from '../src/outbox/reception.ts';
import type { SinkOutcome } from '../src/outbox/sinks/sink.ts';
import { streamSettings } from '../src/outbox/sinks/stream/streamSettings.ts';
import { type StreamSink, streamSink } from '../src/outbox/sinks/stream/streamSink.ts';
import { testNetwork } from './support/network.ts';
import { parcelOf } from './support/parcel.ts';
import { sampleReception } from './support/queue.ts';

const [stream, subject] = ['ARRIVALS', 'arrivals'];
const patience = { timeout: 110_000 };

describe('a cluster of three', () => {
  it('keeps each reception once, though a delivery is repeated', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(3));
    const receptions = someReceptions(20);
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    await expectHeld(cluster, receptions);
  });

  it('knows a repeated delivery also after its de-duplication window', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(3), 100);
    const receptions = someReceptions(3);
    for (const reception of receptions) await deliver(sink, reception);
    await sleep(500);
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    await expectHeld(cluster, receptions);
  });

  it('loses nothing and doubles nothing while its leader is killed', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(3));
    const receptions = someReceptions(300);
    for (const [index, reception] of receptions.entries()) {
      if (index === 100) await cluster.kill(await leaderOf(cluster));
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });

  it('loses nothing and doubles nothing while its leader stands still and comes back', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(3));
    const receptions = someReceptions(150);
    let frozen = 0;
    for (const [index, reception] of receptions.entries()) {
      if (index === 50) {
        frozen = await leaderOf(cluster);
        await cluster.freeze(frozen);
      }
      if (index === 100) cluster.thaw(frozen);
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });

  it('loses nothing and doubles nothing while the network to its leader is cut', patience, async () => {
    const network = testNetwork(3);
    const { cluster, sink } = await running(network.places);
    const receptions = someReceptions(150);
    let cutOff = 0;
    for (const [index, reception] of receptions.entries()) {
      if (index === 50) {
        cutOff = await leaderOf(cluster);
        network.isolate(cutOff);
      }
      if (index === 100) network.heal(cutOff);
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });

  it('acknowledges nothing while two of three are gone, and takes it when one is back', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(3));
    const [first = sampleReception(), second = sampleReception()] = someReceptions(2);
    await deliver(sink, first);
    await Promise.all([cluster.kill(1), cluster.kill(2)]);
    expect(await deliver(sink, second)).toMatchObject({ kind: 'unavailable' });
    cluster.start(1);
    await deliverUntilTaken(sink, second);
    await expectHeld(cluster, [first, second]);
  });
});

describe('one server', () => {
  it('stores what was handed over, though the body was wiped while it waited to be sent', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(1));
    const [first = sampleReception(), second = sampleReception()] = someReceptions(2);
    await deliver(sink, first);
    await cluster.kill(0);
    const parcel = parcelOf(second);
    const outcome = await sink.deliver(parcel, AbortSignal.timeout(300));
    expect(outcome).toMatchObject({ kind: 'unavailable' });
    parcel.body.fill(0);
    cluster.start(0);
    await deliverUntilTaken(sink, second);
    await expectHeld(cluster, [first, second]);
  });

  it('that is not there is unavailable, and is found when it comes', patience, async () => {
    const places = await loopbackPlaces(1);
    const { cluster, sink } = await running(places);
    const reception = sampleReception();
    await cluster.kill(0);
    const alone = open(cluster);
    expect(await deliver(alone, reception)).toMatchObject({ kind: 'unavailable' });
    expect(await deliver(sink, reception)).toMatchObject({ kind: 'unavailable' });
    cluster.start(0);
    await deliverUntilTaken(alone, reception);
    await deliverUntilTaken(sink, reception);
    await expectHeld(cluster, [reception]);
  });

  it('without the stream is unavailable; with another stream on the subject too', patience, async () => {
    const { cluster } = await running(await loopbackPlaces(1));
    const nowhere = open(cluster, { subject: 'nothing.listens' });
    expect(await deliver(nowhere, sampleReception())).toMatchObject({ kind: 'unavailable' });
    const elsewhere = open(cluster, { stream: 'ANOTHER' });
    expect(await deliver(elsewhere, sampleReception())).toMatchObject({ kind: 'unavailable' });
    await expectHeld(cluster, []);
  });

  it('refuses for good what is larger than the stream allows', patience, async () => {
    const { cluster, sink } = await running(await loopbackPlaces(1));
    const parcel = { idempotencyKey: 'large.v1', body: Buffer.alloc(300 * 1024, 0x20) };
    expect(await sink.deliver(parcel, AbortSignal.timeout(5_000))).toMatchObject({ kind: 'refused' });
    await expectHeld(cluster, []);
  });
});

async function running(places: readonly Place[], duplicateWindowMs?: number) {
  const cluster = startCluster(places);
  onTestFinished(() => cluster.close());
  await cluster.ready();
  await withConnection(cluster, async (connection) => {
    const manager = await managerOf(connection);
    const settings = streamSettings({ stream, subject, replicas: places.length === 3 ? 3 : 1 });
    const window = duplicateWindowMs === undefined ? {} : { duplicate_window: duplicateWindowMs * 1_000_000 };
    await untilDone(() => manager.streams.add({ ...settings, ...window }));
  });
  return { cluster, sink: open(cluster) };
}

function open(
  cluster: LocalCluster,
  changes: { readonly stream?: string; readonly subject?: string } = {},
): StreamSink {
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

function someReceptions(count: number): readonly Reception[] {
  return Array.from({ length: count }, () => sampleReception());
}

function deliver(sink: StreamSink, reception: Reception): Promise<SinkOutcome> {
  return sink.deliver(parcelOf(reception), AbortSignal.timeout(sink.timeLimitMs));
}

/** As the delivery loop does, and as it does not always: some are offered again though they were taken. */
async function deliverUntilTaken(sink: StreamSink, reception: Reception): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const outcome = await deliver(sink, reception);
    if (outcome.kind === 'taken') return;
    if (outcome.kind !== 'unavailable' || Date.now() > giveUpAt) throw new Error(JSON.stringify(outcome));
    await sleep(100);
  }
}

/** What the stream holds, read back: each of `receptions` once, as it was handed over, and nothing else. */
async function expectHeld(cluster: LocalCluster, receptions: readonly Reception[]): Promise<void> {
  const held = await withConnection(cluster, async (connection) => {
    const manager = await managerOf(connection);
    const { state } = await untilDone(() => manager.streams.info(stream));
    const messages: string[] = [];
    for (let seq = 1; seq <= state.last_seq; seq += 1) {
      const message = await untilDone(() => manager.streams.getMessage(stream, { seq }));
      if (message) messages.push(message.string());
    }
    return messages;
  });
  expect(held.toSorted()).toEqual(receptions.map((each) => JSON.stringify(each)).toSorted());
}

async function leaderOf(cluster: LocalCluster): Promise<number> {
  return withConnection(cluster, async (connection) => {
    const manager = await managerOf(connection);
    const { cluster: about } = await untilDone(() => manager.streams.info(stream));
    return Number(about?.leader?.split('-')[1]);
  });
}

async function withConnection<T>(cluster: LocalCluster, use: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await untilDone(() => connect({ servers: [...cluster.servers], timeout: 2_000 }));
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

function managerOf(connection: NatsConnection): Promise<JetStreamManager> {
  return untilDone(() => jetstreamManager(connection, { timeout: 10_000 }));
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
