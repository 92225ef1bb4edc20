import type { Sound } from './sound.ts';

/** Signals without words: what they mean is said besides, the first time. */
export const earcons = ['card-taken-up', 'key', 'done', 'take-card', 'trouble'] as const;
export type Earcon = (typeof earcons)[number];

/** One tone: when it begins and how long it rings, seconds; its pitch, hertz. */
interface Tone {
  readonly at: number;
  readonly pitch: number;
  readonly rings: number;
  readonly loudness: number;
}

const tones: Readonly<Record<Earcon, readonly Tone[]>> = {
  /** Upwards: it goes on. */
  'card-taken-up': [
    { at: 0, pitch: 660, rings: 0.18, loudness: 0.5 },
    { at: 0.12, pitch: 880, rings: 0.25, loudness: 0.5 },
  ],
  /** A click, the same for every digit. */
  key: [{ at: 0, pitch: 1_400, rings: 0.03, loudness: 0.35 }],
  /** A chord that comes to rest. */
  done: [
    { at: 0, pitch: 523.25, rings: 0.7, loudness: 0.3 },
    { at: 0.14, pitch: 659.25, rings: 0.7, loudness: 0.3 },
    { at: 0.28, pitch: 783.99, rings: 0.9, loudness: 0.3 },
  ],
  /** Twice the same two: something is waited for. */
  'take-card': [0, 0.55].flatMap((from) => [
    { at: from, pitch: 784, rings: 0.22, loudness: 0.45 },
    { at: from + 0.2, pitch: 1_047, rings: 0.26, loudness: 0.45 },
  ]),
  /** Low and short, no alarm. */
  trouble: [
    { at: 0, pitch: 392, rings: 0.22, loudness: 0.45 },
    { at: 0.2, pitch: 311.13, rings: 0.35, loudness: 0.45 },
  ],
};

const rate = 24_000;
/** A tone comes up so fast that no click is heard, seconds. */
const attack = 0.004;
/** How far a tone has died away where it ends: e to the minus this. */
const decay = 5;

const made = new Map<Earcon, Sound>();

/** The signal, made by arithmetic when it is first needed. */
export function earcon(name: Earcon): Sound {
  const known = made.get(name);
  if (known) return known;
  const seconds = Math.max(...tones[name].map(({ at, rings }) => at + rings));
  const sum = new Float64Array(Math.ceil(seconds * rate));
  for (const tone of tones[name]) ring(tone, sum);
  const sound = { rate, samples: Int16Array.from(sum, (value) => Math.round(32_000 * Math.tanh(value))) };
  made.set(name, sound);
  return sound;
}

function ring({ at, pitch, rings, loudness }: Tone, into: Float64Array): void {
  const start = Math.round(at * rate);
  for (let index = 0; index < rings * rate; index++) {
    const time = index / rate;
    const envelope = Math.min(1, time / attack) * Math.exp((-decay * time) / rings);
    const turn = 2 * Math.PI * pitch * time;
    const wave = Math.sin(turn) + 0.25 * Math.sin(2 * turn);
    into[start + index] = (into[start + index] ?? 0) + loudness * envelope * wave;
  }
}
