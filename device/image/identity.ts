/** Who an image is for, as update bundles, boot menu and `about` name it. */
export const compatible = 'uketsuke-kiosk-amd64';
/** Fixed, so that what is built twice is the same. */
export const rootUuid = '7e5a2f44-51aa-4f5e-9a21-00000000000a';
export const verityUuid = '7e5a2f44-51aa-4f5e-9a21-00000000000b';
export const espVolumeId = '7e5a0001';
export const bootVolumeId = '7e5a0002';
export const stickVolumeId = '7e5a0003';

/** What makes one image different from another built of the same packages. */
export interface ImageIdentity {
  /** Of package.json. */
  readonly version: string;
  /** Whether its keys were made for trying: whoever has the build folder can sign for such a machine. */
  readonly isTrial: boolean;
}

/** As the boot menu shows it. */
export function menuTitle({ version, isTrial }: ImageIdentity): string {
  return `Uketsuke ${version}${isTrial ? ' (TRIAL KEYS: not for patients)' : ''}`;
}

/** `/etc/os-release` of the image. */
export function osRelease({ version, isTrial }: ImageIdentity): string {
  return [
    'ID=uketsuke',
    'ID_LIKE=debian',
    'NAME=Uketsuke',
    `VERSION_ID=${version}`,
    'IMAGE_ID=uketsuke-kiosk',
    `IMAGE_VERSION=${version}`,
    `PRETTY_NAME="${menuTitle({ version, isTrial })}"`,
    '',
  ].join('\n');
}
