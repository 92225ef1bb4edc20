import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ChosenProfile } from '../../../src/face/models/chooseProfile.ts';
import { convertEmbeddedModels } from '../../../src/face/models/embeddedModels.ts';
import { readStandardModels } from '../../../src/face/models/standardModels.ts';
import { unwrap } from '../../../src/problem/result.ts';

/** One network of a profile with a ready-made input: what remains of our chain if all of our own code took no time. */
export interface BareSession {
  readonly name: string;
  run(): Promise<void>;
}

/** The networks that one frame needs, in the sizes that a frame of 640×480 needs, as Network.open opens them. */
export async function bareSessions(chosen: ChosenProfile): Promise<readonly BareSession[]> {
  if (chosen.profile === 'standard') {
    const { detector, recognition } = unwrap(readStandardModels(chosen.modelsFolder));
    return [
      await bareSession('detector', detector, [1, 3, 256, 320]),
      await bareSession('recognition', recognition, [1, 3, 128, 128]),
    ];
  }
  const { detector, landmarks, recognition } = unwrap(await convertEmbeddedModels());
  return [
    await bareSession('detector', detector, [1, 512, 512, 3]),
    await bareSession('landmarks', landmarks, [1, 112, 112, 3]),
    await bareSession('recognition', recognition, [1, 150, 150, 3]),
  ];
}

async function bareSession(name: string, model: Uint8Array, shape: readonly number[]): Promise<BareSession> {
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  const size = shape.reduce((product, each) => product * each, 1);
  const [inputName = ''] = session.inputNames;
  const noise = Float32Array.from({ length: size }, () => Math.random() * 255);
  const input = new Tensor('float32', noise, shape);
  return {
    name,
    run: async () => {
      await session.run({ [inputName]: input });
    },
  };
}
