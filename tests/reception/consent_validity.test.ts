import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConsentItem, consentItems } from '../../src/consent/items.ts';
import { day } from '../../src/kernel/durations.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import { type Viewed, mayBeViewed as viewed } from '../../src/reception/mayBeViewed.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const now = Date.UTC(2026, 10, 22, 8, 48, 35);
const given = (agreed: boolean, at = now) =>
  consentAnswer('medication', agreed, {
    givenBy: { by: 'patient' },
    wording: { version: '2026-11', kinds: 'ordinary', language: 'ja' },
    now: at,
  });

/** Of an ordinary reception with these answers. */
const mayBeViewed = (consents: Viewed['consents'], item: ConsentItem, at: number) =>
  viewed(sampleReception({ consents }), item, at);

describe('a consent', () => {
  test('is good for exactly 24 hours, also across the end of a month and a year', () => {
    for (const at of [now, Date.UTC(2026, 1, 28, 20), Date.UTC(2026, 11, 31, 23, 59, 59)]) {
      const { answeredAt, validUntil } = given(true, at);
      expect(Date.parse(validUntil) - Date.parse(answeredAt)).toBe(day);
    }
  });

  test('may be viewed from the moment it was given up to, and not including, the moment it runs out', () => {
    const consents = [given(true)];
    const at = (moment: number) => mayBeViewed(consents, 'medication', moment);
    expect(at(now - 1)).toEqual({ allowed: false, why: 'not-yet' });
    expect(at(now)).toEqual({ allowed: true, until: new Date(now + day).toISOString() });
    expect(at(now + day - 1)).toMatchObject({ allowed: true });
    expect(at(now + day)).toEqual({ allowed: false, why: 'expired' });
    expect(at(now + 30 * day)).toEqual({ allowed: false, why: 'expired' });
  });

  test('that was refused, not asked for, or could not be had never opens anything', () => {
    expect(mayBeViewed([given(false)], 'medication', now)).toEqual({ allowed: false, why: 'refused' });
    expect(mayBeViewed([given(true)], 'checkup', now)).toEqual({ allowed: false, why: 'not-asked' });
    const emergency = [{ ...given(false), notObtained: true } as const];
    expect(mayBeViewed(emergency, 'medication', now)).toEqual({ allowed: false, why: 'not-obtained' });
  });

  test('opens its own item only, at no other time, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...consentItems),
        fc.integer({ min: now - 3 * day, max: now + 3 * day }),
        fc.boolean(),
        (item, moment, agreed) => {
          const { allowed } = mayBeViewed([given(agreed)], item, moment);
          expect(allowed).toBe(agreed && item === 'medication' && moment >= now && moment < now + day);
        },
      ),
    );
  });
});
