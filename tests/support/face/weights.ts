import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folder with the networks of the `standard` profile as others have converted them; empty where there is none. */
export const weightsFolder = process.env.UKETSUKE_MODELS ?? '';

const below = join(weightsFolder, 'originals');
/** Folder with what their publishers publish; empty where there is none. */
export const originalsFolder = weightsFolder !== '' && existsSync(below) ? below : '';
