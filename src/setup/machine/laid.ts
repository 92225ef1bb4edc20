import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shareCredentials, shareFile } from './shareFiles.ts';
import { type MachineFile, proxyFile, proxyIn, proxyText } from './systemdFiles.ts';

/**
 * What the set-up lays down for a device of our own, by name and in this order: who the device is to a switch or a
 * server comes before the file that the device's units watch.
 */
const names = [
  proxyFile,
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
 * it back. Names that nothing here lays down are left out; the others are looked at again by whoever takes them up, but
 * for the proxy, of which only the address is taken.
 */
export function inPlaceOf(folder: string, texts: ReadonlyMap<string, string>): readonly MachineFile[] {
  return names
    .filter((name) => texts.has(name) || existsSync(join(folder, name)))
    .map((name) => ({ name, text: texts.get(name) ?? '' }))
    .map(({ name, text }) => ({ name, text: name === proxyFile ? proxyText(proxyIn(text)) : text }));
}
