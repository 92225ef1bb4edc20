import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where clinic IT leaves it on the stick or the disk's first partition, which every computer can read. */
export const arrivingFolder = 'uketsuke-setup';

/**
 * Takes the configuration that clinic IT left on the ESP over to the data, once: the newest one that arrives holds, and
 * what held before stays beside it. Nothing secret stays on the ESP, which is not sealed.
 *
 * @returns whether one came
 */
export function takeOverConfiguration(esp: string, data: string): boolean {
  const arriving = join(esp, arrivingFolder);
  if (!existsSync(arriving) || readdirSync(arriving).length === 0) return false;
  const [config, coming, before] = ['config', 'config.coming', 'config.before'].map((name) => join(data, name)) as [
    string,
    string,
    string,
  ];
  rmSync(coming, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  cpSync(arriving, coming, { recursive: true });
  if (existsSync(config)) {
    rmSync(before, { recursive: true, force: true });
    renameSync(config, before);
  }
  renameSync(coming, config);
  rmSync(arriving, { recursive: true, force: true });
  return true;
}
