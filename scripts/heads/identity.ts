import type { Rgb } from './colour.ts';
import {
  aged,
  drawProportions,
  fitted,
  nudgeProportions,
  type Proportions,
  weatherProportions,
} from './proportions.ts';
import { type Random, seededRandom } from './random.ts';
import {
  type FacialHair,
  type FacialHairStyle,
  facialHairs,
  type Glasses,
  type GlassesModel,
  glassesModels,
  type HairColour,
  type HairCut,
  type HairStyle,
  hairColours,
  hairCuts,
  type SkinTone,
  skinTones,
} from './styles.ts';

/** What stays the same about an invented person in every picture. */
export interface Identity extends Proportions {
  readonly skin: Rgb;
  readonly hairColour: Rgb;
  /** Share of the hair that is white. */
  readonly grey: number;
  readonly iris: Rgb;
  readonly clothes: Rgb;
  readonly collar: Rgb;
  readonly hair: HairCut;
  readonly facialHair: FacialHair;
  readonly glasses: Glasses | undefined;
  /** 0 smooth to 1 deeply lined. */
  readonly wrinkles: number;
  readonly moles: readonly (readonly [x: number, y: number])[];
  /** Picks the noise, so that two people do not share their skin's pattern. */
  readonly texture: number;
}

/** What is decided about a person by hand, and the seeds from which everything else is drawn. */
export interface Casting {
  readonly seed: number;
  /** Seeds of small changes made after the first draw, in order. */
  readonly nudges?: readonly number[];
  readonly feminine: boolean;
  /** Years: decides lines, grey hair and a child's proportions. */
  readonly age: number;
  readonly hair: HairStyle;
  readonly hairColour?: HairColour;
  /** Share of white hair where it is not what the age says. */
  readonly grey?: number;
  readonly skin: SkinTone;
  readonly facialHair?: FacialHairStyle;
  readonly glasses?: GlassesModel;
  /** What was different when the photo for the card was taken. */
  readonly photo?: Earlier;
}

/** The same person some years ago: a card, and the photo on it, lasts ten years. */
export interface Earlier extends Partial<Pick<Casting, 'hair' | 'hairColour' | 'facialHair'>> {
  readonly yearsAgo: number;
  readonly glasses?: GlassesModel | 'none';
  /** Seeds of small changes to the face, in order. */
  readonly weather?: readonly number[];
  /** Seed of the booth: its lamps, and how one sits in it. */
  readonly booth?: number;
  readonly scan?: Scan;
}

/** What printing a photo and scanning the print do to it. */
export interface Scan {
  /** Blur, as a standard deviation in pixels of the chip's photo. */
  readonly soft: number;
  /** Above 1 darker, below 1 lighter. */
  readonly gamma: number;
}

/** Draws the person as they were when the photo for their card was taken. */
export function drawEarlier({ photo, ...casting }: Casting): Identity {
  if (!photo) return drawIdentity(casting);
  const { yearsAgo, glasses, weather, booth: _booth, scan: _scan, ...style } = photo;
  const { glasses: worn, ...person } = casting;
  const then = glasses ?? worn ?? 'none';
  return drawIdentity(
    { ...person, ...style, age: person.age - yearsAgo, ...(then === 'none' ? {} : { glasses: then }) },
    weather,
  );
}

/** Draws a person. The same casting gives the same person. */
export function drawIdentity(casting: Casting, weather: readonly number[] = []): Identity {
  const { seed, nudges = [], feminine, age, hair, hairColour = 'black', skin, facialHair = 'shaven' } = casting;
  const random = seededRandom(seed * 7 + 1);
  const drawn = drawProportions(random, feminine);
  const cast = nudges.reduce((each, nudge) => nudgeProportions(each, seededRandom(nudge * 11 + 3), feminine), drawn);
  const face = weather.reduce((each, year) => weatherProportions(each, seededRandom(year * 17 + 5), feminine), cast);
  return {
    ...fitted(aged(face, age)),
    skin: skinTones[skin],
    hairColour: hairColours[hairColour],
    grey: casting.grey ?? Math.max(0, Math.min(1, (age - 46) / 28)),
    iris: pick<Rgb>(random, [60, 40, 27], [48, 33, 24], [78, 54, 36]),
    clothes: pick<Rgb>(random, [58, 82, 112], [120, 74, 70], [84, 100, 84], [130, 120, 104], [74, 70, 96]),
    collar: pick<Rgb>(random, [232, 232, 228], [208, 214, 222], [226, 216, 200]),
    hair: hairCuts[hair],
    facialHair: facialHairs[facialHair],
    glasses: casting.glasses && glassesModels[casting.glasses],
    wrinkles: Math.max(0, Math.min(1, (age - 32) / 45)),
    moles: Array.from({ length: Math.floor(random() * 3) }, () => [random() - 0.5, 0.5 * random() - 0.6] as const),
    texture: Math.floor(random() * 1e6),
  };
}

function pick<T>(random: Random, first: T, ...others: readonly T[]): T {
  return [first, ...others][Math.floor(random() * (others.length + 1))] ?? first;
}
