import type { Random } from './random.ts';

/** Lowest and highest, and what a woman's and a man's are multiplied by. */
type Range = readonly [low: number, high: number, feminine?: number, masculine?: number];

/**
 * Everything about a face that is a number, and how far it may go before the face stops being a pleasant one. Lengths
 * in the units of shapes.ts, about half a head's width; heights from the middle of the head.
 */
const ranges = {
  skullWidth: [0.69, 0.87],
  skullHeight: [0.8, 0.94],
  jawWidth: [0.53, 0.79, 0.94, 1.04],
  /** A sphere at the angle of the jaw: from a tapering face to a square one. */
  jawCorner: [0.04, 0.26, 0.85, 1.1],
  faceLength: [0.88, 1.14],
  chinSize: [0.1, 0.27],
  chinForward: [0.38, 0.64],
  cheekSize: [0.13, 0.33],
  cheekHeight: [-0.31, -0.07],
  cheekHollow: [0, 0.2],

  eyeApart: [0.27, 0.36],
  eyeHeight: [0.07, 0.2],
  eyeWidth: [0.13, 0.2],
  eyeOpening: [0.044, 0.1],
  eyeSlant: [-0.16, 0.22],
  socketDepth: [0.07, 0.23],
  irisSize: [0.4, 0.5],
  /** 0 a single lid, 1 a deep fold above the eye. */
  lidFold: [0, 1],
  lidFoldAway: [0.03, 0.075],
  lashes: [0.45, 1],
  eyeBags: [0.04, 0.3],

  browHeight: [0.15, 0.26],
  browThickness: [0.018, 0.062, 0.75, 1.1],
  browDensity: [0.35, 1],
  browAngle: [-0.45, 0.5],
  browArch: [0.2, 1.8],
  browWidth: [0.14, 0.22],
  browRidge: [0.03, 0.15, 0.7, 1.1],

  noseLength: [0.25, 0.41],
  noseWidth: [0.065, 0.16],
  noseForward: [0.13, 0.32],
  noseBridge: [0.045, 0.115],
  noseTip: [0.068, 0.135],
  noseHump: [-0.02, 0.05],
  noseWing: [0.052, 0.09],

  mouthWidth: [0.19, 0.33],
  mouthHeight: [-0.64, -0.49],
  upperLip: [0.018, 0.07, 1.1, 0.9],
  lowerLip: [0.03, 0.1, 1.1, 0.95],
  /** How deep the dip in the middle of the upper lip is. */
  lipBow: [0.1, 0.5],
  lipCorners: [-0.04, 0.06],
  lipRed: [0.1, 0.6, 1.2, 0.7],
  /** From coral (0) to berry (1). */
  lipHue: [0, 1],

  earSize: [0.14, 0.25],
  neckWidth: [0.33, 0.48, 0.88, 1.05],
  hairline: [0.64, 0.84],
  hairVolume: [0, 0.14],
  hairPart: [-0.35, 0.35],
  hairSweep: [-0.3, 0.3],

  /** How crooked a face is: sideways at the nose, slanting at the mouth and at the eyes. */
  noseBend: [-0.03, 0.03],
  mouthTilt: [-0.05, 0.05],
  eyeTilt: [-0.05, 0.05],

  /** The skin: its grain, its patches of red, its freckles (below 0.5 none), its sheen. */
  pores: [0.01, 0.08],
  patches: [0, 0.14],
  freckles: [0, 1],
  sheen: [0.03, 0.2],
  blush: [0.02, 0.22, 1.2, 0.7],
} satisfies Record<string, Range>;

export type ProportionName = keyof typeof ranges;
export type Proportions = Readonly<Record<ProportionName, number>>;

const names = Object.keys(ranges) as readonly ProportionName[];

/** Draws all proportions, more often towards an end of a range than in its middle: faces of the middle look alike. */
export function drawProportions(random: Random, feminine: boolean): Proportions {
  return Object.fromEntries(
    names.map((name) => {
      const [low, high] = rangeOf(name, feminine);
      return [name, low + (high - low) * (0.5 - 0.5 * Math.cos(Math.PI * random()))];
    }),
  ) as Proportions;
}

