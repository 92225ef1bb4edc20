import { ok, type Result } from '../../problem/result.ts';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import { convertEmbeddedModels } from '../models/embeddedModels.ts';
import { readStandardModels } from '../models/standardModels.ts';
import { openEmbeddedNetworks } from './embedded/embeddedNetworks.ts';
import type { FaceNetworks } from './faceNetworks.ts';
import { openStandardNetworks } from './standard/standardNetworks.ts';

/**
 * Loads a profile's networks, about a second of work for `embedded`. U-214 where a file is missing or wrong; the bytes
 * that were checked are the bytes that run.
 */
export async function openFaceNetworks(chosen: ChosenProfile): Promise<Result<FaceNetworks>> {
  if (chosen.profile === 'standard') {
    const models = readStandardModels(chosen.modelsFolder, chosen.own);
    return models.ok ? ok(await openStandardNetworks(models.value, chosen.own)) : models;
  }
  const models = await convertEmbeddedModels();
  return models.ok ? ok(await openEmbeddedNetworks(models.value)) : models;
}
