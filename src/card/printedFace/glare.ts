import type { DigitGroup } from './digitGroups.ts';
import { paperAt } from './evenInk.ts';
import type { GreyImage } from './greyImage.ts';
import { rankOf } from './greyRank.ts';

/** What light does to a digit. */
export interface DigitLight {
  /** Brightest place in it and around it, 0 to 255, and how much brighter that is than the paper. */
  readonly brightest: number;
  readonly overPaper: number;
  /** How much darker than its paper it is printed, 0 to 1, in its palest part. */
  readonly contrast: number;
}

/** Tones are measured over this many pixels each way, so that the sensor's noise does not count. */
const reach = 2;
/** Every digit has ink in each third of its height. */
const bands = 3;
/** Of the pixels of a band so many are darker than what is called its ink. */
const inkRank = 0.05;

/** Paper as bright as this has burnt out: what was mirrored there may have taken strokes with it. */
const burntOut = 245;
/** The edge of a shadow makes a place brighter than its paper by less than this ratio. */
const brighterThanPaper = 1.3;
/** Light multiplies ink and paper alike; a reflection adds to both, and leaves ink paler than on the card's other digits. */
const leastContrastRatio = 0.7;

/**
 * Whether a lamp is mirrored on one of a card's digits. In a reflection an 8 may look like a perfect 5, and the engine
 * is sure of it: such a picture is not to be read.
 */
export function hasGlare(lights: readonly DigitLight[]): boolean {
  const contrasts = lights.map(({ contrast }) => contrast).sort((one, other) => one - other);
  const usual = contrasts[contrasts.length >> 1] ?? 0;
  return lights.some(
    ({ brightest, overPaper, contrast }) =>
      brightest >= burntOut || overPaper > brighterThanPaper || contrast < leastContrastRatio * usual,
  );
}

/** Each digit of a group as it lies in the light. */
export function lightOn(field: GreyImage, paper: GreyImage, group: DigitGroup): readonly DigitLight[] {
  const width = (group.right - group.left) / group.count;
  return Array.from({ length: group.count }, (_, index) => {
    const left = Math.round(group.left + index * width);
    const right = Math.round(left + width);
    const under = paperAt(paper, (left + right) / 2, (group.top + group.bottom) / 2);
    const brightest = brightestIn(field, left, right, group.top, group.bottom);
    const height = (group.bottom - group.top) / bands;
    const inks = Array.from({ length: bands }, (_, band) =>
      inkIn(field, left, right, Math.round(group.top + band * height), Math.round(group.top + (band + 1) * height)),
    );
    return {
      brightest,
      overPaper: brightest / Math.max(1, under),
      contrast: 1 - Math.max(...inks) / Math.max(1, under),
    };
  });
}

function brightestIn({ data, width, height }: GreyImage, left: number, right: number, top: number, bottom: number) {
  let brightest = 0;
  for (let row = Math.max(reach, top); row < Math.min(height - reach, bottom); row += 2) {
    for (let column = Math.max(reach, left); column < Math.min(width - reach, right); column += 2) {
      let sum = 0;
      for (let y = row - reach; y <= row + reach; y++) {
        for (let at = y * width + column - reach; at <= y * width + column + reach; at++) sum += data[at] ?? 0;
      }
      brightest = Math.max(brightest, sum);
    }
  }
  return brightest / (2 * reach + 1) ** 2;
}

function inkIn({ data, width }: GreyImage, left: number, right: number, top: number, bottom: number): number {
  const counts = new Uint32Array(256);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const tone = data[row * width + column] ?? 0;
      counts[tone] = (counts[tone] ?? 0) + 1;
    }
  }
  return rankOf(counts, inkRank);
}
