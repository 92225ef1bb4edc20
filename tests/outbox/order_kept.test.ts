import { describe, expect, test, vi } from 'vitest';
import { minute } from '../../src/kernel/durations.ts';
import { claimsOn } from '../../src/outbox/claims.ts';
import { type DeliveryOptions, startDelivery } from '../../src/outbox/delivery.ts';
import type { DeliveryEvent } from '../../src/outbox/deliveryEvent.ts';
import { offerAgain, retryNow } from '../../src/outbox/inspection.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import type { Sink, SinkOutcome } from '../../src/outbox/sinks/sink.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, scriptedSink, temporaryOutbox } from '../support/outbox/queue.ts';

const taken: SinkOutcome = { kind: 'taken' };

describe('a backlog', () => {
  test('lets who came in just now go first, and still moves on', () => {
    const clock = { at: Date.parse('2026-04-01T00:00:00Z') };
    const outbox = temporaryOutbox({ now: () => clock.at });
    const backlog = Array.from({ length: 3 }, () => sampleReception());
    for (const reception of backlog) unwrap(outbox.record(reception));
    clock.at += 60 * minute;
    const fresh = [sampleReception(), sampleReception()];
    for (const reception of fresh) unwrap(outbox.record(reception));

    const claims = claimsOn(outbox.store, 24 * 60 * minute);
    const next = (freshMs: number) => unwrap(claims.next('webhook', minute, { freshMs }))?.id;
    expect(next(2 * minute)).toBe(fresh[0]?.id);
    expect(next(0)).toBe(backlog[0]?.id);
    expect(next(2 * minute)).toBe(fresh[1]?.id);
    expect(next(2 * minute)).toBe(backlog[1]?.id);
  });

  test('has every fourth turn, however many patients come in', async () => {
    const clock = { at: Date.now() - 60 * minute };
    const outbox = temporaryOutbox({ now: () => clock.at });
    const backlog = Array.from({ length: 5 }, () => sampleReception());
    for (const reception of backlog) unwrap(outbox.record(reception));
    clock.at += 60 * minute;
    for (let each = 0; each < 30; each += 1) unwrap(outbox.record(sampleReception()));
    const sink = scriptedSink(() => taken);
    await delivered(outbox, sink);
    const places = backlog.map(({ id }) => sink.offered.findIndex(({ key }) => key.startsWith(id)));
    expect(places).toEqual([3, 7, 11, 15, 19]);
  });
});

describe('the versions of one reception', () => {
  test('go out in order where the sink needs it, also when the first has to wait', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    const other = sampleReception();
    for (const each of [reception, { ...reception, version: 2 }, { ...reception, version: 3 }, other]) {
      unwrap(outbox.record(each));
    }
    let stumbles = 2;
    const sink: ReturnType<typeof scriptedSink> = {
      ...scriptedSink(({ idempotencyKey }) => {
        if (idempotencyKey !== `${reception.id}.v1` || stumbles === 0) return taken;
        stumbles -= 1;
        return { kind: 'refused-for-now', detail: 'HTTP 500' };
      }),
      parallel: 4,
      versions: 'in-order',
    };
    const events = await delivered(outbox, sink);
    const order = events.filter(({ kind }) => kind === 'delivered');
    expect(order).toHaveLength(4);
    expect(sink.offered.map(({ key }) => key).filter((key) => key.startsWith(reception.id))).toEqual(
      ['v1', 'v1', 'v1', 'v2', 'v3'].map((version) => `${reception.id}.${version}`),
    );
    // Nobody else waits for them.
    expect(sink.offered.findIndex(({ key }) => key === `${other.id}.v1`)).toBeLessThan(2);
  });

  test('an older one is not sent after a newer one: it is parked and says why', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    let refuses = true;
    const sink: ReturnType<typeof scriptedSink> = {
      ...scriptedSink(() => (refuses ? { kind: 'refused', detail: 'HTTP 422' } : taken)),
      versions: 'in-order',
    };
    await delivered(outbox, sink);
    refuses = false;
    unwrap(outbox.record({ ...reception, version: 2 }));
    await delivered(outbox, sink);
    unwrap(retryNow(outbox.store, reception.id));
    const events = await delivered(outbox, sink);
    expect(events).toMatchObject([
      { kind: 'parked', problem: { detail: 'a later version of it was delivered already' } },
    ]);
    expect(sink.offered.map(({ key }) => key.slice(-2))).toEqual(['v1', 'v2']);
  });
});

describe('a sink that takes several at a time', () => {
  test('gets that many and never more', async () => {
    const outbox = temporaryOutbox();
    for (let each = 0; each < 40; each += 1) unwrap(outbox.record(sampleReception()));
    let [underWay, most] = [0, 0];
    const sink = {
      ...scriptedSink(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 3));
        underWay -= 1;
        return taken;
      }),
      parallel: 4,
    };
    await delivered(outbox, sink);
    expect(most).toBe(4);
    expect(new Set(sink.offered.map(({ key }) => key)).size).toBe(40);
    expect(sink.offered).toHaveLength(40);
  });

  test('is probed with one once it is away, and the pause grows by one step, not by four', async () => {
    const outbox = temporaryOutbox();
    for (let each = 0; each < 8; each += 1) unwrap(outbox.record(sampleReception()));
    const sink = { ...scriptedSink(() => ({ kind: 'unavailable', detail: 'ECONNREFUSED' })), parallel: 4 };
    const delivery = startDelivery({ outbox, sinks: [sink], random: () => 1 - Number.EPSILON });
    await new Promise((resolve) => setTimeout(resolve, 900));
    await delivery.stop();
    // Four at once, half a second later one; had each counted, the pause would be four seconds.
    expect(sink.offered).toHaveLength(5);
  });
});

describe('a receiver that said 2xx and lost it with its power', () => {
  test('gets it once more when somebody asks, as long as it is kept', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    const sink = scriptedSink(() => taken);
    const before = Date.now();
    await delivered(outbox, sink);
    expect(unwrap(offerAgain(outbox.store, Date.now() + minute))).toBe(0);
    expect(unwrap(offerAgain(outbox.store, before))).toBe(1);
    await delivered(outbox, sink);
    expect(sink.offered.map(({ text }) => text)).toEqual([JSON.stringify(reception), JSON.stringify(reception)]);
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0 });

    // What is wiped is gone, and is not promised either.
    await delivered(outbox, sink, { delays: { retentionMs: 0 } });
    expect(unwrap(offerAgain(outbox.store, before))).toBe(0);
  });
});

/** Delivers until nothing waits; returns what the loop told about deliveries. */
async function delivered(outbox: Outbox, sink: Sink, options: Partial<DeliveryOptions> = {}) {
  const events: DeliveryEvent[] = [];
  const delivery = startDelivery({
    outbox,
    sinks: [sink],
    onEvent: (event) => events.push(event),
    ...options,
    delays: { refusalBaseMs: 10, refusalCapMs: 20, ...options.delays },
  });
  await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0), { timeout: 10_000 });
  await delivery.stop();
  return events;
}
