import { openPicture } from '../../camera/boundedPicture.ts';
import { exists } from '../../kernel/calendar.ts';
import type { BirthReading } from '../digits.ts';
import type { DigitRecogniser, SeenDigit } from './digitRecogniser.ts';
import { type DigitCut, digitStrip } from './digitStrip.ts';
import { type FaceFields, findFields } from './faceFields.ts';
import { hasGlare } from './glare.ts';
import type { GreyImage } from './greyImage.ts';
import { projectionOf, turnedRound } from './homography.ts';
import { cardSize, type PrintedLayout } from './layout.ts';
import { numberBDigits } from './numberBDigits.ts';
import { birthsBeyondDoubt } from './numberBDoubts.ts';
import { findOutline } from './outline.ts';
import type { NoNumber, Outline, PictureReader, PictureReading } from './pictureReader.ts';

/** Larger pictures are shrunk on the way in: print does not get any clearer. */
const longestSide = 1920;
/** Of a year as it is printed. */
const westernDigits = 4;
/** Below this the engine is not sure of a digit, 0 to 100. */
const leastConfidence = 75;

/** Reads pictures in this thread. */
export function createPictureReader(recogniser: DigitRecogniser, layout: PrintedLayout): PictureReader {
  return {
    read: (jpeg, now) =>
      lookedAt(jpeg, nothing('not-a-picture'), (picture) => readCard(picture, recogniser, layout, now)),
    outline: (jpeg) =>
      lookedAt<Outline>(jpeg, 'unknown', async (picture) => (findOutline(picture) ? 'card' : 'no-card')),
    close: () => recogniser.close(),
  };
}

/** What `look` makes of the picture, `otherwise` where it is none; nothing of either is left. */
async function lookedAt<T>(jpeg: Uint8Array, otherwise: T, look: (picture: GreyImage) => Promise<T>): Promise<T> {
  const picture = await decode(jpeg);
  jpeg.fill(0);
  if (!picture) return otherwise;
  try {
    return await look(picture);
  } finally {
    picture.data.fill(0);
  }
}

async function decode(jpeg: Uint8Array): Promise<GreyImage | undefined> {
  try {
    const decoded = await openPicture(jpeg)
      ?.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return decoded && { data: decoded.data, width: decoded.info.width, height: decoded.info.height };
  } catch {
    // The decoder's own words may quote the file.
    return undefined;
  }
}

async function readCard(
  picture: GreyImage,
  recogniser: DigitRecogniser,
  layout: PrintedLayout,
  now: Date,
): Promise<PictureReading> {
  const corners = findOutline(picture);
  if (!corners) return nothing('no-card');
  const fields = [corners, turnedRound(corners)]
    .map((each) => projectionOf(each, cardSize.width, cardSize.height))
    .reduce<FaceFields | undefined>((found, each) => found ?? findFields(picture, each, layout), undefined);
  if (!fields) return nothing('no-print');
  try {
    if (hasGlare(fields.lights)) return nothing('glare');
    const [one, other] = await twoLooks(fields.cuts, recogniser);
    const numbers = one && other && agreed(one, other);
    return numbers ? judged(numbers, fields.bornInFirstYear, now) : nothing('doubtful');
  } finally {
    for (const { data } of fields.pictures) data.fill(0);
  }
}

/** The digits of each group. */
type Look = readonly (readonly SeenDigit[])[];

/** The orders in which groups are looked at: every digit gets other neighbours in each. */
const orders: readonly (<T>(of: readonly T[]) => readonly T[])[] = [
  (groups) => groups,
  (groups) => groups.toReversed(),
  (groups) => [...groups.slice(3), ...groups.slice(0, 3)],
];

/**
 * Two looks with as many digits as were seen standing there, if three tries give two: the engine loses a digit now and
 * then for its neighbours' sake.
 */
async function twoLooks(cuts: readonly DigitCut[], recogniser: DigitRecogniser): Promise<readonly Look[]> {
  const expected = cuts.reduce((sum, { group }) => sum + group.count, 0);
  const looks: Look[] = [];
  for (const order of orders) {
    if (looks.length === 2) break;
    const ordered = order(cuts);
    const seen = await recogniser.read(digitStrip(ordered));
    if (seen.length !== expected) continue;
    let from = 0;
    const groups = new Map<DigitCut, readonly SeenDigit[]>();
    for (const cut of ordered) {
      groups.set(cut, seen.slice(from, from + cut.group.count));
      from += cut.group.count;
    }
    looks.push(cuts.map((cut) => groups.get(cut) ?? []));
  }
  return looks;
}

/**
 * What two looks at the same digits, each among other neighbours, read alike: the engine doubts a digit for its
 * neighbours' sake, so one look that is sure is enough, but both must see the same.
 */
function agreed(one: Look, other: Look): readonly string[] | undefined {
  const isSure = (digit: SeenDigit, again: SeenDigit | undefined) =>
    /^\d$/.test(digit.text) &&
    digit.text === again?.text &&
    Math.max(digit.confidence, again.confidence) >= leastConfidence;
  const alike = one.every((group, index) => group.every((digit, place) => isSure(digit, other[index]?.[place])));
  return alike ? one.map((group) => group.map(({ text }) => text).join('')) : undefined;
}

function judged(numbers: readonly string[], bornInFirstYear: boolean, now: Date): PictureReading {
  const all = bornInFirstYear ? ['1', ...numbers] : numbers;
  const [year = '', month = '', day = '', expiryYear = '', expiryMonth = '', expiryDay = '', securityCode = ''] = all;
  // Print has no leading zeros.
  if ([year, month, day, expiryYear, expiryMonth, expiryDay].some((each) => each.startsWith('0'))) {
    return nothing('implausible');
  }
  const birth = { month: Number(month), day: Number(day) };
  const expiry = { year: Number(expiryYear), month: Number(expiryMonth), day: Number(expiryDay) };
  const number = numberBDigits({ ...birth, year: Number(year), expiryYear: expiry.year, securityCode });
  // Which notation is meant stands on the card: four digits are a western year, and no other.
  const isMeant = ({ notation, year: read }: BirthReading) =>
    year.length === westernDigits ? notation === 'western' && read === Number(year) : notation === 'era';
  if (!exists(expiry) || !birthsBeyondDoubt(number, now).some(isMeant)) {
    number.fill(0);
    return nothing('implausible');
  }
  const slips = differing(birth, expiry);
  if (slips === 1) {
    number.fill(0);
    return nothing('doubtful');
  }
  return { kind: 'number', number, endsOnBirthday: slips === 0 };
}

interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

/**
 * In how many digits the day on which the card ends differs from the birthday, on which most cards end: one is more
 * likely misread than printed. Who was born on a 29 February has birthdays on the 28th.
 */
function differing(birth: DayOfYear, end: DayOfYear): number {
  if (birth.month === 2 && birth.day === 29 && end.month === 2 && end.day === 28) return 0;
  const [one, other] = [birth, end].map(({ month, day }) => String(100 * month + day).padStart(4, '0'));
  return [...(one ?? '')].filter((digit, place) => digit !== other?.[place]).length;
}

function nothing(why: NoNumber): PictureReading {
  return { kind: 'nothing', why };
}
