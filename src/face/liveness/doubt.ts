import type { Motion } from './motion.ts';

/** Mean passive score from which a face needs no further proof; see docs/face-liveness.md for what it lets through. */
export const passiveEnough = 0.5;

/** How long movement is waited for before its absence is held against a face, milliseconds. */
export const evidenceMs = 1_200;

/** `wait`: more pictures may still dispel it. */
export type Doubt = 'none' | 'wait' | 'doubt';

/**
 * Whether a matching face may be something else than a face. With passive networks: they say so, or it does not move at
 * all. Without them nothing but a turn of the head speaks for life, so that there is always doubt; where nobody may be
 * asked for one, any movement has to do.
 *
 * @param passive mean of the passive networks; null where there are none
 * @param watchedMs how long this face has been watched
 */
export function doubtAbout(passive: number | null, motion: Motion, watchedMs: number, mayAsk: boolean): Doubt {
  if (passive === null ? mayAsk : passive < passiveEnough) return 'doubt';
  if (motion.moved) return 'none';
  return watchedMs < evidenceMs ? 'wait' : 'doubt';
}
