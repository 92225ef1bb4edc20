import type { Random } from '../../kernel/seededRandom.ts';
import { within } from './chance.ts';

/** How one photograph of a card comes about. Angles in degrees, lengths as shares of the picture's width. */
export interface Shot {
  /** Width of the card in the picture when seen straight. */
  readonly cardShare: number;
  readonly offset: readonly [number, number];
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
  /** 1 is well lit. */
  readonly light: number;
  /** How much darker the far side is than the near one, 0 to 1, and where the light comes from. */
  readonly falloff: number;
  readonly falloffAngle: number;
  /** The shadow of a hand or a screen: which way it lies, where its edge runs (from the middle), how dark, how soft. */
  readonly shadow: {
    readonly angle: number;
    readonly edge: number;
    readonly depth: number;
    readonly softness: number;
  };
  /** A lamp mirrored in the card: centre on the card (shares of its width and height), radius, strength (0 is none). */
  readonly glare: { readonly x: number; readonly y: number; readonly radius: number; readonly strength: number };
  /** Out of focus, in pixels (standard deviation). */
  readonly blur: number;
  /** Noise of the sensor, in grey levels of 255. */
  readonly noise: number;
  readonly jpegQuality: number;
  readonly background: 'tray' | 'wood' | 'pale';
}

type Condition = (random: Random) => Partial<Shot>;

const sign = (random: Random): number => (random() < 0.5 ? -1 : 1);

const glareAt = (random: Random, x: number, y: number, radius: number, strength: number): Partial<Shot> => ({
  glare: { x: x + within(random, -0.03, 0.03), y: y + within(random, -0.03, 0.03), radius, strength },
});

/** Somewhere among the digits of birth date, expiry and code, in shares of the card's width and height. */
const digitPlaces = [
  [0.42, 0.44],
  [0.48, 0.44],
  [0.53, 0.44],
  [0.38, 0.565],
  [0.46, 0.565],
  [0.51, 0.565],
  [0.37, 0.895],
  [0.39, 0.895],
] as const;

/** What a card camera meets, by name. Each draws from `random`, so one name stands for many photographs. */
export const conditions = {
  ideal: () => ({}),
  'upside down': (random) => ({ roll: 180 + within(random, -3, 3) }),
  rotated: (random) => ({ roll: sign(random) * within(random, 5, 15) }),
  'tilted a little': (random) => ({
    pitch: sign(random) * within(random, 6, 12),
    yaw: sign(random) * within(random, 6, 12),
  }),
  'tilted much': (random) => ({
    pitch: sign(random) * within(random, 18, 28),
    yaw: sign(random) * within(random, 12, 25),
  }),
  'glare beside the text': (random) => glareAt(random, 0.8, 0.85, 0.16, 1),
  'glare on the dates': (random) => glareAt(random, 0.48, 0.48, 0.14, 1),
  'glare on the code': (random) => glareAt(random, 0.38, 0.9, 0.1, 1),
  'slightly blurred': (random) => ({ blur: within(random, 1, 1.6) }),
  blurred: (random) => ({ blur: within(random, 2, 4) }),
  noisy: (random) => ({ noise: within(random, 10, 18) }),
  dim: (random) => ({ light: within(random, 0.25, 0.4), noise: 7 }),
  dark: (random) => ({ light: within(random, 0.06, 0.14), noise: 8 }),
  'uneven light': (random) => ({ falloff: within(random, 0.5, 0.75), falloffAngle: within(random, 0, 360) }),
  'a shadow across': (random) => ({
    shadow: {
      angle: within(random, 0, 360),
      edge: within(random, -0.15, 0.15),
      depth: within(random, 0.35, 0.6),
      softness: within(random, 0.004, 0.04),
    },
  }),
  'wooden desk': (random) => ({ background: 'wood', roll: within(random, -6, 6) }),
  'pale desk': (random) => ({ background: 'pale', roll: within(random, -6, 6) }),
  'partly outside': (random) => ({
    offset: [sign(random) * within(random, 0.2, 0.35), sign(random) * within(random, 0, 0.15)],
  }),
  'faint glare on the print': (random) =>
    glareAt(random, within(random, 0.35, 0.65), within(random, 0.42, 0.6), within(random, 0.06, 0.2), 0.35),
  'a spark on a digit': (random) => {
    const [x, y] = digitPlaces[Math.floor(random() * digitPlaces.length)] ?? digitPlaces[0];
    return glareAt(random, x, y, within(random, 0.008, 0.03), within(random, 0.5, 1));
  },
  'small JPEG': (random) => ({ jpegQuality: Math.round(within(random, 22, 40)) }),
  'far away': (random) => ({ cardShare: within(random, 0.42, 0.52) }),
  'everything a little': (random) => ({
    roll: within(random, -6, 6),
    pitch: within(random, -8, 8),
    yaw: within(random, -8, 8),
    falloff: within(random, 0.2, 0.4),
    falloffAngle: within(random, 0, 360),
    light: within(random, 0.6, 0.8),
    blur: within(random, 0.6, 1),
    noise: 7,
    jpegQuality: 65,
    background: 'wood',
  }),
} satisfies Record<string, Condition>;

export type ConditionName = keyof typeof conditions;

/** Every condition's name, in the order of the table above. */
export const conditionNames = Object.keys(conditions).filter((name): name is ConditionName => name in conditions);

/** Conditions that no card camera is built for: a reader may give up under them, but never read wrong. */
const hardConditions: readonly ConditionName[] = [
  'tilted much',
  'glare on the dates',
  'glare on the code',
  'faint glare on the print',
  'a spark on a digit',
  'blurred',
  'dark',
  'partly outside',
];

export function isHard(name: ConditionName): boolean {
  return hardConditions.includes(name);
}

/** A card lying in the slot under one condition: where it lies differs from card to card. */
export function shotUnder(name: ConditionName, random: Random): Shot {
  const usual: Shot = {
    cardShare: within(random, 0.68, 0.74),
    offset: [within(random, -0.02, 0.02), within(random, -0.02, 0.02)],
    roll: within(random, -2, 2),
    pitch: within(random, -2, 2),
    yaw: within(random, -2, 2),
    light: 0.95,
    falloff: 0.1,
    falloffAngle: within(random, 0, 360),
    shadow: { angle: 0, edge: 0, depth: 0, softness: 0.01 },
    glare: { x: 0, y: 0, radius: 0.1, strength: 0 },
    blur: 0.5,
    noise: 3,
    jpegQuality: 85,
    background: 'tray',
  };
  const condition: Condition = conditions[name];
  return { ...usual, ...condition(random) };
}

/** The next picture of a card that nobody moves: hands and tables tremble, nothing else changes. */
export function trembling(shot: Shot, random: Random): Shot {
  const near = (value: number, reach: number) => value + within(random, -reach, reach);
  return {
    ...shot,
    offset: [near(shot.offset[0], 0.001), near(shot.offset[1], 0.001)],
    roll: near(shot.roll, 0.1),
    pitch: near(shot.pitch, 0.2),
    yaw: near(shot.yaw, 0.2),
    light: shot.light * near(1, 0.02),
  };
}
