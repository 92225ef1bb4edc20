import sharp from 'sharp';
import { eyeDistance, facePointsOf } from '../../../src/face/facePoints.ts';
import type { FaceNetworks } from '../../../src/face/networks/faceNetworks.ts';
import type { RawPicture } from '../../../src/simulator/camera/rawPicture.ts';
import type { CameraScene } from '../../../src/simulator/camera/scene.ts';

/** How somebody stands before the camera, and what is done to the picture of it. */
export interface Condition {
  readonly name: string;
  /** Whether they do what a patient is to do; the others are to be told, or sent another way. */
  readonly isCooperative: boolean;
  readonly scene: (person: string) => CameraScene;
  readonly change?: (picture: RawPicture, networks: FaceNetworks) => Promise<RawPicture> | RawPicture;
}

const there = (person: string): CameraScene => ({ person });
const at = (x: number, y: number, size: number) => (person: string) => ({ person, at: { x, y, size } });

/** Everything that is surveyed: places are the simulated camera's, light and what is worn are drawn into its pictures. */
export const conditions: readonly Condition[] = [
  { name: 'well placed', isCooperative: true, scene: there },
  { name: 'dim (45 % of the light)', isCooperative: true, scene: there, change: (picture) => lit(picture, () => 0.45) },
  { name: 'bright (130 %)', isCooperative: true, scene: there, change: (picture) => lit(picture, () => 1.3) },
  {
    name: 'light from one side (70 to 110 %)',
    isCooperative: true,
    scene: there,
    change: (picture) => lit(picture, (x) => 0.7 + 0.4 * x),
  },
  { name: 'near', isCooperative: true, scene: at(0, 0, 0.6) },
  { name: 'far', isCooperative: true, scene: at(0, 0, 0.32) },
  { name: 'seated: low in the picture', isCooperative: true, scene: at(0, 0.3, 0.4) },
  { name: 'a child: lower and smaller', isCooperative: true, scene: at(0, 0.4, 0.32) },
  { name: 'glasses, drawn', isCooperative: true, scene: there, change: withGlasses },
  {
    name: 'looks aside for two seconds first',
    isCooperative: true,
    scene: (person) => ({ person, script: [{ do: 'look-away', seconds: 2 }] }),
  },
  { name: 'mask, drawn', isCooperative: false, scene: there, change: withMask },
];

/** @param share of the light that is left at a place across the picture, 0 to 1 from its left */
function lit({ data, width, height }: RawPicture, share: (x: number) => number): RawPicture {
  const shares = Float32Array.from({ length: width }, (_, x) => share(x / width));
  const changed = new Uint8ClampedArray(data.length);
  for (let index = 0; index < data.length; index += 1) {
    changed[index] = (data[index] ?? 0) * (shares[Math.floor(index / 3) % width] ?? 1);
  }
  return { data: new Uint8Array(changed.buffer), width, height };
}

function withGlasses(picture: RawPicture, networks: FaceNetworks): Promise<RawPicture> {
  return drawn(picture, networks, ({ leftEye, rightEye }, unit) => {
    const lens = ({ x, y }: { readonly x: number; readonly y: number }): string =>
      `<circle cx="${x}" cy="${y}" r="${0.36 * unit}" fill="#ffffff" fill-opacity="0.12" stroke="#1b1b1b" stroke-width="${0.05 * unit}"/>`;
    return `${lens(leftEye)}${lens(rightEye)}`;
  });
}

export function withMask(picture: RawPicture, networks: FaceNetworks): Promise<RawPicture> {
  return drawn(picture, networks, ({ leftEye, rightEye }, unit) => {
    const [x, y] = [(leftEye.x + rightEye.x) / 2, (leftEye.y + rightEye.y) / 2];
    return `<ellipse cx="${x}" cy="${y + 1.1 * unit}" rx="${0.85 * unit}" ry="${0.65 * unit}" fill="#e8f0f4"/>`;
  });
}

type Points = ReturnType<typeof facePointsOf>;

/** The picture with something drawn over its face, in units of the distance between the eyes; as it is without a face. */
async function drawn(
  { data, width, height }: RawPicture,
  networks: FaceNetworks,
  what: (points: Points, unit: number) => string,
): Promise<RawPicture> {
  const [face] = await networks.find({ data, width, height }, 'live');
  if (!face) return { data, width, height };
  const points = facePointsOf(face.landmarks);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${what(points, eyeDistance(points))}</svg>`;
  const over = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return { data: over, width, height };
}