/** How much of a face a change takes hold of, and by how much of each range at most. */
interface Change {
  readonly share: number;
  readonly reach: number;
}

/** Enough for another face: a step in the search for a cast. */
const another: Change = { share: 0.3, reach: 0.4 };
/** No more than some years, some weight and another lens do to the same face. */
const years: Change = { share: 0.6, reach: 0.2 };

/** A face like this one, some of its proportions different. */
export const nudgeProportions = (face: Proportions, random: Random, feminine: boolean): Proportions =>
  changed(face, random, feminine, another);

/** The same face in another year. */
export const weatherProportions = (face: Proportions, random: Random, feminine: boolean): Proportions =>
  changed(face, random, feminine, years);

function changed(face: Proportions, random: Random, feminine: boolean, { share, reach }: Change): Proportions {
  return Object.fromEntries(
    names.map((name) => {
      const [low, high] = rangeOf(name, feminine);
      const [chosen, step] = [random() < share, (random() * 2 - 1) * reach * (high - low)];
      return [name, chosen ? Math.min(high, Math.max(low, face[name] + step)) : face[name]];
    }),
  ) as Proportions;
}

function rangeOf(name: ProportionName, feminine: boolean): readonly [number, number] {
  const [low, high, whenFeminine = 1, otherwise = 1]: Range = ranges[name];
  const by = feminine ? whenFeminine : otherwise;
  return [low * by, high * by];
}

/** A big forehead, big eyes low in the face, little nose, mouth and chin. */
const infant = {
  skullWidth: 0.9,
  jawWidth: 0.76,
  jawCorner: 0.04,
  faceLength: 0.84,
  chinSize: 0.12,
  cheekSize: 0.3,
  cheekHeight: -0.26,
  cheekHollow: 0,
  eyeApart: 0.34,
  eyeHeight: 0.03,
  eyeWidth: 0.19,
  eyeOpening: 0.095,
  eyeBags: 0.02,
  browThickness: 0.02,
  browRidge: 0.03,
  noseLength: 0.2,
  noseWidth: 0.07,
  noseForward: 0.12,
  noseBridge: 0.05,
  noseHump: -0.015,
  mouthWidth: 0.19,
  neckWidth: 0.3,
  pores: 0.01,
  sheen: 0.06,
} satisfies Partial<Proportions>;

const grownUpAt = 17;

/** The face at an age in years: a child's is partly still an infant's, an old one hangs, thins and bags. */
export function aged(face: Proportions, age: number): Proportions {
  if (age < grownUpAt) {
    const young = 1 - Math.max(0, age - 1) / (grownUpAt - 1);
    const softened = Object.entries(infant).map(([name, value]) => [
      name,
      value * young + face[name as keyof typeof infant] * (1 - young),
    ]);
    return { ...face, ...Object.fromEntries(softened) };
  }
  const old = Math.max(0, Math.min(1, (age - 45) / 45));
  return {
    ...face,
    eyeBags: face.eyeBags + 0.25 * old,
    eyeOpening: face.eyeOpening * (1 - 0.15 * old),
    upperLip: face.upperLip * (1 - 0.3 * old),
    lowerLip: face.lowerLip * (1 - 0.2 * old),
    earSize: face.earSize * (1 + 0.1 * old),
    cheekHollow: face.cheekHollow + 0.05 * old,
    pores: face.pores + 0.015 * old,
  };
}

/**
 * Keeps features out of each other's way, whatever was drawn: eyes beside the nose, a mouth between nose and chin,
 * brows above the eyes.
 */
export function fitted(face: Proportions): Proportions {
  const noseLow = face.eyeHeight - 0.06 - face.noseLength;
  const chin = -0.92 * face.faceLength;
  return {
    ...face,
    eyeApart: Math.max(face.eyeApart, face.eyeWidth + 0.1),
    mouthHeight: Math.max(chin + 0.26, Math.min(face.mouthHeight, noseLow - 0.13)),
    browHeight: Math.max(face.browHeight, face.eyeOpening + face.browThickness + 0.045),
    noseWidth: Math.max(face.noseWidth, face.noseTip * 0.75),
  };
}
