import type { RgbImage } from '../image.ts';
import type { FoundFace } from '../networks/faceNetworks.ts';

/**
 * Whom a picture of a data set is about: a large face near the middle. The largest alone will not do, for photographs
 * of the press show bystanders who stand nearer to the camera.
 */
export function subjectOf(image: RgbImage, faces: readonly FoundFace[]): FoundFace | undefined {
  const prominence = ({ box }: FoundFace): number => {
    const [right, down] = [box.x + box.width / 2 - image.width / 2, box.y + box.height / 2 - image.height / 2];
    return box.width * box.height - 2 * (right * right + down * down);
  };
  return faces.toSorted((one, other) => prominence(other) - prominence(one))[0];
}
