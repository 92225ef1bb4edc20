import { largestFirst, type Scored } from '../../geometry.ts';
import { type RgbImage, withBorder } from '../../image.ts';
import { scoreScaleOf } from '../../models/manifest.ts';
import type { FaceNetworks, FoundFace, PictureKind } from '../faceNetworks.ts';
import { Network } from '../network.ts';
import { describeFace, distance } from './descriptor.ts';
import { findLandmarks } from './landmarkFinder.ts';
import { findWithSsd } from './ssdDetector.ts';

/** The converted networks of the profile. */
export interface EmbeddedModels {
  readonly detector: Uint8Array;
  readonly landmarks: Uint8Array;
  readonly recognition: Uint8Array;
}

/**
 * The detector misses faces that fill the picture, as every chip photo does and a patient who leans in. A grey border
 * helps; how wide a one depends on the face, and for the one photo of a visit there is time to try.
 */
const photoBorders = [0.5, 0.75, 1, 0.25];
const secondLookBorders = [0.25, 0.75];

/** The `embedded` profile: SSD MobileNet v1, 68 landmarks and dlib's ResNet. */
export async function openEmbeddedNetworks(models: EmbeddedModels): Promise<FaceNetworks> {
  const detector = await Network.open(models.detector);
  const landmarks = await Network.open(models.landmarks);
  const recognition = await Network.open(models.recognition);

  const findFramed = async (image: RgbImage, borderShare: number): Promise<readonly Scored[]> => {
    const { border, ...framed } = withBorder(image, borderShare);
    const found = await findWithSsd(detector, framed);
    framed.data.fill(0);
    return found.map(({ box, confidence }) => ({ box: { ...box, x: box.x - border, y: box.y - border }, confidence }));
  };
  /** What the first of these borders brings to light. */
  const findWithin = async (image: RgbImage, borders: readonly number[]): Promise<readonly Scored[]> => {
    for (const border of borders) {
      const found = await findFramed(image, border);
      if (found.length > 0) return found;
    }
    return [];
  };
  const detect = async (image: RgbImage, kind: PictureKind): Promise<readonly Scored[]> => {
    if (kind === 'photo') return findWithin(image, photoBorders);
    const found = await findWithSsd(detector, image);
    return found.length > 0 ? found : findWithin(image, secondLookBorders);
  };

  return {
    profile: 'embedded',
    scale: scoreScaleOf('embedded'),
    find: async (image, kind) => {
      const faces: FoundFace[] = [];
      for (const face of largestFirst(await detect(image, kind))) {
        faces.push({ ...face, landmarks: await findLandmarks(landmarks, image, face.box) });
      }
      return faces.filter((face) => face.landmarks.length > 0);
    },
    embed: (image, face) => describeFace(recognition, image, face.landmarks),
    score: distance,
    livenessOf: undefined,
    close: async () => {
      await Promise.all([detector.close(), landmarks.close(), recognition.close()]);
    },
  };
}
