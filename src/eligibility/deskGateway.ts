import type { Result } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { InsuranceLookUp } from '../reception/insuranceLookUp.ts';
import type { AbsentPerson } from './gateway.ts';

/** 照会番号: whose, and what the clinic calls them. */
export interface PatientNumberEntry {
  /** At which arrival the clinic gave it. */
  readonly receptionId: string;
  /** Of the 利用者証明用 certificate with which they came, lower-case hex. */
  readonly certificateSerial: string;
  /** 診察券番号, 1 to 50 characters; kept as it is. */
  readonly patientNumber: string;
}

/** Port: what staff at the desk ask of the eligibility system. Errors as those of `EligibilityGateway`. */
export interface DeskGateway {
  /** Once more about somebody whose answer was held back: nothing of it was kept. */
  askAbsent(person: AbsentPerson, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
  /** Somebody without a card. */
  lookUpInsurance(question: InsuranceLookUp, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
  /** First visit: from now on every answer to this clinic about this person carries the number. Replaces an earlier one. */
  registerPatientNumber(entry: PatientNumberEntry, signal: AbortSignal): Promise<Result<void>>;
}

/** Port: the e-prescription service (電子処方箋管理サービス). Errors as those of `EligibilityGateway`. */
export interface PrescriptionService {
  /** Whether it takes prescriptions now. Where not, nobody should be asked to choose an electronic one. */
  acceptsPrescriptions(signal: AbortSignal): Promise<Result<boolean>>;
}
