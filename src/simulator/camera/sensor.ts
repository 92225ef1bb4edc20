import type { RawPicture } from './rawPicture.ts';

/** Strongest noise, of 255; most of it is far weaker. */
const strength = 7;
/** Longer than a picture by a prime, so that no two pictures begin at the same noise. */
const noiseLength = 3 * 640 * 480 + 104_729;

let table: Int8Array | undefined;

/** Triangular noise, drawn once: what differs from picture to picture is where it begins. */
function noise(): Int8Array {
  table ??= Int8Array.from({ length: noiseLength }, () => Math.round((Math.random() - Math.random()) * strength));
  return table;
}

/**
 * What a sensor makes of light: every picture is new, however still the scene. The kiosk refuses pictures that come
 * twice, and is right to.
 *
 * @param brightness 1 leaves the light as it is, 0 puts it out
 */
export function expose({ data, width, height }: RawPicture, brightness = 1): RawPicture {
  const grain = noise();
  const exposed = Uint8ClampedArray.from(brightness === 1 ? data : lit(data, brightness));
  const from = Math.floor(Math.random() * (grain.length - 1));
  // Once round the noise at most: up to its end, and on from its beginning.
  const first = Math.min(exposed.length, grain.length - from);
  addTo(exposed.subarray(0, first), grain.subarray(from, from + first));
  addTo(exposed.subarray(first), grain);
  return { data: new Uint8Array(exposed.buffer), width, height };
}

function lit(data: Uint8Array, brightness: number): Uint8Array {
  const light = Math.round(brightness * 256);
  return data.map((value) => (value * light) >> 8);
}

/** @param grain as long as `picture`, or longer */
function addTo(picture: Uint8ClampedArray, grain: Int8Array): void {
  for (let i = 0; i < picture.length; i += 1) picture[i] = (picture[i] ?? 0) + (grain[i] ?? 0);
}
