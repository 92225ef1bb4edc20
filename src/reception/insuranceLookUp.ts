/** What staff type from a 資格確認書 for a person without a card. The file interface takes the same question. */
export interface InsuranceLookUp {
  /** 6 or 8 digits. */
  readonly insurerNumber: string;
  readonly insuredCardSymbol: string;
  readonly insuredIdentificationNumber: string;
  /** 2 digits, or empty. */
  readonly insuredBranchNumber: string;
  /** yyyyMMdd, with zeros for what nobody knows: 19650000. */
  readonly birthdate: string;
  /** Whether the patient agreed, out loud, that the 限度額 classification is asked for. */
  readonly limitConsent: boolean;
}
