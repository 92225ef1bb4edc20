import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOddity } from '../../src/reception/checkDigit.ts';
import { oddNumbersIn } from '../../src/reception/oddNumbers.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { sampleReception } from '../support/outbox/queue.ts';

describe('the check digit of an insurer or payer number', () => {
  test.each(['33120015', '01130012', '06139463', '39131156', '138057', '00138057'])('is right: %s', (number) => {
    expect(numberOddity(number)).toBeUndefined();
  });

  test.each([
    ['33120016', 'check-digit'],
    ['01130021', 'check-digit'],
    ['138058', 'check-digit'],
    ['', 'form'],
    ['1234567', 'form'],
    ['３３１２００１５', 'form'],
    ['A3120015', 'form'],
  ] as const)('is wrong: %s, %s', (number, oddity) => {
    expect(numberOddity(number)).toBe(oddity);
  });

  test('finds every single digit that was mistyped, and exists once for every number', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(digits, fc.nat(6), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const good = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((last) => !numberOddity([...body, last].join('')));
        expect(good).toHaveLength(1);
        const mistyped = body.map((digit, index) => (index === at ? (digit + by) % 10 : digit));
        expect(numberOddity([...mistyped, ...good].join(''))).toBe('check-digit');
      }),
    );
  });
});

describe('the numbers of a reception', () => {
  const { eligibility, subsidies } = sampleReception();
  const certificates = loadPeople(projectRoot()).find(({ id }) => id === 'ogawa-emi')?.subsidies ?? [];

  test('are told by where they stand, never by what they are', () => {
    expect(oddNumbersIn({ eligibility, subsidies })).toEqual([]);
    const insurance = eligibility.insurance && { ...eligibility.insurance, insurerNumber: '00138058' };
    const medicalAssistance = { payerNumber: '12137015', recipientNumber: '1', validFrom: '20260401' };
    const odd = oddNumbersIn({
      eligibility: { ...eligibility, insurance, medicalAssistance },
      subsidies: { answer: 'used', answeredAt: null, certificates },
    });
    expect(odd).toEqual([
      { of: 'insurer', oddity: 'check-digit' },
      { of: 'medical-assistance', oddity: 'check-digit' },
      { of: 'subsidy', certificate: 'disability', oddity: 'check-digit' },
    ]);
    expect(JSON.stringify(odd)).not.toMatch(/\d/);
  });

  test('of a municipality are not judged where there is none, nor is a recipient number ever', () => {
    const local = certificates.flatMap(({ payerNumber: _, ...rest }) => [{ ...rest, recipientNumber: 'こ－00912/3' }]);
    expect(
      oddNumbersIn({ eligibility: null, subsidies: { answer: 'used', answeredAt: null, certificates: local } }),
    ).toEqual([]);
  });

  test('of the fixture people are right but for one, which shows what an odd one looks like', () => {
    const odd = loadPeople(projectRoot()).flatMap(({ id, eligibility, subsidies }) =>
      oddNumbersIn({ eligibility, subsidies: { answer: 'used', answeredAt: null, certificates: subsidies } }).map(
        (each) => [id, each.of],
      ),
    );
    expect(odd).toEqual([['ogawa-emi', 'subsidy']]);
  });
});
