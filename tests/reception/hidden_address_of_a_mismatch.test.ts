import { expect, test } from 'vitest';
import { completed } from '../../src/reception/completed.ts';
import { leastData } from '../../src/reception/leastData.ts';
import { linkBetween } from '../../src/reception/link/linkRecord.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const { eligibility, ...arrival } = sampleReception();
const person = {
  name: '山田　花子',
  address: '東京都ひいらぎ市緑町一丁目1番1号',
  birthdate: '19850412',
  sex: '2',
} as const;
/** They have another name now, and their address is nobody's to see. */
const hiding = { ...eligibility, name: '鰐淵　花子', birthdate: person.birthdate, notDisclosed: true } as const;

test('an address that the answer hides stays hidden where the names differ, completed later', () => {
  const provisional = {
    ...arrival,
    status: 'provisional',
    eligibility: null,
    person,
    link: { kind: 'not-compared' },
  } as const;
  const later = completed(provisional, hiding);
  expect(later.link).toEqual({ kind: 'mismatch', differs: ['name'] });
  expect(JSON.stringify(later)).not.toContain('緑町');
});

test('and by whoever put the reception together', () => {
  const kept = leastData({ ...arrival, person, eligibility: hiding, link: linkBetween(person, hiding) });
  expect(kept.link.kind).toBe('mismatch');
  expect(JSON.stringify(kept)).not.toContain('緑町');
});
