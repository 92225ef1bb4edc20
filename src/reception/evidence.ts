import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly.ts';

/** Why staff looked instead of a machine. */
export const visualReasons = ['face-failed', 'pin-forgotten', 'injury', 'dementia', 'other'] as const;
export type VisualReason = (typeof visualReasons)[number];

/** Passive liveness and challenge of a face proof, as far as it may leave the kiosk. */
export const livenessSchema = z.object({
  /** 0 to 1; null where the profile has no passive signal. */
  passive: z.number().nullable(),
  challenge: z.enum(['not-asked', 'passed']),
});

export type LivenessSummary = Readonly<z.infer<typeof livenessSchema>>;

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

/** The ways to prove it. `phone`: the phone checked its owner by itself. */
export const holderMethods = ['pin', 'face', 'visual', 'phone'] as const;
export type HolderMethod = (typeof holderMethods)[number];

/** The same as trail and statistics count them. */
export const proofMethods = ['face', 'pin', 'visual', 'smartphone'] as const;
export type ProofMethod = (typeof proofMethods)[number];

export function countedAs(method: HolderMethod): ProofMethod {
  return method === 'phone' ? 'smartphone' : method;
}

/** How identity was proven, as the clinic may keep it: no challenge, no signature, no image. */
export const holderSchema = z.object({
  method: z.enum(holderMethods),
  provenAt: z.iso.datetime(),
  /** Face only: similarity on the profile's own scale, the profile, and what speaks for a living person. */
  score: z.number().exactOptional(),
  profile: z.string().exactOptional(),
  liveness: livenessSchema.exactOptional(),
  /** 目視 only: who looked, and why. */
  staff: z.string().exactOptional(),
  reason: z.enum(visualReasons).exactOptional(),
});

export type HolderRecord = DeepReadonly<z.infer<typeof holderSchema>>;

/** What of the evidence may be kept: how and when, never the challenge or the signature. */
export function keptOf(holder: HolderEvidence): HolderRecord {
  switch (holder.method) {
    case 'pin':
    case 'phone':
      return { method: holder.method, provenAt: holder.provenAt };
    case 'face':
    case 'visual':
      return holder;
  }
}
