import type { Rgb } from './colour.ts';

/** How hair is cut. Heights and lengths in the units of shapes.ts. */
export interface HairCut {
  /** Height at which it ends at the sides; far below the chin it falls behind the shoulders. */
  readonly ends: number;
  readonly volume: number;
  /** How far down the forehead it comes. */
  readonly fringe?: number;
  /** How far forward it falls over the cheeks, from the ears. */
  readonly curtain?: number;
  /** How curly: 0 straight, 1 tight. */
  readonly curl?: number;
  /** How far it has gone back at the temples. */
  readonly temples?: number;
  /** Above this height there is none left. */
  readonly baldAbove?: number;
  /** Radius of a knot, and where it sits: height, depth. */
  readonly knot?: readonly [radius: number, height: number, depth: number];
}

export const hairCuts = {
  cropped: { ends: 0.25, volume: 0.015 },
  short: { ends: 0.12, volume: 0.07 },
  shortFringe: { ends: 0, volume: 0.1, fringe: 0.22 },
  swept: { ends: 0.05, volume: 0.14 },
  tousled: { ends: -0.02, volume: 0.15, fringe: 0.12, curl: 0.6 },
  shaggy: { ends: -0.3, volume: 0.13, fringe: 0.2, curl: 0.2 },
  receding: { ends: 0.1, volume: 0.05, temples: 0.24 },
  wreath: { ends: 0.02, volume: 0.06, baldAbove: 0.42 },
  bald: { ends: 0.4, volume: 0, baldAbove: 0.1 },
  pixie: { ends: -0.08, volume: 0.08, fringe: 0.18 },
  bob: { ends: -0.62, volume: 0.1, fringe: 0.26, curtain: 0.3 },
  partedBob: { ends: -0.7, volume: 0.08, curtain: 0.24 },
  chinLength: { ends: -0.85, volume: 0.1, fringe: 0.1, curtain: 0.34, curl: 0.25 },
  long: { ends: -1.5, volume: 0.06, curtain: 0.2 },
  longFringe: { ends: -1.4, volume: 0.08, fringe: 0.28, curtain: 0.34 },
  wavy: { ends: -1.1, volume: 0.14, curtain: 0.26, curl: 0.7 },
  knot: { ends: 0.2, volume: 0.02, knot: [0.3, 1.2, -0.3] },
  fringedKnot: { ends: 0.05, volume: 0.04, fringe: 0.25, knot: [0.26, 1.22, -0.35] },
  tiedBack: { ends: 0.1, volume: 0.03 },
  perm: { ends: -0.25, volume: 0.2, curl: 1, fringe: 0.05 },
  shortPerm: { ends: 0.1, volume: 0.16, curl: 0.9 },
} satisfies Record<string, HairCut>;

export type HairStyle = keyof typeof hairCuts;

/** How dense hair grows on each part of the face, 0 to 1, and how far it stands out. */
export interface FacialHair {
  readonly lip: number;
  readonly chin: number;
  readonly cheeks: number;
  readonly length: number;
}

export const facialHairs = {
  shaven: { lip: 0, chin: 0, cheeks: 0, length: 0 },
  stubble: { lip: 0.3, chin: 0.3, cheeks: 0.25, length: 0 },
  moustache: { lip: 1, chin: 0, cheeks: 0, length: 0.03 },
  goatee: { lip: 0.85, chin: 1, cheeks: 0, length: 0.045 },
  chinBeard: { lip: 0.15, chin: 1, cheeks: 0.1, length: 0.06 },
  shortBeard: { lip: 0.8, chin: 0.8, cheeks: 0.7, length: 0.015 },
  fullBeard: { lip: 1, chin: 1, cheeks: 0.95, length: 0.07 },
} satisfies Record<string, FacialHair>;

export type FacialHairStyle = keyof typeof facialHairs;

/** A pair of glasses: half the size of one lens, how round its corners are, how thick its rim above and below. */
export interface Glasses {
  readonly width: number;
  readonly height: number;
  readonly corner: number;
  readonly rim: readonly [above: number, below: number];
  readonly colour: Rgb;
}

export const glassesModels = {
  round: { width: 0.2, height: 0.19, corner: 0.185, rim: [0.022, 0.022], colour: [52, 40, 34] },
  thinRound: { width: 0.2, height: 0.18, corner: 0.17, rim: [0.014, 0.014], colour: [150, 126, 84] },
  square: { width: 0.23, height: 0.15, corner: 0.06, rim: [0.03, 0.026], colour: [26, 25, 27] },
  narrow: { width: 0.22, height: 0.11, corner: 0.05, rim: [0.02, 0.016], colour: [96, 98, 104] },
  halfRim: { width: 0.22, height: 0.14, corner: 0.07, rim: [0.03, 0.009], colour: [44, 40, 46] },
  red: { width: 0.22, height: 0.15, corner: 0.11, rim: [0.026, 0.022], colour: [128, 40, 44] },
  tortoise: { width: 0.24, height: 0.19, corner: 0.12, rim: [0.03, 0.03], colour: [92, 60, 34] },
} satisfies Record<string, Glasses>;

export type GlassesModel = keyof typeof glassesModels;

export const skinTones = {
  porcelain: [246, 216, 198],
  fair: [240, 204, 178],
  ivory: [234, 196, 162],
  warm: [224, 182, 148],
  sand: [214, 168, 132],
  tan: [196, 148, 112],
  olive: [188, 146, 108],
  brown: [160, 112, 80],
  ruddy: [222, 166, 142],
} satisfies Record<string, Rgb>;

export type SkinTone = keyof typeof skinTones;

export const hairColours = {
  black: [26, 22, 22],
  softBlack: [42, 34, 32],
  darkBrown: [60, 42, 32],
  brown: [96, 64, 42],
  chestnut: [120, 70, 44],
  ash: [104, 92, 82],
} satisfies Record<string, Rgb>;

export type HairColour = keyof typeof hairColours;
