import { expect, test } from 'vitest';
import { sampleReception } from '../../scripts/bench/queue/sampleReception.ts';
import { byTime, judge } from '../../scripts/kiosk/ledger.ts';
import type { HeldReception } from '../../scripts/kiosk/simulatorApi.ts';
import { growthOf } from '../../scripts/soak/growth.ts';
import { guestAt } from '../../scripts/soak/guests.ts';
import { troublesOf } from '../../scripts/soak/troubles.ts';
import type { Visit } from '../../scripts/soak/visit.ts';
import { minute } from '../../src/kernel/durations.ts';
import { seededRandom } from '../../src/kernel/seededRandom.ts';

const noon = Date.parse('2026-04-01T03:00:00.000Z');

function visitAt(at: number, ending: Visit['ending'] = { kind: 'told', status: 'confirmed' }): Visit {
  const guest = guestAt(0, seededRandom(7));
  return { ...guest, from: at, until: at + 900, tookMs: 900, ending, provedBy: 'face' };
}

function heldAt(at: number, more: Partial<HeldReception['reception']> = {}): HeldReception {
  const receivedAt = new Date(at).toISOString();
  const sample = sampleReception();
  const holder = sample.holder && { ...sample.holder, provenAt: receivedAt };
  const reception = { ...sample, holder, status: 'confirmed' as const, receivedAt, version: 1, ...more };
  return { idempotencyKey: `${reception.id}.v${reception.version}`, receivedAt, deliveries: 1, reception };
}

test('a year without a fault: every visit that was told is held once', () => {
  const visits = [0, 1, 2].map((index) => visitAt(noon + index * 18 * minute));
  const held = visits.map(({ from }) => heldAt(from + 500));
  expect(judge(visits, held, [], byTime(visits))).toMatchObject({
    ...{ told: 3, held: 3, lost: [], doubled: [], altered: [], unproven: [], untold: 0 },
  });
});

test('lost, doubled, altered, untold and uncompleted are told apart', () => {
  const visits = [0, 1, 2, 3].map((index) => visitAt(noon + index * 18 * minute));
  const left = visitAt(noon + 4 * 18 * minute, { kind: 'left' });
  const completed = heldAt(noon + 54 * minute);
  const held = [
    heldAt(noon + 18 * minute),
    heldAt(noon + 18 * minute + 300),
    heldAt(noon + 36 * minute, { status: 'provisional' }),
    completed,
    // The insurance was asked about again: the same reception, not another one.
    { ...completed, reception: { ...completed.reception, version: 2 } },
    // Completed a moment after they had gone.
    heldAt(noon + 72 * minute + 5_000),
    heldAt(noon + 99 * minute),
  ];
  const all = [...visits, left];
  const judged = judge(all, held, [{ idempotencyKey: 'k' }], byTime(all));
  const { lost, doubled, altered, untold, uncompleted } = judged;
  expect({ lost: lost.length, doubled: doubled.length, altered: altered.length, untold, uncompleted }).toEqual({
    lost: 1,
    doubled: 2,
    altered: 2,
    untold: 1,
    uncompleted: 1,
  });
});

test('growth is measured from when everything has been used once', () => {
  const row = (kioskBytes: number) => ({ heapBytes: 50, kioskBytes, kioskDescriptors: 60, browserBytes: 900 });
  const year = [100, 600, 800, 800, 801, 799, 800, 802, 880, 880, 990].map(row);
  expect(growthOf(year)).toEqual({ heap: 0, kiosk: 0.1, descriptors: 0, browser: 0 });
});

test('the same seed brings the same guests and the same troubles', () => {
  const year = (seed: number) => {
    const random = seededRandom(seed);
    return [
      Array.from({ length: 200 }, (_, index) => guestAt(index / 200, random)),
      troublesOf(2_000, seededRandom(seed)),
    ];
  };
  expect(year(3)).toEqual(year(3));
  expect(year(3)).not.toEqual(year(4));
});
