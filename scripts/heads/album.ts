import type { Casting } from './identity.ts';
import { between, boothLook, idPhoto, type Look, liveLook, masked, seated, turned } from './look.ts';
import { chipSize, seenSize } from './picture.ts';
import type { View } from './render.ts';

/** One picture of a person, still to be drawn. */
export interface Sitting {
  /** File name in the person's folder. */
  readonly file: string;
  readonly kind: 'chip' | 'camera';
  readonly look: Look;
  readonly view: View;
  /** Seed of the camera's noise. */
  readonly noise: number;
}

const frames = 6;
const chipView: View = { ...chipSize, headShare: 0.58 };
const cameraView: View = { ...seenSize, headShare: 0.52 };
/** Degrees to either side: a little, as one looks about, and as far as a request to turn the head asks for. */
const turns = [12, 28];

/** A card for whoever is too young for a photo on it has none. */
const withoutPhoto = ['kobayashi-hina'];
const maskWearers = ['yamada-hanako', 'suzuki-ume'];
const wheelchairUsers = ['maeda-kazuo'];
const wheelchairFrames = 3;

/** All pictures there are of a person. */
export function picturesOf(id: string, { seed, photo }: Pick<Casting, 'seed' | 'photo'>): readonly Sitting[] {
  const [from, to] = [liveLook(seed * 2), liveLook(seed * 2 + 1)];
  const along = (step: number, steps: number): Look => between(from, to, (step - 1) / (steps - 1));
  const looks: readonly (readonly [name: string, look: Look])[] = [
    ...counted(frames).map((n) => [`frame-${n}`, along(n, frames)] as const),
    ...turns.map((yaw, i) => [`turn-left-${i + 1}`, turned(along(2, frames), yaw)] as const),
    ...turns.map((yaw, i) => [`turn-right-${i + 1}`, turned(along(5, frames), -yaw)] as const),
    ...(maskWearers.includes(id) ? [['mask-1', masked(along(3, frames))] as const] : []),
    ...(wheelchairUsers.includes(id)
      ? counted(wheelchairFrames).map((n) => [`wheelchair-${n}`, seated(along(n, wheelchairFrames))] as const)
      : []),
  ];
  const onCamera = looks.map(
    ([name, look], i): Sitting => ({
      file: `${name}.jpg`,
      kind: 'camera',
      look,
      view: cameraView,
      noise: seed * 100 + i,
    }),
  );
  if (withoutPhoto.includes(id)) return onCamera;
  const booth = photo?.booth === undefined ? idPhoto : boothLook(photo.booth);
  return [{ file: 'chip.jp2', kind: 'chip', look: booth, view: chipView, noise: 0 }, ...onCamera];
}

const counted = (upTo: number): readonly number[] => Array.from({ length: upTo }, (_, i) => i + 1);
