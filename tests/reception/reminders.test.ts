import { expect, test } from 'vitest';
import { type CheckedIn, remindersFor } from '../../src/reception/reminders.ts';

const now = Date.parse('2026-11-26T01:00:00Z');
const nothing: CheckedIn = {
  cameEarlier: false,
  certificateClass: 'valid',
  certificateEnds: '2030-01-01T00:00:00.000Z',
  cardEnds: '20330101',
  isReimbursed: false,
  isAnswered: false,
};
const expiring = { certificateClass: 'expiring', certificateEnds: '2027-01-05T14:59:59.000Z' } as const;

test.each<[string, Partial<CheckedIn>, readonly object[]]>([
  ['nothing', {}, []],
  ['came earlier', { cameEarlier: true }, [{ kind: 'again' }]],
  ['the certificate ends, by its day in Tokyo', expiring, [{ kind: 'certificate', until: '20270105' }]],
  [
    'it has ended: to the end of the third month after',
    { certificateClass: 'grace', certificateEnds: '2026-10-31T14:59:59.000Z' },
    [{ kind: 'grace', until: '20270131' }],
  ],
  [
    'the card ends, and with it the certificate',
    { ...expiring, cardEnds: '20270105' },
    [{ kind: 'card', until: '20270105' }],
  ],
  ['the card ends today', { cardEnds: '20261126' }, [{ kind: 'card', until: '20261126' }]],
  ['the card ends in three months and a day', { cardEnds: '20270227' }, []],
  ['a card that says no day', { cardEnds: '00000000' }, []],
  ['a front that was not read', { cardEnds: null, certificateEnds: null }, []],
  [
    'no more than three, the most important first',
    { ...expiring, cameEarlier: true, isReimbursed: true, isAnswered: true },
    [{ kind: 'again' }, { kind: 'certificate', until: '20270105' }, { kind: 'reimbursed' }],
  ],
  [
    'paid back later, and asked about',
    { isReimbursed: true, isAnswered: true },
    [{ kind: 'reimbursed' }, { kind: 'own-data' }],
  ],
])('%s', (_name, changes, said) => {
  expect(remindersFor({ ...nothing, ...changes }, now)).toEqual(said);
});
