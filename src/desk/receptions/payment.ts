import { day } from '../../kernel/durations.ts';
import { tokyoDay } from '../../kernel/tokyoTime.ts';
import type { Reception } from '../../reception/reception.ts';
import { isReimbursed } from '../../reception/subsidy.ts';

/** Who pays for one arrival, as short as a receptionist asks for it. */
export interface Payment {
  /** The patient's share in percent as three digits, that of 高齢受給者証 before the insurance's; null where not told. */
  readonly share: string | null;
  /** 限度額: the flag (A01…B10). */
  readonly limit: string | null;
  /** 特定疾病療養受療証: whether there is one. */
  readonly hasSpecificDisease: boolean;
  /** 医療扶助 and the certificates of 医療費助成 the patient uses, in this order. */
  readonly publicExpenses: readonly PayingScheme[];
  /** The patient has certificates and does not want to use them, or PMH could not be asked. */
  readonly subsidies: Reception['subsidies']['answer'];
  /** 保険変更: since when, yyyyMMdd; null where nothing speaks for a change. */
  readonly changedSince: string | null;
}

export interface PayingScheme {
  /** 公費負担者番号; its first two digits name the law (法別番号). Null where the municipality has none. */
  readonly payerNumber: string | null;
  readonly name: string;
  /** 償還払い: the patient pays here and claims back. */
  readonly reimbursed: boolean;
}

/** An insurance that began at most so long ago is one the clinic's books may not have yet [ours]. */
const newForMs = 31 * day;

export function paymentOf({ eligibility, subsidies, institutionCode, receivedAt }: Reception): Payment {
  const { insurance = null, elderlyRatio, limit, specificDiseases = [], medicalAssistance } = eligibility ?? {};
  const since = insurance?.qualificationDate ?? '';
  const isNew = since >= tokyoDay(Date.parse(receivedAt) - newForMs) && since <= tokyoDay(receivedAt);
  return {
    share: elderlyRatio ?? (insurance?.insuredPartialContributionRatio || null),
    limit: limit?.flag ?? null,
    hasSpecificDisease: specificDiseases.length > 0,
    publicExpenses: [
      ...(medicalAssistance
        ? [{ payerNumber: medicalAssistance.payerNumber, name: '医療扶助', reimbursed: false }]
        : []),
      ...subsidies.certificates.map((certificate) => ({
        payerNumber: certificate.payerNumber ?? null,
        name: certificate.certificationName,
        reimbursed: isReimbursed(certificate, institutionCode),
      })),
    ],
    subsidies: subsidies.answer,
    changedSince: insurance && isNew ? since : null,
  };
}
