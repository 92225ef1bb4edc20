/** Mono sound as it goes to a device: signed 16-bit samples, so many a second. */
export interface Sound {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** How long it lasts, milliseconds. */
export function durationMs({ rate, samples }: Sound): number {
  return (1_000 * samples.length) / rate;
}

/** A sound, and whether the next follows in the same breath. */
export interface Joined {
  readonly sound: Sound;
  readonly runsOn: boolean;
}

/** Sounds of one voice, one after the other. Between two that are one breath no more silence is left than within a word. */
export function inOne(parts: readonly Joined[]): Sound {
  const joined = parts.map(({ sound, runsOn }, at) => {
    const follows = parts[at - 1]?.runsOn ?? false;
    const hasNext = runsOn && at < parts.length - 1;
    return sound.samples.subarray(follows ? voiceBegins(sound) : 0, hasNext ? voiceEnds(sound) : undefined);
  });
  const samples = new Int16Array(joined.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of joined) {
    samples.set(each, at);
    at += each.length;
  }
  return { rate: parts[0]?.sound.rate ?? 0, samples };
}

/** Softer than this a voice is not there: 40 dB below the loudest. */
const faintest = 328;
/** What is left of the silence on each side, seconds. */
const air = 0.03;

function voiceBegins({ samples, rate }: Sound): number {
  const first = samples.findIndex((sample) => Math.abs(sample) > faintest);
  return Math.max(0, first - Math.round(air * rate));
}

function voiceEnds({ samples, rate }: Sound): number {
  const last = samples.findLastIndex((sample) => Math.abs(sample) > faintest);
  return last < 0 ? samples.length : last + 1 + Math.round(air * rate);
}

/** The same sound, softer by so many decibels (0 or less): never louder, so that nothing is clipped. */
export function softened({ rate, samples }: Sound, decibels: number): Sound {
  const factor = 10 ** (Math.min(0, decibels) / 20);
  if (factor === 1) return { rate, samples };
  const softer = new Int16Array(samples.length);
  // A plain loop: half a million samples take a millisecond, and ten by `map`.
  for (let index = 0; index < samples.length; index++) softer[index] = (samples[index] ?? 0) * factor;
  return { rate, samples: softer };
}

/** The samples as they go over a pipe or onto a disk: little-endian, as every machine is that Node runs on. Shared. */
export function bytesOf({ samples }: Sound): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** The samples in such bytes; an odd one at the end is none. */
export function samplesIn(bytes: Uint8Array): Int16Array {
  // A copy of its own: bytes of a pipe or a file lie anywhere in a larger buffer, also where no sample may begin.
  return new Int16Array(new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 2))).buffer);
}
