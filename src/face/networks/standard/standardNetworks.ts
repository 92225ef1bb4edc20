import { largestFirst } from '../../geometry.ts';
import type { FaceNetworks } from '../faceNetworks.ts';
import { Network } from '../network.ts';
import { cosine, reidentify } from './reidentification.ts';
import { findWithYunet } from './yunet.ts';

/** The ONNX files of the profile, read and checked. */
export interface StandardModels {
  readonly detector: Uint8Array;
  readonly recognition: Uint8Array;
}

/** The `standard` profile: YuNet-n and face-reidentification-retail-0095. */
export async function openStandardNetworks(models: StandardModels): Promise<FaceNetworks> {
  const detector = await Network.open(models.detector);
  const recognition = await Network.open(models.recognition);
  return {
    profile: 'standard',
    find: async (image) => largestFirst(await findWithYunet(detector, image)),
    embed: (image, face) => reidentify(recognition, image, face.landmarks),
    score: cosine,
    close: async () => {
      await Promise.all([detector.close(), recognition.close()]);
    },
  };
}
