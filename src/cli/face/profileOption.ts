import { Option } from 'commander';
import type { FaceProfile } from '../../face/faceMatcher.ts';

export type WantedProfile = 'auto' | FaceProfile;

const wantedProfiles = ['auto', 'standard', 'embedded'] as const satisfies readonly WantedProfile[];

/** `--profile`: by which networks. @param what they are to do */
export function profileOption(what: string): Option {
  return new Option('--profile <profile>', what).choices(wantedProfiles).default('auto');
}
