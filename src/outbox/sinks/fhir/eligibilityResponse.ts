import { tokyoDate } from '../../../kernel/tokyoTime.ts';
import type { EligibilityAnswer, Validity } from '../../../reception/answer.ts';
import type { LinkDifference } from '../../../reception/link/compareLink.ts';
import type { Reception } from '../../../reception/reception.ts';
import { clinicNumber } from './patient.ts';
import { concept, type Identifier, period, type Reference, type Resource } from './resource.ts';
import { hl7, own } from './systems.ts';

const validityWords: Readonly<Record<Validity, string>> = {
  valid: '有効',
  invalid: '無効',
  'newer-exists': '無効（新しい資格あり）',
  'none-found': '該当資格なし',
  'several-found': '複数該当',
  'valid-unregistered': '有効（未登録）',
};

const differenceWords: Readonly<Record<LinkDifference, string>> = { name: '氏名', birthdate: '生年月日', sex: '性別' };

export interface ResponseLinks {
  readonly patient: Reference;
  readonly clinic: Reference;
  /** Who answers for the insurance; absent where none was found. */
  readonly insurer?: Reference;
  /** What pays, the insurance first. */
  readonly coverages: readonly { readonly coverage: Reference; readonly inForce: boolean }[];
}

/** What the eligibility system answered about this visit. The question itself went another way: it is only named. */
export function eligibilityResponse(reception: Reception, identifier: Identifier, links: ResponseLinks): Resource {
  const { eligibility, link } = reception;
  const { patient, clinic, coverages } = links;
  const words = wordsOf(reception);
  const number = clinicNumber(reception);
  const items = eligibility ? certificateItems(eligibility) : [];
  return {
    resourceType: 'CoverageEligibilityResponse',
    ...extensions(reception),
    identifier: [identifier],
    status: 'active',
    purpose: ['validation'],
    // The clinic's own number as of this visit: a patient the server knows already is never changed.
    patient: number ? { ...patient, identifier: number } : patient,
    servicedDate: tokyoDate(reception.receivedAt),
    created: reception.receivedAt,
    requestor: clinic,
    request: { type: 'CoverageEligibilityRequest', identifier },
    outcome: outcomeOf(reception),
    disposition: [words, eligibility?.warning].filter((text) => text !== undefined).join('。'),
    insurer: links.insurer ?? { display: words },
    ...(coverages.length === 0
      ? {}
      : {
          insurance: coverages.map(({ coverage, inForce }, index) => ({
            coverage,
            inforce: inForce,
            ...(index === 0 && items.length > 0 ? { item: items } : {}),
          })),
        }),
    ...(link.kind === 'mismatch'
      ? { error: link.differs.map((item) => ({ code: concept(own.linkDifference, item, differenceWords[item]) })) }
      : {}),
  };
}

function outcomeOf({ eligibility, link }: Reception): 'complete' | 'queued' | 'error' {
  if (link.kind === 'mismatch') return 'error';
  return eligibility ? 'complete' : 'queued';
}

function wordsOf({ eligibility, link }: Reception): string {
  if (link.kind === 'mismatch') return 'カードと資格情報の人が一致しない（窓口で確認）';
  return eligibility ? validityWords[eligibility.validity] : '資格確認待ち';
}

/** What the patient chose, for which R4 has no place. */
function extensions({ prescriptionForm, subsidies }: Reception): object {
  return {
    extension: [
      { url: own.subsidyAnswer, valueCode: subsidies.answer },
      ...(prescriptionForm === null ? [] : [{ url: own.prescriptionForm, valueCode: prescriptionForm }]),
    ],
  };
}

/** 高齢受給者証, 限度額 and 特定疾病 of the insurance: the codes as answered, with their days. */
function certificateItems({ elderlyRatio, limit, specificDiseases = [] }: EligibilityAnswer): readonly object[] {
  return [
    ...(elderlyRatio === undefined
      ? []
      : [
          {
            category: concept(own.certificate, 'elderly', '高齢受給者証'),
            benefit: [{ type: concept(hl7.benefitType, 'copay-percent'), allowedUnsignedInt: Number(elderlyRatio) }],
          },
        ]),
    ...(limit
      ? [
          {
            ...inForceFor(limit),
            category: concept(own.certificate, 'limit', '限度額適用認定'),
            benefit: [
              { type: concept(own.limitClassification, limit.classification) },
              { type: concept(own.limitFlag, limit.flag) },
            ],
          },
        ]
      : []),
    ...specificDiseases.map((disease) => ({
      ...inForceFor(disease),
      category: concept(own.certificate, 'specific-disease', '特定疾病療養受療証'),
      benefit: [{ type: concept(own.specificDisease, disease.category) }],
    })),
  ];
}

function inForceFor({ validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string }): object {
  const valuePeriod = period(validFrom, validTo);
  return valuePeriod ? { extension: [{ url: own.period, valuePeriod }] } : {};
}
