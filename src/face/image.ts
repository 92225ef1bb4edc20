/** A decoded picture: red, green, blue in turn, row after row. Whoever holds it zeroes `data` when done. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Three equal channels from one. Zeroes `grey`. */
export function greyToRgb(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * grey.length);
  for (let i = 0, to = 0; i < grey.length; i++) {
    const value = grey[i] ?? 0;
    rgb[to++] = value;
    rgb[to++] = value;
    rgb[to++] = value;
  }
  grey.fill(0);
  return rgb;
}

/** Every 2 × 2 pixels as one. */
function halved({ data, width, height }: RgbImage): RgbImage {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const half = new Uint8Array(3 * halfWidth * halfHeight);
  const row = 3 * width;
  for (let y = 0, to = 0; y < halfHeight; y++) {
    for (let upper = 2 * y * row, end = upper + 6 * halfWidth; upper < end; upper += 6, to += 3) {
      const lower = upper + row;
      // Spelled out by colour: this is what a frame costs before the detector.
      half[to] = mean(data[upper], data[upper + 3], data[lower], data[lower + 3]);
      half[to + 1] = mean(data[upper + 1], data[upper + 4], data[lower + 1], data[lower + 4]);
      half[to + 2] = mean(data[upper + 2], data[upper + 5], data[lower + 2], data[lower + 5]);
    }
  }
  return { data: half, width: halfWidth, height: halfHeight };
}

function mean(first = 0, second = 0, third = 0, fourth = 0): number {
  return (first + second + third + fourth + 2) >> 2;
}

/** The picture with every side halved so many times; itself for none. What lies between is zeroed. */
export function halvedTimes(image: RgbImage, times: number): RgbImage {
  let picture = image;
  for (let time = 0; time < times; time++) {
    const smaller = halved(picture);
    if (picture !== image) picture.data.fill(0);
    picture = smaller;
  }
  return picture;
}

const samplesTaken = 1024;
const darkestUseful = 32;

/** Whether nothing can be seen at all: a covered lens, or a camera that sends empty pictures. */
export function isBlack(image: RgbImage): boolean {
  return samplesOf(image).every((value) => value < darkestUseful);
}

/** Below this mean a face is looked for in vain because of the light, not because nobody is there. */
const darkBelow = 45;

/** Whether a room is so dark that the camera cannot be expected to find a face. */
export function isDark(image: RgbImage): boolean {
  const samples = samplesOf(image);
  return samples.reduce((sum, value) => sum + value, 0) < darkBelow * samples.length;
}

/** Some values of the picture, spread evenly over it. */
function samplesOf({ data }: RgbImage): readonly number[] {
  const step = Math.max(1, Math.floor(data.length / samplesTaken));
  return Array.from({ length: Math.floor(data.length / step) }, (_, i) => data[i * step] ?? 0);
}

/** The picture with a mid-grey border of `share` of its longer side on every side. */
export function withBorder({ data, width, height }: RgbImage, share: number): RgbImage & { readonly border: number } {
  const border = Math.round(share * Math.max(width, height));
  const rowBytes = 3 * (width + 2 * border);
  const framed = new Uint8Array(rowBytes * (height + 2 * border)).fill(128);
  for (let y = 0; y < height; y++) {
    framed.set(data.subarray(3 * width * y, 3 * width * (y + 1)), rowBytes * (y + border) + 3 * border);
  }
  return { data: framed, width: width + 2 * border, height: height + 2 * border, border };
}
