import { largestFirst } from '../../geometry.ts';
import type { FaceNetworks } from '../faceNetworks.ts';
import { Network } from '../network.ts';
import { livenessOf } from './antispoofing.ts';
import { cosine, reidentify } from './reidentification.ts';
import { findWithYunet } from './yunet.ts';

/** The ONNX files of the profile, read and checked. */
export interface StandardModels {
  readonly detector: Uint8Array;
  readonly recognition: Uint8Array;
  readonly livenessClose: Uint8Array;
  readonly livenessWide: Uint8Array;
}

/** The `standard` profile: YuNet-n, face-reidentification-retail-0095 and the two MiniFASNets. */
export async function openStandardNetworks(models: StandardModels): Promise<FaceNetworks> {
  const detector = await Network.open(models.detector);
  const recognition = await Network.open(models.recognition);
  const close = await Network.open(models.livenessClose);
  const wide = await Network.open(models.livenessWide);
  return {
    profile: 'standard',
    find: async (image) => largestFirst(await findWithYunet(detector, image)),
    embed: (image, face) => reidentify(recognition, image, face.landmarks),
    score: cosine,
    livenessOf: (image, face) => livenessOf({ close, wide }, image, face.box),
    close: async () => {
      await Promise.all([detector, recognition, close, wide].map((network) => network.close()));
    },
  };
}
