import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { failed, ok, type Result } from '../../problem/result.ts';
import { landmarkModel } from '../convert/tfjs/landmarks.ts';
import { recognitionModel } from '../convert/tfjs/recognition.ts';
import { ssdModel } from '../convert/tfjs/ssd.ts';
import { readWeights } from '../convert/tfjs/weights.ts';
import type { EmbeddedModels } from '../networks/embedded/embeddedNetworks.ts';
import { modelManifest } from './manifest.ts';
import { sha256Of } from './standardModels.ts';

const converters = { detector: ssdModel, landmarks: landmarkModel, recognition: recognitionModel };

/**
 * The networks of the `embedded` profile, converted from the weights of the npm package: most of a second of work, with
 * a moment between them in which a worker hears that it is to end. U-214 where the package is missing or the outcome is
 * not, byte for byte, what the manifest pins.
 */
export async function convertEmbeddedModels(): Promise<Result<EmbeddedModels>> {
  const detector = convert('detector');
  if (!detector.ok) return detector;
  await setImmediate();
  const landmarks = convert('landmarks');
  if (!landmarks.ok) return landmarks;
  await setImmediate();
  const recognition = convert('recognition');
  if (!recognition.ok) return recognition;
  return ok({ detector: detector.value, landmarks: landmarks.value, recognition: recognition.value });
}

/** One network of the `embedded` profile as an ONNX model. U-214 as above. */
export function convert(role: keyof typeof converters): Result<Uint8Array> {
  const { source, networks } = modelManifest().profiles.embedded;
  const { file, sha256 } = networks[role];
  let model: Uint8Array;
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${source.package}/package.json`));
    model = converters[role](readWeights(join(home, source.folder), file));
  } catch (error) {
    return failed('U-214', `${source.package}: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (sha256Of(model) !== sha256)
    return failed('U-214', `${source.package}: ${file}: not the weights the manifest pins`);
  return ok(model);
}
