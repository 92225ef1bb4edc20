/**
 * What the present picture asks of the patient: one short instruction. Left and right are the patient's own. `uncover`:
 * a mask or a hand hides the face; `hold-still` also means that all is well.
 */
export const faceGuidances = [
  'look-here',
  'look-straight',
  'closer',
  'farther',
  'to-the-light',
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'hold-still',
  'one-person',
  'uncover',
  'turn-left',
  'turn-right',
] as const;

export type FaceGuidance = (typeof faceGuidances)[number];

/** How far a patient who listens has been told what to do. */
export interface Telling {
  /** They are just hearing something for the first time in this attempt, or it waits to be said: nobody can have followed it. */
  readonly isNew: boolean;
  /** What is heard to its end first keeps another direction waiting. */
  readonly isTaken: boolean;
}

/** Nothing is said. */
export const silence: Telling = { isNew: false, isTaken: false };
