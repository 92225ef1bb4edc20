import { openPicture } from '../camera/boundedPicture.ts';
import { claimOfPicture } from '../camera/pictureClaim.ts';

/** What one picture is like as a picture. Nothing of what it shows. */
export interface PictureSeen {
  /** `1280×960`; empty where it does not say. */
  readonly resolution: string;
  /** 0 to 255, of all of it and of its middle, where a face is. */
  readonly brightness: number;
  readonly middle: number;
  /** Per cent of it that is so dark, or so bright, that nothing can be told in it. */
  readonly dark: number;
  readonly glare: number;
  /** How steep its edges are: 0 of fog; the sharper, the more. */
  readonly focus: number;
}

/** Fields of this many pixels each way are looked at: enough to tell an edge that is in focus from one that is not. */
const grid = { width: 192, height: 144 } as const;

/** Paper is not as white as this: here a lamp is mirrored. */
const mirroredFrom = 250;
/** Below, the sensor's own noise is all there is. */
const darkBelow = 16;

/** Looks into a picture and forgets it; undefined where it cannot be read. @param jpeg is left as it is */
export async function pictureSeen(jpeg: Uint8Array): Promise<PictureSeen | undefined> {
  const claim = claimOfPicture(jpeg);
  const fields = await openPicture(jpeg)
    ?.resize({ ...grid, fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
    .catch(() => undefined);
  if (!fields) return undefined;
  try {
    const all = [...fields];
    return {
      resolution: claim ? `${claim.width}×${claim.height}` : '',
      brightness: Math.round(mean(all)),
      middle: Math.round(mean(all.filter((_field, at) => isInTheMiddle(at)))),
      dark: share(all, (field) => field < darkBelow),
      glare: share(all, (field) => field >= mirroredFrom),
      focus: Math.round(steepness(fields) * 10) / 10,
    };
  } finally {
    fields.fill(0);
  }
}

/** Half of the width and of the height, around the middle. */
function isInTheMiddle(at: number): boolean {
  const [x, y] = [at % grid.width, Math.floor(at / grid.width)];
  return Math.abs(x - grid.width / 2) < grid.width / 4 && Math.abs(y - grid.height / 2) < grid.height / 4;
}

/** The mean of what each field differs from the four around it. */
function steepness(fields: Uint8Array): number {
  const { width, height } = grid;
  let [sum, count] = [0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around =
        (fields[at - 1] ?? 0) + (fields[at + 1] ?? 0) + (fields[at - width] ?? 0) + (fields[at + width] ?? 0);
      sum += Math.abs(4 * (fields[at] ?? 0) - around);
      count += 1;
    }
  }
  return sum / count;
}

function mean(fields: readonly number[]): number {
  return fields.reduce((sum, field) => sum + field, 0) / fields.length;
}

function share(fields: readonly number[], is: (field: number) => boolean): number {
  return Math.round((1_000 * fields.filter(is).length) / fields.length) / 10;
}
