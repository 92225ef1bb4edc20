import { isOlder } from '../../src/update/version.ts';

/**
 * RAUC's pre-install handler: why a bundle is not installed, or nothing. The signature was verified before. An older
 * version is refused unless an administrator said so: it brings back what was mended since.
 *
 * @param running the version that runs
 */
export function refusal(bundle: string, running: string, isOlderAllowed: boolean): string | undefined {
  const older = isOlder(bundle, running);
  if (older === undefined) return `${bundle} is no version`;
  return older && !isOlderAllowed ? `${bundle} is older than ${running}` : undefined;
}

/** The version that a manifest (`manifest.raucm`) names; empty where it names none. */
export function versionOf(manifest: string): string {
  const update = /\[update\]([^[]*)/.exec(manifest)?.[1] ?? '';
  return /^version=(.*)$/m.exec(update)?.[1]?.trim() ?? '';
}
