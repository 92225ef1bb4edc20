import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One weight tensor in the order tfjs stores it. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The weights of one network by name. */
export type Weights = ReadonlyMap<string, Weight>;

const entry = z
  .object({
    name: z.string(),
    shape: z.array(z.int()),
    dtype: z.string(),
    quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }).optional(),
  })
  .refine(({ dtype, quantization }) => quantization !== undefined || dtype === 'float32', 'a type nobody uses yet');
const tfjsManifest = z.array(z.object({ paths: z.array(z.string()), weights: z.array(entry) }));

/**
 * Reads `<model>-weights_manifest.json` and the files it names from `folder`: the tfjs weight format, in which the
 * tensors of a group lie back to back, plain floats or bytes with a scale and a minimum. Throws where the files are
 * missing or are not what the manifest says.
 */
export function readWeights(folder: string, model: string): Weights {
  const text = readFileSync(join(folder, `${model}-weights_manifest.json`), 'utf8');
  const weights = new Map<string, Weight>();
  for (const group of tfjsManifest.parse(JSON.parse(text))) {
    const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
    let offset = 0;
    for (const { name, shape, quantization } of group.weights) {
      const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
      if (quantization) {
        const { scale, min } = quantization;
        // A value for each byte there is: millions of weights, 256 values.
        const values = Float32Array.from({ length: 256 }, (_, byte) => byte * scale + min);
        if (offset + data.length > bytes.length) throw new RangeError(`${model}: ends within ${name}`);
        for (let i = 0; i < data.length; i++) data[i] = values[bytes[offset + i] ?? 0] ?? 0;
        offset += data.length;
      } else {
        // Floats after bytes are not aligned, so a Float32Array cannot be laid over them.
        for (let i = 0; i < data.length; i++) data[i] = bytes.readFloatLE(offset + 4 * i);
        offset += 4 * data.length;
      }
      weights.set(name, { shape, data });
    }
    if (offset !== bytes.length) throw new Error(`${model}: ${bytes.length - offset} bytes left over`);
  }
  return weights;
}

/** The weight of that name; throws where the network has none. */
export function weightOf(weights: Weights, name: string): Weight {
  const weight = weights.get(name);
  if (!weight) throw new Error(`no weight ${name}`);
  return weight;
}
