/** Passive liveness and challenge of a face proof, as far as it may leave the kiosk. */
export interface LivenessSummary {
  /** 0 to 1; null where the profile has no passive signal. */
  readonly passive: number | null;
  readonly challenge: 'not-asked' | 'passed';
}

/** How the person on whose behalf we ask proved to be the card's holder. */
export type HolderEvidence =
  | {
      /** `phone`: the phone checked its owner by itself (iPhone), and its token signed. */
      readonly method: 'pin' | 'phone';
      readonly challenge: Uint8Array;
      readonly signature: Uint8Array;
      readonly provenAt: string;
    }
  | {
      readonly method: 'face';
      readonly score: number;
      readonly profile: string;
      readonly liveness: LivenessSummary;
      readonly provenAt: string;
    }
  | {
      /** 目視: a staff member compared person and printed photo. */
      readonly method: 'visual';
      readonly staff: string;
      readonly reason: VisualReason;
      readonly provenAt: string;
    };

/** Why staff looked instead of a machine. */
export const visualReasons = ['face-failed', 'pin-forgotten', 'injury', 'dementia', 'other'] as const;
export type VisualReason = (typeof visualReasons)[number];

/** How identity was proven, as the clinic may keep it: no challenge, no signature, no image. */
export interface HolderRecord {
  readonly method: 'pin' | 'face' | 'visual' | 'phone';
  /** ISO 8601. */
  readonly provenAt: string;
  /** Face only: similarity on the profile's own scale, the profile, and what speaks for a living person. */
  readonly score?: number;
  readonly profile?: string;
  readonly liveness?: LivenessSummary;
  /** 目視 only: who looked, and why. */
  readonly staff?: string;
  readonly reason?: VisualReason;
}
