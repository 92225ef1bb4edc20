import { mix, type Rgb, scale } from './colour.ts';
import { smoothstep } from './shapes.ts';

/** A soft box: 1 inside, 0 outside, as far out of focus as `blur`. */
function panel(
  u: number,
  v: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
  blur: number,
) {
  return (
    smoothstep(left - blur, left + blur, u) *
    smoothstep(right + blur, right - blur, u) *
    smoothstep(top - blur, top + blur, v) *
    smoothstep(bottom + blur, bottom - blur, v)
  );
}

/** The waiting room behind the patient, out of focus. u to the right and v down, both 0 to 1. */
export function room(u: number, v: number): Rgb {
  let colour: Rgb = mix([222, 219, 210], [198, 197, 192], v);
  colour = mix(colour, [168, 152, 132], 0.75 * panel(u, v, [-1, 0.78, 2, 2], 0.03));
  colour = mix(colour, [150, 128, 104], 0.8 * panel(u, v, [0.03, 0.2, 0.2, 1.2], 0.02));
  colour = mix(colour, [232, 238, 240], 0.9 * panel(u, v, [0.72, 0.1, 0.95, 0.46], 0.02));
  colour = mix(colour, [120, 146, 118], 0.7 * panel(u, v, [0.84, 0.58, 0.93, 0.84], 0.05));
  const vignette = 1 - 0.22 * Math.hypot(u - 0.5, v - 0.5);
  return scale(colour, vignette);
}

/** The padded back of a wheelchair and its two handles before `behind`, the patient in the middle. */
export function wheelchair(u: number, v: number, behind: Rgb): Rgb {
  const side = Math.abs(u - 0.5);
  const padded = mix(behind, [52, 56, 64], 0.95 * panel(side, v, [-1, 0.77, 0.2, 2], 0.008));
  const tubes = mix(padded, [168, 172, 176], 0.95 * panel(side, v, [0.2, 0.7, 0.212, 2], 0.004));
  return mix(tubes, [34, 34, 36], 0.95 * panel(side, v, [0.185, 0.68, 0.225, 0.71], 0.006));
}
