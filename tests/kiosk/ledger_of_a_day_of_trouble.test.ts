import { describe, expect, test } from 'vitest';
import { sampleReception } from '../../scripts/bench/queue/sampleReception.ts';
import { byHolder, judge as judgeWith } from '../../scripts/kiosk/ledger.ts';
import type { HeldReception } from '../../scripts/kiosk/simulatorApi.ts';
import { faultsOfTrail } from '../../scripts/trouble/trail.ts';
import type { Visit } from '../../scripts/trouble/visit.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';

const person = 'yamada-hanako';
const noon = Date.parse('2026-04-01T03:00:00Z');

function visitAt(from: number, more: Partial<Visit> = {}): Visit {
  const ending = { kind: 'told', status: 'confirmed' } as const;
  return {
    person,
    way: 'face',
    chip: 'own',
    from,
    until: from + 1_000,
    tookMs: 1_000,
    provedBy: 'face',
    ending,
    ...more,
  };
}

function heldAt(at: number, more: Partial<Reception> = {}): HeldReception {
  const sample = sampleReception();
  const receivedAt = new Date(at).toISOString();
  const token = { ...sample.token, serial: certificateSerial(person) };
  const holder = sample.holder && { ...sample.holder, provenAt: receivedAt };
  const reception = { ...sample, receivedAt, token, holder, ...more };
  return { idempotencyKey: `${reception.id}.v1`, receivedAt, deliveries: 1, reception };
}

const cutOff = { ending: { kind: 'left' } } as const;

const judge = (visits: readonly Visit[], held: readonly HeldReception[], conflicts: readonly never[]) =>
  judgeWith(visits, held, conflicts, byHolder(visits));

describe('the ledger of a day of trouble', () => {
  test('is even where each visit is held once', () => {
    const judged = judge([visitAt(noon)], [heldAt(noon + 900)], []);
    expect(judged).toMatchObject({ told: 1, held: 1, lost: [], doubled: [], altered: [], unproven: [], untold: 0 });
  });

  test('finds who is lost, though the visit just before was recorded and not told', () => {
    const judged = judge([visitAt(noon, cutOff), visitAt(noon + 1_100)], [heldAt(noon + 950)], []);
    expect(judged).toMatchObject({ lost: [expect.stringContaining(person)], untold: 1, doubled: [] });
  });

  test('finds who is held twice, and who is held without having been there', () => {
    const receptions = [heldAt(noon + 800), heldAt(noon + 900), heldAt(noon + 60_000)];
    expect(judge([visitAt(noon)], receptions, []).doubled).toHaveLength(2);
  });

  test('finds what is held otherwise than it was told', () => {
    expect(judge([visitAt(noon, { provedBy: 'pin' })], [heldAt(noon + 900)], []).altered).toHaveLength(1);
  });

  test.each([
    ['no proof', { holder: null }, {}],
    ['no answer about insurance', { eligibility: null }, {}],
    [
      'a chip that nobody vouches for',
      { token: { ...sampleReception().token, serial: certificateSerial(person), genuine: 'unanchored' } },
      {},
    ],
    ['a home-made chip', {}, { chip: 'home-made' }],
  ] as const)('finds what was confirmed with %s', (_what, reception, visit) => {
    expect(judge([visitAt(noon, visit)], [heldAt(noon + 900, reception)], []).unproven).toHaveLength(1);
  });
});

describe('the trail after a day of trouble', () => {
  const gone = { kind: 'trail-gone', trail: 't-1', records: 9 } as const;
  const edited = { kind: 'edited', sequence: 3, part: 'fields' } as const;

  test.each([
    ['nothing was cut, nothing is found', [], 0, 0],
    ['what was cut is found gone', [gone], 1, 0],
    ['what was cut is not found', [], 1, 1],
    ['one is gone that nobody cut', [gone], 0, 1],
    ['something else is found beside it', [gone, edited], 1, 1],
  ] as const)('%s', (_what, findings, timesCut, faults) => {
    expect(faultsOfTrail(findings, timesCut)).toHaveLength(faults);
  });
});
