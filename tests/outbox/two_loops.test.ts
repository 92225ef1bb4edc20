import { describe, expect, test, vi } from 'vitest';
import { claimsOn } from '../../src/outbox/claims.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import type { DeliveryEvent } from '../../src/outbox/deliveryEvent.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, scriptedSink, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const hour = 60 * 60_000;

describe('two loops on one queue', () => {
  test('never deliver the same claim', async () => {
    const paths = temporaryPaths();
    const first = temporaryOutbox(paths);
    const second = temporaryOutbox(paths);
    for (let each = 0; each < 60; each += 1) unwrap(first.record(sampleReception()));
    const sinks = [first, second].map(() =>
      scriptedSink(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return { kind: 'taken' };
      }),
    );
    const loops = [first, second].map((outbox, index) =>
      startDelivery({ outbox, sinks: sinks.slice(index, index + 1) }),
    );
    await vi.waitFor(() => expect(unwrap(first.backlog()).waiting).toBe(0), { timeout: 10_000 });
    await Promise.all(loops.map((loop) => loop.stop()));

    const offered = sinks.flatMap((sink) => sink.offered.map(({ key }) => key));
    expect(offered).toHaveLength(60);
    expect(new Set(offered).size).toBe(60);
    expect(sinks.every((sink) => sink.offered.length > 0)).toBe(true);
  });

  test('cannot write down an outcome once the claim has passed on', () => {
    const clock = { at: 1_000_000 };
    const outbox = temporaryOutbox({ now: () => clock.at });
    unwrap(outbox.record(sampleReception()));
    const claims = claimsOn(outbox.store, hour);
    const stale = unwrap(claims.next('webhook', 15_000));
    expect(unwrap(claims.next('webhook', 15_000))).toBeUndefined();

    clock.at += 15_001;
    expect(unwrap(claims.takeOver())).toBe(1);
    const fresh = unwrap(claims.next('webhook', 15_000));
    if (!stale || !fresh) throw new Error('nothing was due');
    expect(fresh.token).toBeGreaterThan(stale.token);
    expect(unwrap(claims.settle(stale, { state: 'parked', problem: { code: 'U-503' } }))).toBe(false);
    expect(unwrap(claims.settle(fresh, { state: 'delivered' }))).toBe(true);
    expect(unwrap(claims.settle(stale, { state: 'delivered' }))).toBe(false);
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 });
  });

  test('leave a claim alone while its process lives and its lease runs', () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(sampleReception()));
    const claims = claimsOn(outbox.store, hour);
    unwrap(claims.next('webhook', 15_000));
    expect(unwrap(claims.takeOver())).toBe(0);
  });

  test('tells when it was overtaken', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    const events: DeliveryEvent[] = [];
    const sink = scriptedSink(() => {
      outbox.store.database.exec('UPDATE delivery SET claim = claim + 1');
      return { kind: 'taken' };
    });
    const delivery = startDelivery({ outbox, sinks: [sink], onEvent: (event) => events.push(event) });
    await vi.waitFor(() =>
      expect(events).toEqual([{ kind: 'overtaken', sink: 'webhook', id: reception.id, version: 1 }]),
    );
    await delivery.stop();
  });
});

describe('stopping', () => {
  test('interrupts what is in flight and leaves it due', async () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(sampleReception()));
    const sink = scriptedSink(
      (_parcel, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'unavailable', detail: 'interrupted' }));
        }),
    );
    const delivery = startDelivery({ outbox, sinks: [sink] });
    await vi.waitFor(() => expect(sink.offered).toHaveLength(1));
    await delivery.stop();
    expect(outbox.store.database.prepare('SELECT state, owner, problem FROM delivery').all()).toEqual([
      { state: 'waiting', owner: null, problem: null },
    ]);
  });
});

describe('a disk that fails while delivering', () => {
  test('is reported, asked again without haste, and loses nothing', async () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(sampleReception()));
    const events: DeliveryEvent[] = [];
    outbox.store.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'simulated: no space'); END",
    );
    const sink = scriptedSink(() => ({ kind: 'taken' }));
    const delivery = startDelivery({
      outbox,
      sinks: [sink],
      delays: { pollMs: 50 },
      onEvent: (event) => events.push(event),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(events.length).toBeGreaterThan(1);
    expect(events.length).toBeLessThan(10);
    expect(events[0]).toMatchObject({ kind: 'trouble', problem: { code: 'U-501' } });
    expect(sink.offered).toHaveLength(0);

    outbox.store.database.exec('DROP TRIGGER full');
    await vi.waitFor(() => expect(sink.offered).toHaveLength(1));
    await delivery.stop();
  });
});
