import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shareCredentials, shareFile } from './shareFiles.ts';

/**
 * What the set-up lays down for a device of our own, by name and in this order: who the device is to a switch or a
 * server comes before the file that the device's units watch.
 */
const names = [
  'proxy.env',
  'switch-authority.pem',
  'switch-certificate.pem',
  'switch.key',
  'switch.conf',
  'outside.conf',
  'timesyncd.conf',
  shareCredentials,
  shareFile,
  '10-uketsuke.network',
] as const;

/** A file that was laid down, and where it lies. */
export interface LaidFile {
  readonly name: string;
  readonly file: string;
}

/** What lies in `folder`, in the order it is laid down. */
export function laidIn(folder: string): readonly LaidFile[] {
  return names.map((name) => ({ name, file: join(folder, name) })).filter(({ file }) => existsSync(file));
}

/**
 * What is to lie in `folder` for it to hold `texts` and nothing else: what is not among them becomes empty, which takes
 * it back. Names that nothing here lays down are left out.
 */
export function inPlaceOf(folder: string, texts: ReadonlyMap<string, string>) {
  return names
    .filter((name) => texts.has(name) || existsSync(join(folder, name)))
    .map((name) => ({ name, text: texts.get(name) ?? '' }));
}
