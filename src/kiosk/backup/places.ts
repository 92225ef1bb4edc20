import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parts } from '../../backup/manifest.ts';
import { type BackedUpFile, placesOfConfig, placesOfData } from '../../backup/places.ts';
import type { KioskConfig } from '../../config/schema.ts';
import type { LaidFile } from '../../setup/machine/laid.ts';
import { namedFilesOf } from '../diagnosis/namedFiles.ts';

/** Where everything of a kiosk lies. */
export interface KioskPlace {
  readonly config: KioskConfig;
  /** Absolute, as is the data folder. */
  readonly configFile: string;
  readonly dataFolder: string;
  /** CREDENTIALS_DIRECTORY of the environment: keys that the service manager hands over. */
  readonly credentialsFolder: string | undefined;
  /** What the set-up laid down for the machine; nothing on a PC that is somebody else's. */
  readonly laid: readonly LaidFile[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What of a kiosk goes into a backup; and what the configuration names elsewhere, which does not. */
export function placesOfKiosk({ config, configFile, dataFolder, credentialsFolder, laid, now }: KioskPlace): {
  readonly places: readonly BackedUpFile[];
  readonly elsewhere: readonly string[];
} {
  const folder = dirname(configFile);
  const named = namedFilesOf({ config, folder, isSimulated: false, now })
    .flatMap(({ file }) => file.split(' '))
    .map((file) => resolve(folder, file));
  const { places, elsewhere } = placesOfConfig(folder, [configFile, ...named]);
  const ofMachine = laid.map(({ name, file }) => ({ name: `${parts.machine}/${name}`, file }));
  const all = [...places, ...ofMachine, ...placesOfData(dataFolder), ...keysOfService(credentialsFolder, dataFolder)];
  return { places: all, elsewhere };
}

/** Keys that the service manager hands over lie in no folder of ours; without them the queue opens nowhere. */
function keysOfService(credentialsFolder: string | undefined, dataFolder: string): readonly BackedUpFile[] {
  if (credentialsFolder === undefined) return [];
  const keys = { 'uketsuke-outbox-key': 'outbox.key', 'uketsuke-audit-key': 'audit.key' };
  return Object.entries(keys)
    .map(([credential, name]) => ({ name: `data/keys/${name}`, file: join(credentialsFolder, credential) }))
    .filter(({ file, name }) => existsSync(file) && !existsSync(join(dataFolder, name.replace('data/', ''))));
}
