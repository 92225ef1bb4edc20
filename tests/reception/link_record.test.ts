import { describe, expect, test } from 'vitest';
import { kanjiVariants } from '../../src/reception/link/kanjiVariants.ts';
import { linkBetween } from '../../src/reception/link/linkRecord.ts';
import { personBeside, withoutUndisclosed } from '../../src/reception/undisclosed.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const { eligibility } = sampleReception();
const { name, birthdate, address } = eligibility;
const card = { name, birthdate, address, sex: '2' } as const;

describe('what a reception says of the link', () => {
  test('matched, or in what it differs, never what was there', () => {
    expect(linkBetween(card, eligibility)).toEqual({ kind: 'matched' });
    const other = { ...eligibility, name: '鈴木　ウメ', birthdate: '19480603' };
    const link = linkBetween(card, other);
    expect(link).toEqual({ kind: 'mismatch', differs: ['name', 'birthdate'] });
    expect(JSON.stringify(link)).not.toMatch(/鈴木|1948/);
  });

  test('leaves the address alone: insurers have that of years ago', () => {
    expect(linkBetween(card, { ...eligibility, address: '千葉県' })).toEqual({ kind: 'matched' });
  });

  test.each(['none-found', 'several-found'] as const)(
    'is not compared where the answer is about no one: %s',
    (validity) => {
      expect(linkBetween(card, { ...eligibility, validity, name: '' })).toEqual({ kind: 'not-compared' });
    },
  );

  test('is not compared where a side is missing', () => {
    expect(linkBetween(null, eligibility)).toEqual({ kind: 'not-compared' });
    expect(linkBetween(card, null)).toEqual({ kind: 'not-compared' });
  });

  test('takes the clinic’s own variants', () => {
    const answer = { ...eligibility, name: '山田　華子' };
    expect(linkBetween(card, answer)).toMatchObject({ kind: 'mismatch' });
    expect(linkBetween(card, answer, kanjiVariants(['花華']))).toEqual({ kind: 'matched' });
  });
});

describe('不開示', () => {
  test('takes an address away that should not have come, and nothing else', () => {
    const undisclosed = { ...eligibility, notDisclosed: true } as const;
    expect(withoutUndisclosed(undisclosed)).toEqual({ ...undisclosed, address: '' });
    expect(withoutUndisclosed(eligibility)).toEqual(eligibility);
  });

  test('holds for what the card says of the same person as well', () => {
    expect(personBeside({ ...eligibility, notDisclosed: true }, card)).toEqual({ ...card, address: '' });
    for (const answer of [eligibility, null]) expect(personBeside(answer, card)).toEqual(card);
    expect(personBeside(eligibility, null)).toBeNull();
  });
});
