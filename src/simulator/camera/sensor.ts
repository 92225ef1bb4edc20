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
  const exposed = new Uint8ClampedArray(data.length);
  let from = Math.floor(Math.random() * (grain.length - 1));
  const light = Math.round(brightness * 256);
  for (let i = 0; i < data.length; i++) {
    exposed[i] = (((data[i] ?? 0) * light) >> 8) + (grain[from] ?? 0);
    from += 1;
    if (from === grain.length) from = 0;
  }
  return { data: new Uint8Array(exposed.buffer), width, height };
}
