/** When the patient is asked to turn the head: never, where there is doubt, or each time. */
export const challengePolicies = ['off', 'on-doubt', 'always'] as const;
export type ChallengePolicy = (typeof challengePolicies)[number];

/** What speaks for a living face beside a match. */
export interface LivenessEvidence {
  /** Mean of what the passive networks said, 0 to 1; null where the profile has none. */
  readonly passive: number | null;
  readonly challenge: 'not-asked' | 'passed';
}
