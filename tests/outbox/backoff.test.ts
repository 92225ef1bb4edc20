import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backoffMs } from '../../src/kernel/backoff.ts';
import { hour, minute } from '../../src/kernel/durations.ts';
import { deliveryDelays } from '../../src/outbox/delays.ts';
import { type DeliveryOptions, startDelivery } from '../../src/outbox/delivery.ts';
import type { DeliveryEvent } from '../../src/outbox/deliveryEvent.ts';
import { retryNow } from '../../src/outbox/inspection.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { retryAfterMs } from '../../src/outbox/sinks/retryAfter.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, scriptedSink, temporaryOutbox } from '../support/outbox/queue.ts';

const start = Date.parse('2026-04-01T00:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('how long to wait', () => {
  test('doubles up to the cap, and half of it is jitter', () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, 500, 3_000, 0))).toEqual([250, 500, 1_000, 1_500]);
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, 500, 3_000, 0.999))).toEqual([500, 1_000, 1_999, 2_999]);
    expect(backoffMs(100_000, 500, 3_000, 0.5)).toBe(2_250);
  });

  test('is what the receiver asked for, in seconds or as a date, where that makes sense', () => {
    expect(retryAfterMs('120', start)).toBe(120_000);
    expect(retryAfterMs('Wed, 01 Apr 2026 00:01:00 GMT', start)).toBe(minute);
    expect(retryAfterMs('Wed, 01 Apr 2020 00:01:00 GMT', start)).toBe(0);
    for (const nonsense of [null, '', 'soon', '-5', '1.5', '99999999999']) {
      expect(retryAfterMs(nonsense, start), `${nonsense}`).toBeUndefined();
    }
  });
});

describe('a receiver that is away', () => {
  test('is probed ever less often, not more than once in half a minute at last', async () => {
    const run = running(() => ({ kind: 'unavailable', detail: 'ECONNREFUSED' }));
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(5 * minute);
    const waits = run.sink.offered.map(({ at }, index) => at - (run.sink.offered[index - 1]?.at ?? start));
    expect(waits.slice(0, 8)).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    expect(Math.max(...waits)).toBe(deliveryDelays.outageCapMs);
    await run.stop();
  });

  test('parks nothing in three days, and takes everything in order once it is back', async () => {
    let away = true;
    const run = running(() => (away ? { kind: 'unavailable', detail: 'HTTP 503' } : { kind: 'taken' }), {
      delays: { pollMs: minute, outageCapMs: 5 * minute },
    });
    const receptions = Array.from({ length: 20 }, () => sampleReception());
    for (const reception of receptions) {
      unwrap(run.outbox.record(reception));
      await vi.advanceTimersByTimeAsync(3.6 * hour);
    }
    expect(unwrap(run.outbox.backlog())).toMatchObject({ waiting: 20, parked: 0, oldestAt: start });

    away = false;
    const before = run.sink.offered.length;
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(run.sink.offered.length - before).toBe(20);
    expect(new Set(run.sink.offered.slice(before).map(({ key }) => key))).toEqual(
      new Set(receptions.map(({ id }) => `${id}.v1`)),
    );
    expect(unwrap(run.outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 });
    await run.stop();
  });

  test('gets the patience it asks for, up to an hour', async () => {
    const asked = [90_000, 24 * hour];
    const run = running(() => {
      const next = asked.shift();
      return next === undefined ? { kind: 'taken' } : { kind: 'unavailable', detail: 'HTTP 429', retryAfterMs: next };
    });
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(89_000);
    expect(run.sink.offered).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(run.sink.offered).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(hour - 1_000);
    expect(run.sink.offered).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(run.sink.offered).toHaveLength(3);
    await run.stop();
  });

  test('is given up on after its time limit, and the reception stays', async () => {
    const run = running(
      (_parcel, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'unavailable', detail: `${signal.reason.message}` }));
        }),
    );
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(run.events).toMatchObject([
      { kind: 'postponed', problem: { code: 'U-502', detail: expect.stringMatching(/^no answer within \d+ ms$/) } },
    ]);
    expect(unwrap(run.outbox.backlog())).toMatchObject({ waiting: 1 });
    await run.stop();
  });

  test('is not waited for in vain when the clock was ahead and is set back', async () => {
    let away = true;
    const run = running(() => (away ? { kind: 'unavailable', detail: 'ECONNREFUSED' } : { kind: 'taken' }));
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(minute);
    vi.setSystemTime(start - 365 * 24 * hour);
    away = false;
    await vi.advanceTimersByTimeAsync(minute);
    expect(run.events.at(-1)).toMatchObject({ kind: 'delivered' });
    await run.stop();
  });
});

