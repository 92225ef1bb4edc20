import { expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { leastData } from '../../src/reception/leastData.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { certificates, everyKind } from '../support/outbox/everyKind.ts';
import { sampleReception, temporaryOutbox } from '../support/outbox/queue.ts';

const person = { name: '阿部　直樹', address: '東京都ひいらぎ市東町五丁目', birthdate: '19790214', sex: '1' } as const;

/** What is left of it after it was recorded. */
function kept(reception: Reception): Reception | null {
  const outbox = temporaryOutbox();
  unwrap(outbox.record(reception));
  return unwrap(outbox.reception(reception.id));
}

test('keeps nothing of an answer about somebody else, whoever handed it in', () => {
  const reception: Reception = {
    ...sampleReception(),
    person,
    link: { kind: 'mismatch', differs: ['name'] },
    patientNumber: '0004321',
    subsidies: { answer: 'used', answeredAt: null, certificates },
  };
  expect(kept(reception)).toEqual({
    ...reception,
    eligibility: null,
    patientNumber: null,
    subsidies: { answer: 'used', answeredAt: null, certificates: [] },
  });
});

test('keeps no address of who is not to be found, the card’s neither', () => {
  const { eligibility, ...sample } = sampleReception();
  const reception: Reception = { ...sample, person, eligibility: { ...eligibility, notDisclosed: true } };
  const left = kept(reception);
  expect(left).toMatchObject({ person: { ...person, address: '' }, eligibility: { address: '', notDisclosed: true } });
  expect(JSON.stringify(left)).not.toMatch(/東町五丁目|緑町/);
});

test('keeps no certificate that the patient does not want to use', () => {
  const reception = {
    ...sampleReception(),
    subsidies: { answer: 'declined', answeredAt: null, certificates },
  } as const;
  expect(kept(reception)?.subsidies).toEqual({ answer: 'declined', answeredAt: null, certificates: [] });
});

test.each(everyKind())('keeps all of a reception that has nothing of that: %s', (_name, reception) => {
  expect(leastData(reception)).toBe(reception);
  expect(kept(reception)).toEqual(reception);
});
