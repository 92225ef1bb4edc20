/** Mono sound as it goes to a device: signed 16-bit samples, so many a second. */
export interface Sound {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** How long it lasts, milliseconds. */
export function durationMs({ rate, samples }: Sound): number {
  return (1_000 * samples.length) / rate;
}

/** Sounds of one voice, one after the other. */
export function inOne(sounds: readonly Sound[]): Sound {
  const samples = new Int16Array(sounds.reduce((sum, each) => sum + each.samples.length, 0));
  let at = 0;
  for (const each of sounds) {
    samples.set(each.samples, at);
    at += each.samples.length;
  }
  return { rate: sounds[0]?.rate ?? 0, samples };
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
