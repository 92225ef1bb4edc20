import { type ChipPatch, chipSide, eachPixel, luminanceAt } from './faceChip.ts';

/** What speaks for a mask, a scarf or a hand before the mouth. */
export interface Covering {
  /** How far the colour of the lower face lies from that around the eyes; 0 the same. Blind in grey pictures. */
  readonly colour: number;
  /** Strength of the lines of the mouth as a share of those of the eyes; a covered mouth draws few. */
  readonly mouthLines: number;
}

/**
 * A hint for words on the screen and nothing else: it finds the white, blue and black masks it was tried on, by their
 * colour. A mask the colour of skin, a beard the colour of a mask, coloured light: it may err both ways, so that the
 * judgement of a frame never hangs on colour alone where the mouth draws its lines.
 */
export const coveringLimits = { colour: 0.22, mouthLines: 0.6 } as const;

/** Between and below the eyes, where neither fringe nor mask reaches. */
const upper: readonly ChipPatch[] = [
  { left: 50, top: 40, right: 62, bottom: 52 },
  { left: 30, top: 51, right: 42, bottom: 56 },
  { left: 70, top: 51, right: 82, bottom: 56 },
];
/** Cheeks beside the mouth, upper lip, chin: a beard leaves some of it bare, a mask nothing. */
const lower: readonly ChipPatch[] = [
  { left: 30, top: 74, right: 40, bottom: 90 },
  { left: 72, top: 74, right: 82, bottom: 90 },
  { left: 48, top: 72, right: 64, bottom: 78 },
  { left: 48, top: 94, right: 64, bottom: 102 },
];
const eyeZones: readonly ChipPatch[] = [
  { left: 28, top: 38, right: 46, bottom: 50 },
  { left: 66, top: 38, right: 84, bottom: 50 },
];
const mouthZones: readonly ChipPatch[] = [{ left: 40, top: 76, right: 72, bottom: 94 }];

/** Measures what may cover the lower face. */
export function coveringOf(chip: Float32Array): Covering {
  const [above, below] = [colourOf(chip, upper), colourOf(chip, lower)];
  return {
    colour: Math.hypot(above.red - below.red, above.blue - below.blue),
    mouthLines: linesIn(chip, mouthZones) / (linesIn(chip, eyeZones) + 1),
  };
}

/** Whether to ask the patient to show the whole face. */
export function isCovered({ colour, mouthLines }: Covering): boolean {
  return colour > coveringLimits.colour && mouthLines < coveringLimits.mouthLines;
}

/** Median colour of patches without their brightness: logarithms of red and blue over green. */
function colourOf(chip: Float32Array, patches: readonly ChipPatch[]): { readonly red: number; readonly blue: number } {
  const reds: number[] = [];
  const blues: number[] = [];
  // What is nearly black has no colour to speak of.
  const floor = 8;
  for (const patch of patches) {
    eachPixel(patch, (index) => {
      const green = (chip[index + 1] ?? 0) + floor;
      reds.push(Math.log(((chip[index] ?? 0) + floor) / green));
      blues.push(Math.log(((chip[index + 2] ?? 0) + floor) / green));
    });
  }
  return { red: medianOf(reds), blue: medianOf(blues) };
}

/** Mean strength of lines that lie across, as eyelids and lips do. */
function linesIn(chip: Float32Array, patches: readonly ChipPatch[]): number {
  let [count, sum] = [0, 0];
  for (const patch of patches) {
    const row = 3 * chipSide;
    eachPixel(patch, (index) => {
      count += 1;
      sum += Math.abs(luminanceAt(chip, index + row) - luminanceAt(chip, index - row));
    });
  }
  return sum / count;
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}
