import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, ProblemError, type Result, unwrap } from '../../problem/result.ts';
import type { StandardModels } from '../networks/standard/standardNetworks.ts';
import { modelManifest, type PublishedNetwork } from './manifest.ts';
import type { OwnNetwork } from './ownNetwork.ts';

/**
 * The files of the `standard` profile, each checked against the manifest. U-214 names the first that is not right.
 *
 * @param own the recognition network, where it is a clinic's own
 */
export function readStandardModels(folder: string, own?: OwnNetwork): Result<StandardModels> {
  const { networks } = modelManifest().profiles.standard;
  const read = (entry: CheckedFile) => unwrap(readChecked(folder, entry));
  try {
    return ok({
      detector: read(networks.detector),
      recognition: read(own ? { ...own, equals: [] } : networks.recognition),
      livenessClose: read(networks.livenessClose),
      livenessWide: read(networks.livenessWide),
    });
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** A file by what it must be. */
type CheckedFile = Pick<PublishedNetwork, 'file' | 'sha256' | 'equals'>;

/** A model file, if it is exactly one that the manifest names; U-214 otherwise. */
export function readChecked(folder: string, { file, sha256, equals }: CheckedFile): Result<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, file));
  } catch {
    return failed('U-214', `${file} is missing in the models folder`);
  }
  return [sha256, ...equals].includes(sha256Of(bytes))
    ? ok(bytes)
    : failed('U-214', `${file} is not the file the manifest names`);
}

/** Lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
