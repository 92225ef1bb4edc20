import { largestFirst } from '../../geometry.ts';
import { scoreScaleOf } from '../../models/manifest.ts';
import type { OwnNetwork } from '../../models/ownNetwork.ts';
import type { FaceNetworks } from '../faceNetworks.ts';
import { Network } from '../network.ts';
import { livenessOf } from './antispoofing.ts';
import { arcfaceTemplate, cosine, type FaceInput, recognise, reidentificationInput } from './recogniser.ts';
import { findWithYunet } from './yunet.ts';

/** The ONNX files of the profile, read and checked. */
export interface StandardModels {
  readonly detector: Uint8Array;
  readonly recognition: Uint8Array;
  readonly livenessClose: Uint8Array;
  readonly livenessWide: Uint8Array;
}

/**
 * The `standard` profile: YuNet-n, face-reidentification-retail-0095 and the two MiniFASNets.
 *
 * @param own what `models.recognition` is, where it is a network that a clinic brought
 */
export async function openStandardNetworks(models: StandardModels, own?: OwnNetwork): Promise<FaceNetworks> {
  const detector = await Network.open(models.detector);
  const recognition = await Network.open(models.recognition);
  const close = await Network.open(models.livenessClose);
  const wide = await Network.open(models.livenessWide);
  const input: FaceInput = own
    ? { ...own, template: own.template === 'arcface' ? arcfaceTemplate : own.template }
    : reidentificationInput;
  return {
    profile: 'standard',
    scale: own?.score ?? scoreScaleOf('standard'),
    find: async (image) => largestFirst(await findWithYunet(detector, image)),
    embed: (image, face) => recognise(recognition, input, image, face.landmarks),
    score: cosine,
    livenessOf: (image, face) => livenessOf({ close, wide }, image, face.box),
    close: async () => {
      await Promise.all([detector, recognition, close, wide].map((network) => network.close()));
    },
  };
}
