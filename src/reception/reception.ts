import type { CertificateClass } from '../card/certificateClass.ts';
import type { EligibilityAnswer } from './answer.ts';
import type { ConsentAnswer } from './consents.ts';
import type { HolderRecord } from './evidence.ts';
import type { LinkDifference } from './link/compareLink.ts';
import type { SubsidyRecord } from './subsidy.ts';

/** 4情報 as the card says them: what an unfinished reception is taken up again by. */
export interface PersonRecord {
  readonly name: string;
  readonly address: string;
  /** yyyyMMdd. */
  readonly birthdate: string;
  /** 1 male, 2 female, 3 unset. */
  readonly sex: '1' | '2' | '3';
}

/** What was read: the plastic card, a phone, or nothing (disaster, emergency). */
export interface TokenRecord {
  readonly kind: 'card' | 'android' | 'iphone' | 'none';
  /** Serial of the 利用者証明用 certificate, lower-case hex; null with `none`. */
  readonly serial: string | null;
  readonly certificateClass: CertificateClass | null;
  /** The card itself: signed by its issuer and no copy; null where that could not be looked at. */
  readonly genuine: 'verified' | 'unanchored' | null;
}

/** Under what rules this arrival was taken. */
export type Occasion =
  | { readonly kind: 'ordinary' }
  | {
      readonly kind: 'disaster' | 'emergency';
      /** Who opened the mode, and why. */
      readonly staff: string;
      readonly reason: string;
    };

/** Whether the card and the answer are about the same person. */
export type LinkRecord =
  | { readonly kind: 'matched' | 'not-compared' }
  | { readonly kind: 'mismatch'; readonly differs: readonly LinkDifference[] };

/** One patient's arrival: the fact that everything downstream is told about. */
export interface Reception {
  readonly schemaVersion: 1;
  /** UUID version 7. With `version` the key under which a receiver recognises a repeated delivery. */
  readonly id: string;
  /** 1 when the patient was told; a later one replaces it whole. */
  readonly version: number;
  /** `provisional`: the insurance could not be asked about; a later version will say. */
  readonly status: 'confirmed' | 'provisional';
  /** When the patient was checked in, ISO 8601; the same in every version. */
  readonly receivedAt: string;
  /** 10 digits: prefecture 2, table 1, institution 7. */
  readonly institutionCode: string;
  readonly kiosk: string;
  readonly occasion: Occasion;
  readonly token: TokenRecord;
  /** Null only where nobody could prove anything (disaster, emergency). */
  readonly holder: HolderRecord | null;
  /** What the card says of its holder; null where it was not read. */
  readonly person: PersonRecord | null;
  readonly consents: readonly ConsentAnswer[];
  /** Null where it was not asked. */
  readonly prescriptionForm: 'electronic' | 'paper' | null;
  readonly subsidies: SubsidyRecord;
  /** Null while provisional, and for good after a mismatch: another person's data is neither kept nor passed on. */
  readonly eligibility: EligibilityAnswer | null;
  readonly link: LinkRecord;
  /** 診察券: the clinic's own number of this patient, where known. */
  readonly patientNumber: string | null;
}
