import { expect, test, vi } from 'vitest';
import { minute } from '../../src/kernel/durations.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, scriptedSink, temporaryOutbox } from '../support/outbox/queue.ts';

const morning = Date.parse('2026-04-01T00:00:00Z');

function outboxAt(at: number) {
  const clock = { at };
  return { clock, outbox: temporaryOutbox({ now: () => clock.at, sinks: ['webhook', 'fhir'] }) };
}

test('shows who came since then, the newest first, and how far each has come', async () => {
  const { clock, outbox } = outboxAt(morning - minute);
  const [yesterday, first, second] = [sampleReception(), sampleReception(), sampleReception()];
  for (const reception of [yesterday, first, second]) {
    unwrap(outbox.record(reception));
    clock.at += minute;
  }
  const shown = (limit: number) => unwrap(outbox.receptions({ since: morning, limit }));
  expect(shown(10).map(({ reception }) => reception)).toEqual([second, first]);
  expect(shown(1).map(({ reception }) => reception.id)).toEqual([second.id]);
  expect(shown(10)[0]?.deliveries).toEqual([
    { sink: 'fhir', state: 'waiting' },
    { sink: 'webhook', state: 'waiting' },
  ]);

  const delivery = startDelivery({ outbox, sinks: [scriptedSink(() => ({ kind: 'taken' }))] });
  await vi.waitFor(() => expect(shown(10)[0]?.deliveries[1]).toEqual({ sink: 'webhook', state: 'delivered' }));
  await delivery.stop();
});

test('shows a reception once, in its newest version, and where it arrived', () => {
  const { clock, outbox } = outboxAt(morning);
  const early = sampleReception({ status: 'provisional' });
  unwrap(outbox.record(early));
  clock.at += minute;
  const late = sampleReception();
  unwrap(outbox.record(late));
  clock.at += minute;
  const completed = { ...early, status: 'confirmed', version: early.version + 1 } as const;
  unwrap(outbox.record(completed));

  const shown = unwrap(outbox.receptions({ since: morning, limit: 10 }));
  expect(shown.map(({ reception }) => reception)).toEqual([late, completed]);
  expect(unwrap(outbox.reception(early.id))).toEqual(completed);
  expect(unwrap(outbox.backlog()).unreconciled).toBe(0);
});

test('counts only the newest version as unreconciled, before and after posting', () => {
  const { outbox } = outboxAt(morning);
  const counted = () => unwrap(outbox.backlog()).unreconciled;
  const provisional = sampleReception({ status: 'provisional' });
  unwrap(outbox.record(provisional));
  expect(counted()).toBe(1);
  // Still not known: the second version is provisional too.
  unwrap(outbox.record({ ...provisional, version: 2 }));
  expect(counted()).toBe(1);
  unwrap(outbox.reception(provisional.id));
  expect(counted()).toBe(1);
  unwrap(outbox.record({ ...provisional, version: 3, status: 'confirmed' }));
  expect(counted()).toBe(0);
  unwrap(outbox.reception(provisional.id));
  expect(counted()).toBe(0);
  expect([...outbox.unreconciled()]).toEqual([]);
});

test('knows nothing of one that is wiped, or that was never there', async () => {
  const { clock, outbox } = outboxAt(morning);
  const reception = sampleReception();
  unwrap(outbox.record(reception));
  const sinks = (['webhook', 'fhir'] as const).map((name) => ({ ...scriptedSink(() => ({ kind: 'taken' })), name }));
  const delivery = startDelivery({ outbox, sinks });
  await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0));
  await delivery.stop();
  clock.at += minute;
  unwrap(wipeDelivered(outbox.store, 0));
  expect(unwrap(outbox.reception(reception.id))).toBeNull();
  expect(unwrap(outbox.receptions({ since: morning, limit: 10 }))).toEqual([]);
  expect(unwrap(outbox.reception(sampleReception().id))).toBeNull();
});

test('goes on showing the others when one does not open', () => {
  const { outbox } = outboxAt(morning);
  const [good, bad] = [sampleReception(), sampleReception()];
  for (const reception of [good, bad]) unwrap(outbox.record(reception));
  outbox.store.database.prepare("UPDATE journal SET tag = x'00' WHERE id = ?").run(bad.id);
  expect(unwrap(outbox.receptions({ since: morning, limit: 10 })).map(({ reception }) => reception.id)).toEqual([
    good.id,
  ]);
  expect(outbox.reception(bad.id)).toMatchObject({ ok: false, problem: { code: 'U-504' } });
});
