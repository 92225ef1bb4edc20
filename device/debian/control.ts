import { readFileSync } from 'node:fs';

/** The newest C library that both Debian 12 and 13 have. */
const newestOfBoth = '2.36';

/**
 * What the package needs, by names that Debian 12 and 13 both have. Node and everything from npm come along; these are
 * what the kiosk finds on the machine: card readers, cameras, sound, a screen, and whoever starts it.
 */
const needed: readonly string[] = [
  ...['libstdc++6 (>= 12)', 'libgcc-s1', 'libpcsclite1', 'libsystemd0', 'systemd (>= 252)', 'passwd'],
  ...['pcscd', 'libccid', 'polkitd', 'ffmpeg', 'v4l-utils', 'alsa-utils', 'ca-certificates'],
  ...['chromium', 'cage', 'xwayland', 'seatd', 'fonts-noto-cjk', 'libgl1-mesa-dri'],
];

export interface Control {
  /** Of package.json: `1.2.0-rc.1`. */
  readonly version: string;
  /** What its files take, KiB. */
  readonly installedSize: number;
  /** Files of it that run on the machine themselves. */
  readonly machineCode: readonly string[];
}

/** `DEBIAN/control`. Throws where the machine code would not run on Debian 12. */
export function controlText({ version, installedSize, machineCode }: Control): string {
  const fields: Readonly<Record<string, string>> = {
    Package: 'uketsuke',
    Version: debianVersion(version),
    Architecture: 'amd64',
    Maintainer: 'Uketsuke project <maintainers@uketsuke.invalid>',
    Section: 'misc',
    Priority: 'optional',
    'Installed-Size': `${installedSize}`,
    Depends: dependencies(machineCode),
    Recommends: 'nftables',
    Description: [
      'reception kiosk for Japanese clinics (受付機)',
      ' Patients place their My Number card, prove who they are, consent, and are checked in.',
      ' Node and the browser screens come along; after the installation the kiosk begins with its set-up.',
    ].join('\n'),
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** What `Depends` says, as `apt-get satisfy` takes it too. */
export function dependencies(machineCode: readonly string[]): string {
  return [`libc6 (>= ${libraryNeeded(machineCode)})`, ...needed].join(', ');
}

/** As Debian orders versions: what comes before a release is older than it only behind a tilde. */
export function debianVersion(version: string): string {
  return version.replace('-', '~');
}

/** The newest version of the C library that some of them were bound to; they name it in their tables of symbols. */
export function libraryNeeded(machineCode: readonly string[]): string {
  const named = machineCode.flatMap((file) =>
    [...readFileSync(file, 'latin1').matchAll(/\0GLIBC_(2\.\d+)(?:\.\d+)?(?=\0)/g)].map(([, version = '']) => version),
  );
  const newest = named.toSorted((one, other) => minor(one) - minor(other)).at(-1);
  if (newest === undefined) throw new Error('no machine code that names its C library');
  if (minor(newest) > minor(newestOfBoth)) {
    throw new Error(`compiled against C library ${newest}: build on Debian 12, which has ${newestOfBoth}`);
  }
  return newest;
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

/** The packages of {@link dependencies} by name alone. */
export const neededPackages: readonly string[] = needed.map((each) => each.split(' ')[0] ?? each);
