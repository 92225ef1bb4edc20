import type { FacePort } from '../../diagnostics/ports.ts';
import type { FaceProfile } from '../../face/faceMatcher.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { sampleFacesIn, trySampleFaces } from '../../face/sampleFaces.ts';
import { mapOk } from '../../problem/result.ts';

export interface FacePortOptions {
  readonly wanted: 'auto' | FaceProfile;
  readonly modelsFolder: string | undefined;
  /** Of the program. */
  readonly root: string;
  /** Whether faces may be compared now: the processor is a patient's while one is there. */
  readonly mayTry: boolean;
}

/** The networks that this configuration decides with, read and hashed anew, and tried on pictures that come along. */
export function facePort({ wanted, modelsFolder, root, mayTry }: FacePortOptions): FacePort {
  const choose = () => chooseProfile({ wanted, modelsFolder });
  const files = sampleFacesIn(root);
  return {
    wanted,
    models: async () => mapOk(choose(), ({ profile }) => ({ profile })),
    selfTest:
      files && mayTry
        ? async (signal) => {
            const chosen = choose();
            return chosen.ok ? trySampleFaces(chosen.value, files, signal) : chosen;
          }
        : undefined,
  };
}
