import { expect, test } from 'vitest';
import { day, hour, minute } from '../../src/kernel/durations.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { type Outbox, openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { sampleReception, scriptedSink, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const morning = Date.parse('2026-04-01T00:00:00Z');

/** An arrival at `at`, milliseconds since the epoch. */
function arrival(at: number, serial: string, changes: Parameters<typeof sampleReception>[0] = {}): Reception {
  const { token, ...rest } = sampleReception(changes);
  return { ...rest, receivedAt: new Date(at).toISOString(), token: { ...token, serial } };
}

function recordedAt(outbox: Outbox, clock: { at: number }, reception: Reception): void {
  clock.at = Date.parse(reception.receivedAt);
  unwrap(outbox.record(reception));
}

test('the same person is known again, by card, by phone and without the line; nobody else of the same name is', async () => {
  const clock = { at: morning };
  const outbox = temporaryOutbox({ now: () => clock.at });
  const first = arrival(morning, 'aa');
  expect(await outbox.cameEarlier(first)).toBe(false);
  recordedAt(outbox, clock, first);
  expect(await outbox.cameEarlier(first)).toBe(false);

  const later = morning + hour;
  const { eligibility } = sampleReception();
  const byPhone = arrival(later, 'phone');
  const offline = { ...arrival(later, 'aa'), status: 'provisional', eligibility: null } as const;
  const namesake = arrival(later, 'bb', { eligibility: { ...eligibility, address: '東京都ひいらぎ市緑町九丁目' } });
  expect(await outbox.cameEarlier(byPhone)).toBe(true);
  expect(await outbox.cameEarlier(offline)).toBe(true);
  expect(await outbox.cameEarlier(namesake)).toBe(false);
});

test('it survives two starts on the same day, and not the night', async () => {
  const clock = { at: morning };
  const paths = temporaryPaths();
  const open = () => unwrap(openOutbox({ ...paths, sinks: ['webhook'], now: () => clock.at }));
  const before = open();
  const yesterdays = arrival(morning - day, 'bb');
  recordedAt(before, clock, yesterdays);
  recordedAt(before, clock, arrival(morning, 'aa'));
  // Whose insurance was asked about today did not come today.
  clock.at = morning + minute;
  unwrap(before.record({ ...yesterdays, version: 2 }));
  before.close();
  for (const start of [1, 2]) {
    const outbox = open();
    const now = morning + start * hour;
    const other = { person: null, eligibility: { ...sampleReception().eligibility, address: '' } };
    expect(await outbox.cameEarlier(arrival(now, 'aa', other))).toBe(true);
    expect(await outbox.cameEarlier(arrival(now, 'bb', other))).toBe(false);
    expect(await outbox.cameEarlier(arrival(now + day, 'aa', other))).toBe(false);
    outbox.close();
  }
});

test('what is wiped is forgotten', async () => {
  const clock = { at: morning };
  const outbox = temporaryOutbox({ now: () => clock.at });
  recordedAt(outbox, clock, arrival(morning, 'aa'));
  const again = arrival(morning + hour, 'aa');
  const delivery = startDelivery({ outbox, sinks: [scriptedSink(() => ({ kind: 'taken' }))] });
  await expect.poll(() => unwrap(outbox.receptions({ since: 0, limit: 1 }))[0]?.deliveries[0]?.state).toBe('delivered');
  await delivery.stop();
  expect(await outbox.cameEarlier(again)).toBe(true);
  clock.at += minute;
  expect(unwrap(wipeDelivered(outbox.store, 0)).count).toBe(1);
  expect(await outbox.cameEarlier(again)).toBe(false);
});
