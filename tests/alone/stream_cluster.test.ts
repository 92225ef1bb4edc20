import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception } from '../support/outbox/queue.ts';
import {
  deliver,
  deliverUntilTaken,
  expectHeld,
  leaderOf,
  openSink,
  runningStream,
  someReceptions,
} from '../support/outbox/streamCluster.ts';

const patience = { timeout: 110_000 };

describe('a cluster of three', () => {
  test('keeps each reception once, though a delivery is repeated', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(3));
    const receptions = someReceptions(20);
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    await expectHeld(cluster, receptions);
  });

  test('knows a repeated delivery also after its de-duplication window', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(3), 100);
    const receptions = someReceptions(3);
    for (const reception of receptions) await deliver(sink, reception);
    await sleep(500);
    for (const reception of receptions) expect(await deliver(sink, reception)).toEqual({ kind: 'taken' });
    await expectHeld(cluster, receptions);
  });

  test('loses nothing and doubles nothing while its leader is killed', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(3));
    const receptions = someReceptions(300);
    for (const [index, reception] of receptions.entries()) {
      if (index === 100) await cluster.kill(await leaderOf(cluster));
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });

  test('acknowledges nothing while two of three are gone, and takes it when one is back', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(3));
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
  test('stores what was handed over, though the body was wiped while it waited to be sent', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(1));
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

  test('that is not there is unavailable, and is found when it comes', patience, async () => {
    const places = await loopbackPlaces(1);
    const { cluster, sink } = await runningStream(places);
    const reception = sampleReception();
    await cluster.kill(0);
    const alone = openSink(cluster);
    expect(await deliver(alone, reception)).toMatchObject({ kind: 'unavailable' });
    expect(await deliver(sink, reception)).toMatchObject({ kind: 'unavailable' });
    cluster.start(0);
    await deliverUntilTaken(alone, reception);
    await deliverUntilTaken(sink, reception);
    await expectHeld(cluster, [reception]);
  });

  test('without the stream is unavailable; with another stream on the subject too', patience, async () => {
    const { cluster } = await runningStream(await loopbackPlaces(1));
    const nowhere = openSink(cluster, { subject: 'nothing.listens' });
    expect(await deliver(nowhere, sampleReception())).toMatchObject({ kind: 'unavailable' });
    const elsewhere = openSink(cluster, { stream: 'ANOTHER' });
    expect(await deliver(elsewhere, sampleReception())).toMatchObject({ kind: 'unavailable' });
    await expectHeld(cluster, []);
  });

  test('refuses for good what is larger than the stream allows', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(1));
    const parcel = { ...parcelOf(sampleReception()), body: Buffer.alloc(300 * 1024, 0x20) };
    expect(await sink.deliver(parcel, AbortSignal.timeout(5_000))).toMatchObject({ kind: 'refused' });
    await expectHeld(cluster, []);
  });
});
