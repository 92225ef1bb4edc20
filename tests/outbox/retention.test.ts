import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claimsOn } from '../../src/outbox/claims.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { listEntries } from '../../src/outbox/inspection.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const hour = 60 * 60_000;

describe('after the retention', () => {
  test('wipes what every sink has taken, and keeps what became of it', () => {
    const clock = { at: Date.parse('2026-04-01T00:00:00Z') };
    const outbox = temporaryOutbox({ now: () => clock.at });
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    deliver(outbox, 'webhook');

    clock.at += 24 * hour - 1;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(0);
    clock.at += 1;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(1);
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(0);
    expect(unwrap(listEntries(outbox.store, 10))).toMatchObject([
      { id: reception.id, wipedAt: '2026-04-02T00:00:00.000Z', deliveries: [{ sink: 'webhook', state: 'delivered' }] },
    ]);
  });

  test('leaves no trace of the sealed bytes in the files', () => {
    const clock = { at: Date.parse('2026-04-01T00:00:00Z') };
    const paths = temporaryPaths();
    const outbox = temporaryOutbox({ ...paths, now: () => clock.at });
    unwrap(outbox.record(sampleReception()));
    const sealed = outbox.store.database.prepare<[], Buffer>('SELECT sealed FROM journal').pluck().get();
    const piece = sealed?.subarray(20, 52) ?? Buffer.alloc(0);
    const isOnDisk = () =>
      ['', '-wal'].some((end) => readFileSync(join(paths.folder, `outbox.sqlite${end}`)).includes(piece));
    expect(isOnDisk()).toBe(true);

    deliver(outbox, 'webhook');
    clock.at += 24 * hour;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(1);
    expect(isOnDisk()).toBe(false);
  });

  test('never touches what one sink still waits for', () => {
    const clock = { at: Date.parse('2026-04-01T00:00:00Z') };
    const outbox = temporaryOutbox({ sinks: ['webhook', 'fhir'], now: () => clock.at });
    unwrap(outbox.record(sampleReception()));
    deliver(outbox, 'webhook');
    clock.at += 365 * 24 * hour;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(0);

    deliver(outbox, 'fhir');
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(0);
    clock.at += 24 * hour;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(1);
  });

  test('never touches what is parked', () => {
    const clock = { at: Date.parse('2026-04-01T00:00:00Z') };
    const outbox = temporaryOutbox({ now: () => clock.at });
    unwrap(outbox.record(sampleReception()));
    const claims = claimsOn(outbox.store, hour);
    const claim = unwrap(claims.next('webhook', hour));
    if (claim) unwrap(claims.settle(claim, { state: 'parked', problem: { code: 'U-503' } }));
    clock.at += 365 * 24 * hour;
    expect(unwrap(wipeDelivered(outbox.store, 24 * hour)).count).toBe(0);
    expect(unwrap(outbox.backlog()).parked).toBe(1);
  });
});

function deliver(outbox: Outbox, sink: string): void {
  const claims = claimsOn(outbox.store, hour);
  const claim = unwrap(claims.next(sink, hour));
  if (!claim) throw new Error('nothing is due');
  expect(unwrap(claims.settle(claim, { state: 'delivered' }))).toBe(true);
}

test('a clock that leaps fifteen days wipes nothing: what is old must have been lived through', async () => {
  const clock = { at: Date.parse('2026-04-01T00:00:00Z'), lived: Date.parse('2026-04-01T00:00:00Z') };
  const outbox = temporaryOutbox({ now: () => clock.at });
  unwrap(outbox.record({ ...sampleReception(), status: 'provisional' }));
  deliver(outbox, 'webhook');
  const wiped: string[] = [];
  const day = 24 * hour;
  const running = () =>
    startDelivery({
      outbox,
      sinks: [],
      lived: () => clock.lived,
      delays: { retentionMs: day, unreconciledMs: 14 * day },
      onEvent: ({ kind }) => wiped.push(kind),
    });
  clock.at += 15 * day;
  await running().stop();
  expect(wiped).toEqual([]);
  clock.lived += 15 * day;
  await running().stop();
  expect(wiped).toEqual(['wiped', 'never-reconciled']);
});
