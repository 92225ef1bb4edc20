import { factsOf } from '../../../consent/items.ts';
import type { ConsentAnswer, Withholding } from '../../../reception/consents.ts';
import type { Reception } from '../../../reception/reception.ts';
import { concept, type Identifier, type Reference, type Resource } from './resource.ts';
import { hl7, own } from './systems.ts';

const policy = 'オンライン資格確認等システムの診療・薬剤・健診情報の閲覧。同意から24時間、この医療機関に限る。';

/**
 * What the patient answered: nothing is permitted but what an item's own provision permits, each for exactly its 24
 * hours. What has expired on its way or is withheld is denied, and where nothing is left of what was agreed the whole is `inactive`:
 * a receiver that looks at no period still lets nobody look. The outer period is that of the first answer, so that it
 * never reaches beyond any of them.
 */
export function consent(reception: Reception, identifier: Identifier, patient: Reference, clinic: Reference): Resource {
  const { consents, receivedAt, holder } = reception;
  const [start] = consents.map(({ answeredAt }) => answeredAt).toSorted();
  const [end] = consents.map(({ validUntil }) => validUntil).toSorted();
  return {
    resourceType: 'Consent',
    identifier: [identifier],
    status: isOver(consents) ? 'inactive' : 'active',
    scope: concept(hl7.consentScope, 'patient-privacy'),
    category: [concept(hl7.loinc, '59284-0')],
    patient,
    dateTime: start ?? receivedAt,
    performer: [patient],
    organization: [clinic],
    policy: wordings(consents).map((uri) => ({ uri })),
    policyRule: { text: policy },
    verification: holder
      ? [{ verified: true, verifiedWith: patient, verificationDate: holder.provenAt }]
      : [{ verified: false }],
    provision: { type: 'deny', period: { start, end }, provision: consents.map(provision) },
  };
}

function provision(answer: ConsentAnswer): object {
  const { item, agreed, expired, answeredAt, validUntil, givenBy } = answer;
  return {
    type: agreed && !expired ? 'permit' : 'deny',
    period: { start: answeredAt, end: validUntil },
    // Who typed the answer in, where the patient only spoke.
    ...(givenBy.by === 'staff'
      ? { actor: [{ role: concept(hl7.participation, 'ENT'), reference: { display: givenBy.staff } }] }
      : {}),
    code: [concept(own.consentItem, item, `${factsOf(item).officialName}${remark(answer)}`)],
  };
}

const withheldBecause: Readonly<Record<Withholding, string>> = {
  'another-person': '（閲覧不可：別の方の情報のおそれ）',
  'not-insured': '（閲覧不可：有効な資格なし）',
  'certificate-over': '（閲覧不可：電子証明書の期限切れ）',
};

function remark({ expired, notObtained, withheld }: ConsentAnswer): string {
  if (notObtained) return '（同意を確認できず）';
  if (withheld) return withheldBecause[withheld];
  return expired ? '（同意から24時間経過）' : '';
}

function isOver(consents: readonly ConsentAnswer[]): boolean {
  return (
    consents.some(({ expired, withheld }) => expired || withheld) &&
    !consents.some(({ agreed, expired }) => agreed && !expired)
  );
}

/** The words that were on the screen, each once: `…:2026-11:ordinary:ja`. */
function wordings(consents: readonly ConsentAnswer[]): readonly string[] {
  return [
    ...new Set(
      consents.map(({ wording: { version, kinds, language } }) => `${own.wording}:${version}:${kinds}:${language}`),
    ),
  ];
}
