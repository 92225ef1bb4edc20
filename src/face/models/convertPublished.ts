import { failed, ok, type Result } from '../../problem/result.ts';
import { openvinoModel } from '../convert/openvino/openvinoModel.ts';
import { miniFasNetModel } from '../convert/pytorch/miniFasNet.ts';
import { readStateDict } from '../convert/pytorch/stateDict.ts';

/** The forms in which networks are published. */
export const publishedForms = ['onnx', 'openvino', 'minifasnet'] as const;
export type PublishedForm = (typeof publishedForms)[number];

type Conversion = (files: readonly Uint8Array[]) => Uint8Array;

const conversions: Readonly<Record<PublishedForm, Conversion>> = {
  onnx: ([model = nothing]) => model,
  /** Of the recognition network: its layers (.xml), then its numbers (.bin). */
  openvino: ([xml = nothing, weights = nothing]) =>
    openvinoModel(
      { xml: Buffer.from(xml).toString('utf8'), weights },
      { model: 'face_reidentification', input: 'input', output: 'embedding' },
    ),
  minifasnet: ([file = nothing]) => miniFasNetModel(readStateDict(file)),
};
const nothing = new Uint8Array();

/**
 * Published files as the ONNX model that runs: the same files, the same bytes. Nothing in them is executed.
 *
 * @param files in the order of the manifest. U-705 where they are not what their form says
 */
export function convertPublished(form: PublishedForm, files: readonly Uint8Array[]): Result<Uint8Array> {
  try {
    return ok(conversions[form](files));
  } catch (error) {
    return failed('U-705', error instanceof Error ? error.message : String(error));
  }
}
