import type { ConsentAnswer } from '../consent/items.ts';
import type { EligibilityAnswer } from '../eligibility/answer.ts';

/** How identity was proven, as the clinic may keep it: no challenge, no signature, no image. */
export interface HolderRecord {
  readonly method: 'pin' | 'face';
  /** ISO 8601. */
  readonly provenAt: string;
  /** Face only: similarity on the profile's own scale, and the profile. */
  readonly score?: number;
  readonly profile?: string;
}

/** One patient's arrival: the fact that everything downstream is told about. */
export interface Reception {
  /** UUID version 7. With `version` the key under which a receiver recognises a repeated delivery. */
  readonly id: string;
  readonly version: number;
  /** When the patient was checked in, ISO 8601. */
  readonly receivedAt: string;
  /** 10 digits: prefecture 2, table 1, institution 7. */
  readonly institutionCode: string;
  readonly kiosk: string;
  /** Serial of the 利用者証明用 certificate, hex. */
  readonly certificateSerial: string;
  readonly holder: HolderRecord;
  readonly consents: readonly ConsentAnswer[];
  readonly eligibility: EligibilityAnswer;
}
