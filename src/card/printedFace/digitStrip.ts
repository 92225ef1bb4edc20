import type { DigitGroup } from './digitGroups.ts';
import type { GreyImage } from './greyImage.ts';

/** Some digits and the even field they stand in. */
export interface DigitCut {
  readonly even: GreyImage;
  readonly group: DigitGroup;
}

/**
 * White around the whole, and between groups, pixels. Groups stand as close as the digits in them: the engine is sure of
 * long numbers, and doubts single digits that stand alone.
 */
const margin = 24;
const between = 8;
/** What blur has spread beyond the threshold comes along. */
const halo = 3;

/** Groups of digits side by side on white, with one base line and nothing else: what the recogniser gets to see. */
export function digitStrip(cuts: readonly DigitCut[]): GreyImage {
  const widthOf = ({ left, right }: DigitGroup) => right - left + 2 * halo;
  const heightOf = ({ top, bottom }: DigitGroup) => bottom - top + 2 * halo;
  const width = cuts.reduce((sum, { group }) => sum + widthOf(group) + between, 2 * margin - between);
  const tallest = Math.max(...cuts.map(({ group }) => heightOf(group)));
  const strip = { data: new Uint8Array(width * (tallest + 2 * margin)).fill(255), width, height: tallest + 2 * margin };
  let left = margin;
  for (const { even, group } of cuts) {
    const top = margin + tallest - heightOf(group);
    for (let row = 0; row < heightOf(group); row++) {
      const from = (group.top - halo + row) * even.width + group.left - halo;
      if (from < 0) continue;
      strip.data.set(even.data.subarray(from, from + widthOf(group)), (top + row) * width + left);
    }
    left += widthOf(group) + between;
  }
  return strip;
}

/** The picture as a PGM file: the plainest form that the recogniser reads. */
export function asPgm({ data, width, height }: GreyImage): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}
