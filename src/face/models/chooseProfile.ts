import { failed, ok, type Result } from '../../problem/result.ts';
import type { FaceProfile } from '../faceMatcher.ts';
import { readStandardModels } from './standardModels.ts';

/** A profile, and what is needed to load its networks. */
export type ChosenProfile =
  | { readonly profile: 'standard'; readonly modelsFolder: string }
  | { readonly profile: 'embedded' };

export interface ProfileWish {
  readonly wanted: 'auto' | FaceProfile;
  /** Where the files of the `standard` profile lie, if they are installed. */
  readonly modelsFolder: string | undefined;
}

/**
 * Which networks decide. `auto` takes `standard` where all its files are there and right, else `embedded`. `standard`
 * asked for outright is never replaced in silence: U-214 says which file is missing or wrong.
 */
export function chooseProfile({ wanted, modelsFolder }: ProfileWish): Result<ChosenProfile> {
  if (wanted === 'embedded') return ok({ profile: 'embedded' });
  const standard = standardFrom(modelsFolder);
  return standard.ok || wanted === 'standard' ? standard : ok({ profile: 'embedded' });
}

function standardFrom(modelsFolder: string | undefined): Result<ChosenProfile> {
  if (!modelsFolder) return failed('U-214', 'no models folder is named: set face.modelsFolder or UKETSUKE_MODELS');
  const files = readStandardModels(modelsFolder);
  return files.ok ? ok({ profile: 'standard', modelsFolder }) : files;
}
