import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { imageFile } from '../../src/diagnostics/deviceFiles.ts';
import { enabledOnDevices, placedFiles } from '../units/placed.ts';
import { put, putFiles } from './files.ts';
import { type ImageIdentity, osRelease } from './identity.ts';
import type { SigningKeys } from './signingKeys.ts';
import type { Work, Workshop } from './work.ts';

export interface ComposeOptions {
  /** The kiosk's tree, in the workshop's place, by its name. */
  readonly tree: string;
  /** Our own files, as they stand on the machine. */
  readonly files: string;
  /** The product for a clinic (`npm run device:bundle`), with Node. */
  readonly product: string;
  /** The device's own program, one file. */
  readonly deviceProgram: string;
  /** `device/units`: what stands around the program on every machine. */
  readonly units: string;
  readonly identity: ImageIdentity;
  readonly keys: SigningKeys;
}

/** Of what a package leaves behind, this differs from build to build or belongs to no image. */
const leftovers = [
  ...['/etc/resolv.conf', '/var/lib/dbus/machine-id', '/var/lib/systemd/random-seed', '/var/cache/ldconfig/aux-cache'],
  ...['/etc/machine-id', '/var/lib/apt/lists', '/var/cache/apt', '/var/cache/debconf', '/var/log'],
];

/**
 * The users of `device/units/etc/sysusers.conf`, with numbers of their own: the data, and who owns them, outlive the
 * system.
 */
export const users = [
  ['uketsuke', '800', '/var/lib/uketsuke', 'video,audio'],
  ['uketsuke-screen', '801', '/run/uketsuke-screen', 'video,uketsuke'],
] as const;

/** Puts product, units and our own files into Debian's tree, and switches on what is to run. */
export async function composeTree(shop: Workshop, work: Work, options: ComposeOptions): Promise<void> {
  const { identity, keys } = options;
  const tree = shop.path(options.tree);
  for (const path of leftovers) rmSync(join(tree, path), { recursive: true, force: true });
  mkdirSync(join(tree, 'var/log'), { recursive: true });
  putFiles(tree, options.files);
  cpSync(options.product, join(tree, 'opt/uketsuke'), { recursive: true });
  for (const { from, to, mode, on } of placedFiles) {
    if (on !== 'PCs') put(tree, to, readFileSync(join(options.units, from), 'utf8'), mode);
  }
  cpSync(options.deviceProgram, join(tree, 'usr/lib/uketsuke/device.js'));
  put(tree, '/usr/lib/os-release', osRelease(identity));
  cpSync(shop.path(keys.updateAuthority), join(tree, 'etc/rauc/update-authority.pem'));
  const about = { version: identity.version, isTrial: keys.isTrial, fingerprints: keys.fingerprints };
  put(tree, imageFile, `${JSON.stringify(about, undefined, 2)}\n`);

  const inTree = (program: string, ...words: readonly string[]) => work.run('chroot', [tree, program, ...words]);
  for (const [name, number, home, groups] of users) {
    const shell = ['--shell', '/usr/sbin/nologin', '--home-dir', home, '--no-create-home'];
    await inTree('useradd', '--system', '--user-group', '--uid', number, ...shell, '-G', groups, name);
  }
  for (const file of ['/etc/passwd-', '/etc/shadow-', '/etc/group-', '/etc/gshadow-', '/etc/.pwd.lock']) {
    rmSync(join(tree, file), { force: true });
  }
  // No password is set, and root has none that could be typed.
  await inTree('systemctl', 'mask', ...masked);
  await inTree('systemctl', 'enable', 'systemd-networkd', 'systemd-resolved', ...enabledOnDevices, ...ownUnits);
  await initialSystem(shop, work, options.tree);
}

/**
 * Nobody logs in, no console asks for a name, no keys start the machine again; what looks after a Debian that changes
 * has nothing to do where nothing does.
 */
const masked = [
  ...['getty@.service', 'serial-getty@.service', 'autovt@.service', 'debug-shell.service', 'ctrl-alt-del.target'],
  ...[
    'apt-daily.timer',
    'apt-daily-upgrade.timer',
    'dpkg-db-backup.timer',
    'e2scrub_all.timer',
    'e2scrub_reap.service',
  ],
] as const;

/** Units of `device/image/root` that are started with the machine; the others are asked for by those that need them. */
const ownUnits = [
  ...['uketsuke-slot.service', 'uketsuke-good.service', 'uketsuke-deadline.timer', 'uketsuke-firmware.path'],
  ...['uketsuke-network.service', 'uketsuke-network.path'],
] as const;

/** The initial system, made by the tree's own tools from the tree's own modules. */
async function initialSystem(shop: Workshop, work: Work, name: string): Promise<void> {
  const tree = shop.path(name);
  const [version] = readdirSync(join(tree, 'usr/lib/modules'));
  if (version === undefined) throw new Error('no kernel in the tree');
  await work.run('chroot', [tree, 'mkinitramfs', '-o', '/boot/initrd.img', version]);
  cpSync(join(tree, 'boot/initrd.img'), shop.path('initrd.img'));
  cpSync(join(tree, `boot/vmlinuz-${version}`), shop.path('vmlinuz'));
  // Kernel and initial system stand in the signed file on the first partition, not in the root.
  rmSync(join(tree, 'boot'), { recursive: true });
  mkdirSync(join(tree, 'boot'));
  for (const link of ['vmlinuz', 'initrd.img', 'vmlinuz.old', 'initrd.img.old'])
    rmSync(join(tree, link), { force: true });
  chmodSync(tree, 0o755);
}
