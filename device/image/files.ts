import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shareFolder } from '../../src/setup/machine/share.ts';
import { compatible } from './identity.ts';

/** Small files of the system that are made here; larger ones and units lie in `device/image/root`, as they stand on the machine. */
export const filesOnImage: Readonly<Record<string, string>> = {
  '/etc/hostname': 'uketsuke\n',
  // Empty: the machine gives itself a name for each start; nothing of it leaves the machine.
  '/etc/machine-id': '',
  '/etc/rauc/system.conf': raucConfiguration(),
  '/etc/chromium.d/.keep': '',
};

/** RAUC's own configuration: two systems, each a root and the boot partition that brings its kernel. */
export function raucConfiguration(): string {
  const system = [
    '[system]',
    `compatible=${compatible}`,
    'bootloader=custom',
    'statusfile=/data/rauc.status',
    'mountprefix=/run/rauc',
    'bundle-formats=-plain',
    'max-bundle-download-size=4294967296',
  ];
  const handlers = [
    '[handlers]',
    'bootloader-custom-backend=/usr/lib/uketsuke/boot-backend',
    'pre-install=/usr/lib/uketsuke/pre-install',
  ];
  const keyring = ['[keyring]', 'path=/etc/rauc/update-authority.pem', 'use-bundle-signing-time=true'];
  const slots = (['a', 'b'] as const).flatMap((slot, place) => [
    ...[`[slot.root.${place}]`, `device=/dev/disk/by-partlabel/root-${slot}`, 'type=raw'],
    ...[`bootname=${slot.toUpperCase()}`, ''],
    ...[`[slot.boot.${place}]`, `device=/dev/disk/by-partlabel/boot-${slot}`, 'type=raw', `parent=root.${place}`, ''],
  ]);
  return [...system, '', ...handlers, '', ...keyring, '', ...slots].join('\n');
}

/** Where partitions are mounted. */
export const foldersOnImage = ['/data', '/efi', shareFolder] as const;

/** Programs the system calls, each with the words the device program is called with. */
export const callers: Readonly<Record<string, string>> = {
  '/usr/lib/uketsuke/boot-backend': 'boot-backend "$@"',
  '/usr/lib/uketsuke/pre-install': 'pre-install',
};

/** Puts our own files into a tree. @param root `device/image/root` */
export function putFiles(tree: string, root: string): void {
  cpSync(root, tree, { recursive: true });
  for (const [path, text] of Object.entries(filesOnImage)) put(tree, path, text);
  for (const [path, words] of Object.entries(callers)) {
    put(tree, path, `#!/bin/sh\nexec /opt/uketsuke/bin/node /usr/lib/uketsuke/device.js ${words}\n`, 0o755);
  }
  for (const folder of foldersOnImage) mkdirSync(join(tree, folder), { recursive: true });
  // Debian's launcher of Chromium reads these: keys and extensions that are not ours.
  const launcherSettings = join(tree, 'etc/chromium.d');
  for (const name of readdirSync(launcherSettings)) if (name !== '.keep') rmSync(join(launcherSettings, name));
  link(tree, '/etc/resolv.conf', '/run/systemd/resolve/stub-resolv.conf');
  link(tree, '/etc/localtime', '/usr/share/zoneinfo/Asia/Tokyo');
  // The kiosk's configuration lies with the data; every program finds it where it is on every machine.
  link(tree, '/etc/uketsuke', '/data/config');
}

export function put(tree: string, path: string, text: string, mode = 0o644): void {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

function link(tree: string, path: string, target: string): void {
  rmSync(join(tree, path), { force: true });
  symlinkSync(target, join(tree, path));
}
