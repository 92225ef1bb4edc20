import type { Validity } from '../../../eligibility/answer.ts';
import type { Reception } from '../../reception.ts';
import { tokyoDay } from '../tokyoTime.ts';
import { fhirDate, type Identifier, type Reference, type Resource } from './resource.ts';

const validityWords: Readonly<Record<Validity, string>> = {
  valid: '有効',
  invalid: '無効',
  'newer-exists': '無効（新しい資格あり）',
  'none-found': '該当資格なし',
  'several-found': '複数該当',
  'valid-unregistered': '有効（未登録）',
};

/** Whether the eligibility system says that the insurance may be used. */
export function isInForce(validity: Validity): boolean {
  return validity === 'valid' || validity === 'valid-unregistered';
}

export interface ResponseLinks {
  readonly patient: Reference;
  readonly clinic: Reference;
  /** Absent where no insurance was found. */
  readonly coverage?: { readonly coverage: Reference; readonly insurer: Reference };
}

/** What the eligibility system answered about this visit. The question itself went another way: it is only named. */
export function eligibilityResponse(reception: Reception, identifier: Identifier, links: ResponseLinks): Resource {
  const { validity, warning } = reception.eligibility ?? {};
  const words = validity ? validityWords[validity] : '資格確認待ち';
  const { patient, clinic, coverage } = links;
  return {
    resourceType: 'CoverageEligibilityResponse',
    identifier: [identifier],
    status: 'active',
    purpose: ['validation'],
    patient,
    servicedDate: fhirDate(tokyoDay(reception.receivedAt)),
    created: reception.receivedAt,
    requestor: clinic,
    request: { type: 'CoverageEligibilityRequest', identifier },
    outcome: validity ? 'complete' : 'queued',
    disposition: [words, warning].filter((text) => text !== undefined).join('。'),
    insurer: coverage?.insurer ?? { display: words },
    ...(coverage && validity ? { insurance: [{ coverage: coverage.coverage, inforce: isInForce(validity) }] } : {}),
  };
}
