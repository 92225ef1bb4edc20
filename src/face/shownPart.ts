/** The part of the camera's picture that a patient is shown, and led into: all of its width; shares of its height. */
export interface ShownPart {
  /** Where it begins, 0 at the top of the picture. */
  readonly top: number;
  readonly height: number;
}

const whole: ShownPart = { top: 0, height: 1 };

/**
 * Whoever sits, or is a child, has the face lower before the camera: the middle of this part is an eighth of the picture
 * lower. Whoever is in the middle of the picture is well placed in both.
 */
const lower: ShownPart = { top: 0.25, height: 0.75 };

/** What is shown of the picture. @param low whether the patient has chosen the low position */
export function shownPart(low: boolean): ShownPart {
  return low ? lower : whole;
}
