import type { Rgb } from './colour.ts';
import { seededRandom } from './random.ts';

/** What stays the same about an invented person in every picture. Lengths in the units of shapes.ts. */
export interface Identity {
  readonly skin: Rgb;
  readonly hairColour: Rgb;
  readonly iris: Rgb;
  readonly clothes: Rgb;
  readonly collar: Rgb;

  readonly skullWidth: number;
  readonly jawWidth: number;
  readonly faceLength: number;
  readonly chinSize: number;
  readonly chinForward: number;
  readonly cheekSize: number;
  readonly cheekHeight: number;

  readonly eyeApart: number;
  readonly eyeHeight: number;
  readonly eyeWidth: number;
  readonly eyeOpening: number;
  readonly eyeSlant: number;
  readonly socketDepth: number;

  readonly browHeight: number;
  readonly browThickness: number;
  readonly browAngle: number;
  readonly browWidth: number;
  readonly browRidge: number;

  readonly noseLength: number;
  readonly noseWidth: number;
  readonly noseForward: number;
  readonly noseBridge: number;
  readonly noseTip: number;

  readonly mouthWidth: number;
  readonly mouthHeight: number;
  readonly upperLip: number;
  readonly lowerLip: number;
  readonly lipRed: number;

  readonly earSize: number;
  readonly neckWidth: number;
  readonly hairline: number;
  readonly hairVolume: number;
  /** Height at which the side hair ends; below -0.5 it falls behind the shoulders. */
  readonly hairEnds: number;
  readonly hairPart: number;
  readonly fringe: number;
  /** 0 smooth to 1 deeply lined. */
  readonly wrinkles: number;
  readonly mole: readonly [number, number] | undefined;
  /** Picks the noise, so that two people do not share their skin's pattern. */
  readonly texture: number;
}

/** What is decided by hand; everything else is drawn from the seed. */
export interface Casting {
  readonly seed: number;
  readonly feminine: boolean;
  readonly overrides?: Partial<Identity>;
}

/**
 * How far faces are pushed away from the middle of each range. Plain draws look too alike to the networks:
 * with 2.6 strangers stand as far apart as real people do (median 0.60 against 0.51 with 1.7).
 */
const stretch = 2.6;

/** Draws a person. The same casting gives the same person. */
export function drawIdentity({ seed, feminine, overrides = {} }: Casting): Identity {
  const random = seededRandom(seed * 7 + 1);
  const within = (low: number, high: number): number => {
    const middle = (low + high) / 2;
    const drawn = middle + stretch * (low + (high - low) * random() - middle);
    return middle > 0 ? Math.max(drawn, middle * 0.3) : drawn;
  };
  const pick = <T>(first: T, ...others: readonly T[]): T =>
    [first, ...others][Math.floor(random() * (others.length + 1))] ?? first;
  const sized = (whenFeminine: number, otherwise: number): number => (feminine ? whenFeminine : otherwise);

  return {
    skin: pick<Rgb>([236, 198, 170], [226, 184, 152], [212, 166, 132], [242, 208, 186]),
    hairColour: pick<Rgb>([26, 22, 22], [40, 29, 24], [58, 40, 30]),
    iris: pick<Rgb>([60, 40, 27], [48, 33, 24], [78, 54, 36]),
    clothes: pick<Rgb>([58, 82, 112], [120, 74, 70], [84, 100, 84], [130, 120, 104], [74, 70, 96]),
    collar: pick<Rgb>([232, 232, 228], [208, 214, 222], [226, 216, 200]),
    skullWidth: within(0.72, 0.85),
    jawWidth: within(0.58, 0.75) * sized(0.93, 1.05),
    faceLength: within(0.92, 1.12),
    chinSize: within(0.12, 0.24),
    chinForward: within(0.42, 0.6),
    cheekSize: within(0.16, 0.3),
    cheekHeight: within(-0.28, -0.1),
    eyeApart: within(0.275, 0.34),
    eyeHeight: within(0.09, 0.18),
    eyeWidth: within(0.148, 0.188),
    eyeOpening: within(0.056, 0.086),
    eyeSlant: within(-0.1, 0.16),
    socketDepth: within(0.1, 0.2),
    browHeight: within(0.16, 0.24),
    browThickness: within(0.024, 0.05) * sized(0.75, 1.1),
    browAngle: within(-0.25, 0.3),
    browWidth: within(0.15, 0.2),
    browRidge: within(0.045, 0.12) * sized(0.7, 1.1),
    noseLength: within(0.28, 0.39),
    noseWidth: within(0.078, 0.145),
    noseForward: within(0.16, 0.29),
    noseBridge: within(0.06, 0.105),
    noseTip: within(0.078, 0.125),
    mouthWidth: within(0.21, 0.3),
    mouthHeight: within(-0.61, -0.51),
    upperLip: within(0.03, 0.062),
    lowerLip: within(0.044, 0.086),
    lipRed: within(0.2, 0.55) * sized(1.2, 0.7),
    earSize: within(0.15, 0.23),
    neckWidth: within(0.35, 0.45) * sized(0.88, 1.05),
    hairline: within(0.66, 0.82),
    hairVolume: 0.06 + 0.12 * random(),
    hairEnds: feminine ? pick(-1.5, -1.1, -0.9) : pick(0.25, 0.1, -0.05),
    hairPart: within(-0.3, 0.3),
    fringe: random() < 0.4 ? 0.08 + 0.12 * random() : 0,
    wrinkles: 0.1 * random(),
    mole: random() < 0.4 ? [within(-0.4, 0.4), within(-0.55, -0.1)] : undefined,
    texture: Math.floor(random() * 1e6),
    ...overrides,
  };
}
