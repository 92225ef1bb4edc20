import { type DateGroups, eraDateGroups, gregorianDateGroups, loneDigits } from './digitGroups.ts';
import type { DigitCut } from './digitStrip.ts';
import { evenInk } from './evenInk.ts';
import { flatten } from './flatten.ts';
import { glyphRuns, type PrintedLine } from './glyphRuns.ts';
import type { GreyImage } from './greyImage.ts';
import type { Projection } from './homography.ts';
import type { FieldBox, PrintedLayout } from './layout.ts';

/** Where on the card the digits stand. The holder zeroes `pictures` when done. */
export interface FaceFields {
  /** The digits of {@link labels}, in this order. */
  readonly cuts: readonly DigitCut[];
  /** The year of birth is printed as 元, and is not among the cuts. */
  readonly bornInFirstYear: boolean;
  readonly pictures: readonly GreyImage[];
}

/** Print is cut at these tones in turn until a line makes sense: thick enough not to break, thin enough not to touch. */
const thresholds = [150, 128, 170, 100];
const codeDigits = 4;

/** The digits of birth date, expiry and code; undefined where the print is not what it is on a card seen this way round. */
export function findFields(picture: GreyImage, projection: Projection, layout: PrintedLayout): FaceFields | undefined {
  const pictures: GreyImage[] = [];
  const find = <T>(box: FieldBox, parse: (line: PrintedLine) => T | undefined) => {
    const field = flatten(picture, projection, box);
    const even = evenInk(field);
    field.data.fill(0);
    if (!even) return undefined;
    pictures.push(even);
    for (const threshold of thresholds) {
      const line = glyphRuns(even, threshold);
      const parsed = line && parse(line);
      if (parsed) return { even, parsed };
    }
    return undefined;
  };
  // The code first: upside down its place is empty, so the wrong way round is found out soon.
  const code = find(layout.securityCode, (line) => loneDigits(line, codeDigits));
  const expiry = code && find(layout.expiry, gregorianDateGroups);
  const birth = expiry && find(layout.birthdate, eraDateGroups);
  if (!birth) {
    for (const { data } of pictures) data.fill(0);
    return undefined;
  }
  return {
    cuts: [...cutsOf(birth), ...cutsOf(expiry), { even: code.even, group: code.parsed }],
    bornInFirstYear: birth.parsed.year === undefined,
    pictures,
  };
}

function cutsOf({ even, parsed }: { even: GreyImage; parsed: DateGroups }): readonly DigitCut[] {
  const { year, month, day } = parsed;
  return [...(year ? [year] : []), month, day].map((group) => ({ even, group }));
}
