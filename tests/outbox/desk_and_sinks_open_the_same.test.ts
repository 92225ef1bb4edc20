import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { goldenPeople, goldenReception } from '../../scripts/fixtures/golden/goldenReception.ts';
import { type ConsentItem, consentItems } from '../../src/consent/items.ts';
import { detailOf, summaryOf } from '../../src/desk/receptions/shown.ts';
import { day } from '../../src/kernel/durations.ts';
import { receptionBundle } from '../../src/outbox/sinks/fhir/bundle.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { receptionIn } from '../../src/outbox/sinks/receptionBody.ts';
import { asOf } from '../../src/reception/asOf.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { xmlLeaves } from '../support/outbox/xmlLeaves.ts';

/** Whose agreement opens nothing, and why: written down from the people, not from the rule. */
const closed: Readonly<Record<string, string>> = {
  'link-error': 'another-person',
  invalid: 'not-insured',
  'newer-exists': 'not-insured',
  'none-found': 'not-insured',
  'several-found': 'not-insured',
  'certificate-grace': 'certificate-over',
};
/** Of these nobody asks: a card that no kiosk takes. */
const notAsked = ['certificate-unusable', 'revoked'];

const stems: Readonly<Record<ConsentItem, string>> = {
  surgery: 'OperationInfo',
  medication: 'PharmacistsInfo',
  diagnosis: 'DiagnosisInfo',
  checkup: 'SpecificHealthCheckupsInfo',
  prescriptions: 'PrescriptionInfo',
};

const times = [
  ['at once', 0],
  ['in the last moment', day - 1],
  ['a day later', day],
] as const;
const settings = [
  ['agreed to all but one', consentItems],
  ['asked one thing', ['medication']],
  ['asked nothing', []],
] as const;

describe.each(goldenPeople(projectRoot()))('$id', (person) => {
  const tag = person.tags.find((each) => each in closed);
  const why = tag && closed[tag];
  const base = goldenReception(person);
  // Who comes with an expired certificate is not asked; what was asked all the same opens nothing.
  const answers = goldenReception({ ...person, card: { ...person.card, certificateEndsInMonths: 36 } }).consents;
  const isAsked = !person.tags.some((each) => notAsked.includes(each));

  test.each(settings)('%s: desk, programs and every sink open the same', (_name, items: readonly ConsentItem[]) => {
    const consents = isAsked ? answers.filter(({ item }) => items.includes(item)) : base.consents;
    const reception: Reception = { ...base, consents };
    for (const [when, after] of times) {
      const at = Date.parse(answers[0]?.answeredAt ?? '') + after;
      const open = isAsked && !why && after < day ? items.filter((item) => item !== 'surgery') : [];
      expect({ when, ...openedBy(reception, at) }).toEqual({
        when,
        list: open,
        detail: open,
        webhook: open,
        fhir: open,
        file: open,
      });
      if (!why) continue;
      const refusals = detailOf(reception, at).consents.map(({ item, viewing }) => [
        item,
        !viewing.allowed && viewing.why,
      ]);
      expect(refusals).toEqual(consents.map(({ item, agreed }) => [item, agreed ? why : 'refused']));
    }
  });

  test('its consents stay on record as they were said', () => {
    const body = Buffer.from(JSON.stringify({ ...base, consents: answers }));
    const before = body.toString();
    asOf(body, Date.parse(base.receivedAt));
    expect(body.toString()).toBe(before);
  });
});

/** What each reader takes for open at `at`. */
function openedBy(reception: Reception, at: number): Readonly<Record<string, readonly ConsentItem[]>> {
  const shown = (consents: ReturnType<typeof detailOf>['consents']) =>
    consents.flatMap(({ item, viewing }) => (viewing.allowed ? [item] : []));
  const body = asOf(Buffer.from(JSON.stringify(reception)), at);
  const sent = receptionIn(body);
  if (!sent) throw new Error('what is sent is no reception');
  const leaves = xmlLeaves(faceFile(sent, 'utf-8').bytes.toString('utf8'));
  const result = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation';
  return {
    list: shown(summaryOf({ reception, deliveries: [] }, at).consents),
    detail: shown(detailOf(reception, at).consents),
    webhook: sent.consents.filter(({ agreed, expired }) => agreed && !expired).map(({ item }) => item),
    fhir: permitted(receptionBundle(sent, '医院')),
    file: consentItems.filter((item) => leaves[`${result}/${stems[item]}ConsFlg`] === '1'),
  };
}

const consentSchema = z.object({
  resourceType: z.literal('Consent'),
  status: z.string(),
  provision: z.object({
    provision: z.array(
      z.object({ type: z.string(), code: z.array(z.object({ coding: z.array(z.object({ code: z.string() })) })) }),
    ),
  }),
});

function permitted(bundle: unknown): readonly ConsentItem[] {
  const { entry } = z.object({ entry: z.array(z.object({ resource: z.unknown() })) }).parse(bundle);
  return entry.flatMap(({ resource }) => {
    const consent = consentSchema.safeParse(resource);
    if (!consent.success || consent.data.status !== 'active') return [];
    const codes = consent.data.provision.provision
      .filter(({ type }) => type === 'permit')
      .map(({ code }) => code[0]?.coding[0]?.code);
    return consentItems.filter((item) => codes.includes(item));
  });
}
