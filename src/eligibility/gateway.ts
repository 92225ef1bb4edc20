import type { Result } from '../problem/result.ts';
import type { EligibilityAnswer } from './answer.ts';

/** How the person on whose behalf we ask proved to be the card's holder. */
export type HolderEvidence =
  | {
      readonly method: 'pin';
      readonly challenge: Uint8Array;
      readonly signature: Uint8Array;
      readonly provenAt: string;
    }
  | { readonly method: 'face'; readonly score: number; readonly profile: string; readonly provenAt: string };

/** One question to the eligibility system. */
export interface EligibilityQuestion {
  /** The 利用者証明用 certificate, DER; its serial stands for the person. */
  readonly certificate: Uint8Array;
  readonly holder: HolderEvidence;
}

/** Port: asks whether the person's insurance is valid. Errors: U-402 not reached or late, U-403 answered wrongly. */
export interface EligibilityGateway {
  ask(question: EligibilityQuestion, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
}
