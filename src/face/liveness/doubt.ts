import type { Motion } from './motion.ts';

/** Mean passive score from which a face needs no further proof; see docs/face-liveness.md for what it lets through. */
export const passiveEnough = 0.5;

/** How long movement is waited for before its absence is held against a face, milliseconds. */
export const evidenceMs = 1_200;

/** `wait`: more pictures may still dispel it. */
export type Doubt = 'none' | 'wait' | 'doubt';

/**
 * Whether a matching face may be something else than a face. With passive networks: they say so, or it does not move at
 * all. Without: it has shown no relief, as no flat thing does; but where nobody may be asked to turn their head, those
 * who look straight at the camera, as they were told to, must do: then any movement dispels the doubt.
 *
 * @param passive mean of the passive networks; null where there are none
 * @param watchedMs how long this face has been watched
 */
export function doubtAbout(passive: number | null, motion: Motion, watchedMs: number, mayAsk: boolean): Doubt {
  if (passive !== null && passive < passiveEnough) return 'doubt';
  const isDispelled = passive === null && mayAsk ? motion.showedRelief : motion.moved;
  if (isDispelled) return 'none';
  return watchedMs < evidenceMs ? 'wait' : 'doubt';
}
