import { describe, expect, test } from 'vitest';
import { completed } from '../../src/reception/completed.ts';
import { linkBetween } from '../../src/reception/link/linkRecord.ts';
import { birthdateLikeness, mayBeWhomAsked } from '../../src/reception/link/sameBirthdate.ts';
import { sameAddress } from '../../src/reception/link/sameToTheLetter.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const { eligibility } = sampleReception();
const answer = { ...eligibility, name: '髙橋　一郎', sex: '1', address: '東京都ひいらぎ市緑町１－２－３' } as const;
const card = { name: '髙橋　一郎', sex: '1', address: '東京都ひいらぎ市緑町1丁目2番3号' } as const;

describe('card and answer with a birth date that is not whole', () => {
  test.each([
    ['19650412', '19650412', 'same-day'],
    ['19650000', '19650000', 'same-gaps'],
    ['19651200', '19651200', 'same-gaps'],
    ['19650412', '19650000', 'one-knows-more'],
    ['19650400', '19650412', 'one-knows-more'],
    ['00000000', '19650412', 'year-unknown'],
    ['00000000', '00000000', 'year-unknown'],
    ['19650412', '19650413', 'different'],
    ['19650000', '19660000', 'different'],
    ['19650400', '19650512', 'different'],
    ['19650231', '19650231', 'different'],
  ] as const)('%s and %s: %s', (one, other, likeness) => {
    expect([birthdateLikeness(one, other), birthdateLikeness(other, one)]).toEqual([likeness, likeness]);
  });

  const differs = (cardSide: object, answerSide: object) => {
    const link = linkBetween(
      { ...card, birthdate: '19650412', ...cardSide },
      { ...answer, birthdate: '19650412', ...answerSide },
    );
    return link.kind === 'mismatch' ? link.differs : link.kind;
  };

  test('two registers that know the same part are of one mind', () => {
    for (const birthdate of ['19650000', '19651200']) {
      expect(differs({ birthdate }, { birthdate, name: '高橋一郎', address: '' })).toBe('matched');
    }
  });

  test('what one of them does not know speaks against nobody whose name and sex are the same to the letter', () => {
    expect(differs({}, { birthdate: '19650000' })).toBe('matched');
    expect(differs({ birthdate: '19650400' }, { address: '' })).toBe('matched');
  });

  test.each([
    ['another way to write the name', { name: '高橋　一郎' }],
    ['a name that could not be written whole', { name: '●橋　一郎' }],
    ['a sex that nobody told', { sex: '3' }],
  ])('it is not enough beside %s', (_what, other) => {
    expect(differs({}, { birthdate: '19650000', ...other })).toEqual(['birthdate']);
  });

  test('an answer without any birth date takes nobody of that name but at that address', () => {
    expect(differs({}, { birthdate: '00000000' })).toBe('matched');
    expect(differs({}, { birthdate: '00000000', address: '東京都ひいらぎ市緑町1-2-4' })).toEqual(['birthdate']);
    expect(differs({}, { birthdate: '00000000', address: '' })).toEqual(['birthdate']);
    expect(differs({ birthdate: '00000000', address: '' }, { birthdate: '00000000', address: '' })).toEqual([
      'birthdate',
    ]);
  });

  test('what both know and differs is another person', () => {
    expect(differs({}, { birthdate: '19660000' })).toEqual(['birthdate']);
  });
});

test('who came in an emergency with an open birth date is completed with the answer of their address alone', () => {
  const { address } = card;
  const open = { name: answer.name, sex: '1', birthdate: '00000000', address } as const;
  const provisional = { ...sampleReception({ status: 'provisional', person: open }), eligibility: null };
  expect(completed(provisional, answer)).toMatchObject({ status: 'confirmed', link: { kind: 'matched' } });
  const elsewhere = completed(provisional, { ...answer, address: '東京都かえで市5-6-7' });
  expect(elsewhere).toMatchObject({ eligibility: null, link: { kind: 'mismatch', differs: ['birthdate'] } });
  expect(JSON.stringify(elsewhere)).not.toMatch(/かえで/);
});

test('who was asked for by numbers is found with more or less of their birth date, but not by an open one alone', () => {
  for (const [asked, answered, expected] of [
    ['19650412', '19650412', true],
    ['19650412', '19650000', true],
    ['19650000', '19650412', true],
    ['00000000', '19650412', true],
    ['19650412', '00000000', false],
    ['19650412', '19650413', false],
    ['19650000', '19660412', false],
  ] as const) {
    expect([asked, answered, mayBeWhomAsked(asked, answered)]).toEqual([asked, answered, expected]);
  }
});

test('an address is the same in figures of any width, and without a number it is none', () => {
  expect(sameAddress('緑町１丁目２番地３', '緑町1-2-3')).toBe(true);
  expect(sameAddress('緑町1番2号 101', '緑町１－２　１０１')).toBe(true);
  expect(sameAddress('緑町1-2 101', '緑町1-21 01')).toBe(false);
  expect(sameAddress('緑町', '緑町')).toBe(false);
  expect(sameAddress('', '')).toBe(false);
});
