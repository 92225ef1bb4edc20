import { failed, ok, type Result } from '../../problem/result.ts';
import type { FaceProfile } from '../faceMatcher.ts';
import { type ScoreScale, scoreScaleOf } from './manifest.ts';
import { type OwnNetwork, ownManifest, readOwnNetwork } from './ownNetwork.ts';
import { readStandardModels } from './standardModels.ts';

/** A profile, and what is needed to load its networks. */
export type ChosenProfile =
  | { readonly profile: 'standard'; readonly modelsFolder: string; readonly own?: OwnNetwork }
  | { readonly profile: 'embedded' };

export interface ProfileWish {
  readonly wanted: 'auto' | FaceProfile;
  /** Where the files of the `standard` profile lie, if they are installed. */
  readonly modelsFolder: string | undefined;
  /** To measure or to try: a network of one's own may have thresholds that nobody has measured yet. */
  readonly toMeasure?: boolean;
}

/**
 * Which networks decide. `auto` takes `standard` where all its files are there and right, else `embedded`. `standard`
 * asked for outright is never replaced in silence: U-214 says which file is missing or wrong.
 */
export function chooseProfile({ wanted, modelsFolder, toMeasure = false }: ProfileWish): Result<ChosenProfile> {
  if (wanted === 'embedded') return ok({ profile: 'embedded' });
  const standard = standardFrom(modelsFolder, toMeasure);
  return standard.ok || wanted === 'standard' ? standard : ok({ profile: 'embedded' });
}

/** What the scores of the networks that decide mean. */
export function scaleOf(chosen: ChosenProfile): ScoreScale {
  return (chosen.profile === 'standard' ? chosen.own?.score : undefined) ?? scoreScaleOf(chosen.profile);
}

function standardFrom(modelsFolder: string | undefined, toMeasure: boolean): Result<ChosenProfile> {
  if (!modelsFolder) return failed('U-214', 'no models folder is named: set face.modelsFolder or UKETSUKE_MODELS');
  const read = readOwnNetwork(modelsFolder);
  if (!read.ok) return read;
  const own = read.value;
  if (own?.measured === null && !toMeasure) {
    return failed(
      'U-214',
      `${ownManifest}: nobody has measured the thresholds of ${own.name} yet: run "uketsuke face pairs", write them there, and under "measured" on what and when`,
    );
  }
  const files = readStandardModels(modelsFolder, own);
  return files.ok ? ok({ profile: 'standard', modelsFolder, ...(own && { own }) }) : files;
}
