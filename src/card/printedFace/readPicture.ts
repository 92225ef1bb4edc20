import sharp from 'sharp';
import { exists } from './calendar.ts';
import type { DigitRecogniser, SeenDigit } from './digitRecogniser.ts';
import { digitStrip } from './digitStrip.ts';
import { type FaceFields, findFields } from './faceFields.ts';
import type { GreyImage } from './greyImage.ts';
import { projectionOf, turnedRound } from './homography.ts';
import { cardSize, type PrintedLayout } from './layout.ts';
import { numberBDigits } from './numberBDigits.ts';
import { doubtsAboutNumberB } from './numberBDoubts.ts';
import { findOutline } from './outline.ts';
import type { NoNumber, PictureReader, PictureReading } from './pictureReader.ts';

// What is decoded here shows somebody's card: it must not live on in a cache.
sharp.cache(false);

/** Larger pictures are shrunk on the way in: print does not get any clearer. */
const longestSide = 1920;
const mostPixels = 50_000_000;
/** Below this the engine is not sure of a digit, 0 to 100. */
const leastConfidence = 85;

/** Reads pictures in this thread. */
export function createPictureReader(recogniser: DigitRecogniser, layout: PrintedLayout): PictureReader {
  return {
    async read(jpeg, now) {
      const picture = await decode(jpeg);
      jpeg.fill(0);
      if (!picture) return nothing('not-a-picture');
      try {
        return await readCard(picture, recogniser, layout, now);
      } finally {
        picture.data.fill(0);
      }
    },
    close: () => recogniser.close(),
  };
}

async function decode(jpeg: Uint8Array): Promise<GreyImage | undefined> {
  try {
    const { data, info } = await sharp(jpeg, { failOn: 'error', limitInputPixels: mostPixels })
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
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
    const seen = await recogniser.read(digitStrip(fields.cuts));
    const numbers = grouped(seen, fields);
    return numbers ? judged(numbers, fields.bornInFirstYear, now) : nothing('doubtful');
  } finally {
    for (const { data } of fields.pictures) data.fill(0);
  }
}

/** The digits of each group; undefined where there are more or fewer than were seen standing there, or one is unsure. */
function grouped(seen: readonly SeenDigit[], { cuts }: FaceFields): readonly string[] | undefined {
  const expected = cuts.reduce((sum, { group }) => sum + group.count, 0);
  const sure = seen.every(({ text, confidence }) => /^\d$/.test(text) && confidence >= leastConfidence);
  if (seen.length !== expected || !sure) return undefined;
  let from = 0;
  return cuts.map(({ group }) => {
    const digits = seen.slice(from, from + group.count);
    from += group.count;
    return digits.map(({ text }) => text).join('');
  });
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
  const number = numberBDigits({ ...birth, yearOfEra: Number(year), expiryYear: expiry.year, securityCode });
  if (!exists(expiry) || doubtsAboutNumberB(number, now).length > 0) {
    number.fill(0);
    return nothing('implausible');
  }
  const isLeapDay = birth.month === 2 && birth.day === 29;
  return {
    kind: 'number',
    number,
    endsOnBirthday: expiry.month === birth.month && (expiry.day === birth.day || (isLeapDay && expiry.day === 28)),
  };
}

function nothing(why: NoNumber): PictureReading {
  return { kind: 'nothing', why };
}
