import { goldenPeople, goldenReception } from '../../../scripts/fixtures/golden/goldenReception.ts';
import { minute } from '../../../src/kernel/durations.ts';
import type { Outbox } from '../../../src/outbox/outbox.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** Who comes between the opening and half past eight, by the ids of the fixture people. */
const morning: readonly (readonly [id: string, change?: (reception: Reception) => Partial<Reception>])[] = [
  ['yamada-hanako', () => ({ patientNumber: '0001234' })],
  ['suzuki-ume', () => ({ patientNumber: '0000412' })],
  ['sato-ichiro'],
  ['tanaka-kenta', ({ eligibility }) => ({ eligibility: began(eligibility) })],
  ['takasaki-yoshio', () => ({ patientNumber: '0002008' })],
  ['fernandez-alexandra'],
  ['kobayashi-hina', () => ({ patientNumber: '0007001' })],
  ['watanabe-shizu', () => ({ patientNumber: '0000007' })],
  ['nakamura-takeshi'],
  ['kato-yuki'],
  ['hayashi-daisuke'],
  ['shimizu-kaoru'],
  ['abe-naoki'],
  ['ishikawa-sota', () => ({ patientNumber: '0005120' })],
  ['ogawa-emi', () => ({ subsidies: { answer: 'could-not-ask', answeredAt: null, certificates: [] } })],
  ['maeda-kazuo'],
  ['okada-tetsuya', () => ({ patientNumber: '0003310' })],
  ['goto-hiroshi', () => ({ patientNumber: '0003501' })],
  ['sakamoto-ren', () => ({ status: 'provisional', eligibility: null, patientNumber: null })],
  ['yamada-hanako', () => ({ patientNumber: '0001234' })],
];

/**
 * Twenty arrivals of all kinds into a queue, `every` two minutes apart up to `until` (milliseconds since the epoch), the
 * oldest first; consents and proofs are of the same minute.
 * @returns the receptions as they were recorded
 */
export function recordMorning(outbox: Outbox, until: number): readonly Reception[] {
  const people = new Map(goldenPeople(projectRoot()).map((person) => [person.id, person]));
  return morning.map(([id, change], index) => {
    const person = people.get(id);
    if (!person) throw new Error(`${id} is nobody`);
    const golden = goldenReception(person);
    const at = until - (morning.length - 1 - index) * 2 * minute;
    const moved = at - Date.parse(golden.receivedAt);
    const later = (time: string) => new Date(Date.parse(time) + moved).toISOString();
    const reception: Reception = {
      ...golden,
      id: golden.id.replace('-8000-', `-8${String(index).padStart(3, '0')}-`),
      receivedAt: later(golden.receivedAt),
      holder: golden.holder && { ...golden.holder, provenAt: later(golden.holder.provenAt) },
      consents: golden.consents.map((consent) => ({
        ...consent,
        answeredAt: later(consent.answeredAt),
        validUntil: later(consent.validUntil),
      })),
      ...change?.(golden),
    };
    unwrap(outbox.record(reception));
    return reception;
  });
}

/** An insurance that began this very month. */
function began(eligibility: Reception['eligibility']): Reception['eligibility'] {
  const insurance = eligibility?.insurance;
  return insurance ? { ...eligibility, insurance: { ...insurance, qualificationDate: '20260320' } } : eligibility;
}
