import { type DateGroups, type DigitGroup, eraDateGroups, gregorianDateGroups, loneDigits } from './digitGroups.ts';
import type { DigitCut } from './digitStrip.ts';
import { evenInk, paperTones } from './evenInk.ts';
import { flatten } from './flatten.ts';
import { type DigitLight, lightOn } from './glare.ts';
import { glyphRuns, type PrintedLine } from './glyphRuns.ts';
import type { GreyImage } from './greyImage.ts';
import type { Projection } from './homography.ts';
import type { FieldBox, PrintedLayout } from './layout.ts';

/** Where on the card the digits stand. The holder zeroes `pictures` when done. */
export interface FaceFields {
  /** Year, month and day of birth; year, month and day of the end of validity; security code. */
  readonly cuts: readonly DigitCut[];
  /** How each single digit of the cuts is lit. */
  readonly lights: readonly DigitLight[];
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
    const paper = paperTones(field);
    pictures.push(field, paper);
    const even = evenInk(field, paper);
    if (!even) return undefined;
    pictures.push(even);
    for (const threshold of thresholds) {
      const line = glyphRuns(even, threshold);
      const parsed = line && parse(line);
      if (parsed) return { field, paper, even, parsed };
    }
    return undefined;
  };
  // The code first: upside down its place is empty, so the wrong way round is found out soon.
  const code = find(layout.securityCode, (line) => loneDigits(line, codeDigits));
  const expiry = code && find(layout.expiry, gregorianDateGroups);
  const birth = expiry && find(layout.birthdate, birthGroups);
  if (!birth) {
    for (const { data } of pictures) data.fill(0);
    return undefined;
  }
  const digits = [
    ...groupsOf(birth.parsed).map((group) => ({ ...birth, group })),
    ...groupsOf(expiry.parsed).map((group) => ({ ...expiry, group })),
    { ...code, group: code.parsed },
  ];
  return {
    cuts: digits.map(({ even, group }) => ({ even, group })),
    lights: digits.flatMap(({ field, paper, group }) => lightOn(field, paper, group)),
    bornInFirstYear: birth.parsed.year === undefined,
    pictures,
  };
}

/** 昭和60年4月12日生; 1985年4月12日生 on the card of a foreign resident. */
function birthGroups(line: PrintedLine): DateGroups | undefined {
  return eraDateGroups(line) ?? gregorianDateGroups(line);
}

function groupsOf({ year, month, day }: DateGroups): readonly DigitGroup[] {
  return [...(year ? [year] : []), month, day];
}