describe('a reception the receiver stumbles over', () => {
  test('is parked after the limit, kept, and holds up no other', async () => {
    const poison = sampleReception();
    const run = running(({ idempotencyKey }) =>
      idempotencyKey.startsWith(poison.id) ? { kind: 'refused-for-now', detail: 'HTTP 500' } : { kind: 'taken' },
    );
    unwrap(run.outbox.record(poison));
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(100);
    expect(run.events).toMatchObject([{ kind: 'postponed' }, { kind: 'delivered' }]);

    await vi.advanceTimersByTimeAsync(12 * hour);
    expect(run.events.at(-1)).toMatchObject({ kind: 'parked', id: poison.id, problem: { code: 'U-503' } });
    expect(run.sink.offered.filter(({ key }) => key.startsWith(poison.id))).toHaveLength(20);
    expect(unwrap(run.outbox.backlog())).toMatchObject({ waiting: 0, parked: 1 });
    await run.stop();
  });

  test('is parked at once when the answer is final, and delivered when a person retries it', async () => {
    let mended = false;
    const run = running(() => (mended ? { kind: 'taken' } : { kind: 'refused', detail: 'HTTP 422' }));
    const reception = sampleReception();
    unwrap(run.outbox.record(reception));
    await vi.advanceTimersByTimeAsync(20 * hour);
    expect(run.sink.offered).toHaveLength(1);
    expect(run.events).toMatchObject([{ kind: 'parked', problem: { code: 'U-503', detail: 'HTTP 422' } }]);

    mended = true;
    expect(unwrap(retryNow(run.outbox.store, undefined))).toBe(1);
    await vi.advanceTimersByTimeAsync(deliveryDelays.pollMs);
    expect(run.events.at(-1)).toMatchObject({ kind: 'delivered', attempts: 2 });
    expect(run.sink.offered[1]?.text).toBe(JSON.stringify(reception));
    await run.stop();
  });
});

describe('a new reception', () => {
  test('is offered at once, not at the next poll', async () => {
    const run = running(() => ({ kind: 'taken' }));
    await vi.advanceTimersByTimeAsync(minute + 1_234);
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(0);
    expect(run.sink.offered).toMatchObject([{ at: start + minute + 1_234 }]);
    await run.stop();
  });

  test('leaves no plaintext behind in memory it was handed out in', async () => {
    const bodies: Uint8Array[] = [];
    const run = running(({ body }) => {
      bodies.push(body);
      return { kind: 'taken' };
    });
    unwrap(run.outbox.record(sampleReception()));
    await vi.advanceTimersByTimeAsync(0);
    expect(bodies[0]?.length).toBeGreaterThan(100);
    expect(bodies[0]?.every((byte) => byte === 0)).toBe(true);
    await run.stop();
  });
});

interface Run {
  readonly outbox: Outbox;
  readonly sink: ReturnType<typeof scriptedSink>;
  readonly events: DeliveryEvent[];
  stop(): Promise<void>;
}

/** A queue whose loop runs on the fake clock, its jitter at the upper end. */
function running(answer: Parameters<typeof scriptedSink>[0], options: Partial<DeliveryOptions> = {}): Run {
  const outbox = temporaryOutbox();
  const sink = scriptedSink(answer);
  const events: DeliveryEvent[] = [];
  const onEvent = (event: DeliveryEvent): void => {
    events.push(event);
  };
  const delivery = startDelivery({ outbox, sinks: [sink], random: () => 1 - Number.EPSILON, onEvent, ...options });
  return { outbox, sink, events, stop: () => delivery.stop() };
}
