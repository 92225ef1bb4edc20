import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installerCommandLine } from '../../device/image/installerStick.ts';
import { mebibyte, partitions, stickPartitions } from '../../device/image/partitions.ts';
import { confirmation, failedPage, questionPage } from '../../device/onboard/install/pages.ts';
import { partitionOf, targetsIn } from '../../device/onboard/install/targets.ts';
import { systemSizeIn, writeSystem } from '../../device/onboard/install/writing.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const gigabyte = 1e9;
const disk = (name: string, more: object = {}) => ({
  ...{ name, type: 'disk', size: 64 * gigabyte, tran: 'nvme', model: 'SOLID 64', ro: false },
  ...{ partlabel: null, label: null },
  ...more,
});
const listed = (...blockdevices: readonly object[]) => JSON.stringify({ blockdevices });
const holding = (partlabel: string) => ({ children: [{ ...disk('x1'), type: 'part', partlabel }] });

test('written to is a disk inside the machine that is large enough, and nothing else', () => {
  const all = listed(
    disk('nvme0n1', holding('Basic data partition')),
    disk('sda', { tran: 'usb', ...holding('install-root') }),
    // A stick in a socket that does not say it is one.
    disk('sdb', { tran: null, ...holding('install-root') }),
    disk('sdc', { tran: 'usb' }),
    disk('sdd', { tran: 'sata', size: 2 * gigabyte }),
    disk('sde', { tran: 'sata', ro: true }),
    disk('mmcblk0boot0', { tran: null }),
    disk('sr0', { type: 'rom' }),
    disk('zram0', { tran: null }),
  );
  expect(targetsIn(all, 8 * gigabyte)).toEqual([
    { device: '/dev/nvme0n1', model: 'SOLID 64', bytes: 64 * gigabyte, holds: ['Basic data partition'] },
  ]);
  expect([partitionOf('/dev/nvme0n1', 4), partitionOf('/dev/sda', 4)]).toEqual(['/dev/nvme0n1p4', '/dev/sda4']);
});

test('the question names the disk and what is lost; where it is not clear which one, nothing is asked', () => {
  const [one, two] = targetsIn(listed(disk('nvme0n1', holding('Windows')), disk('sda', { tran: 'sata' })), 0);
  if (!one || !two) throw new Error('two disks');
  const asked = questionPage('1.2.3', [one]);
  expect(asked).toMatch(/1\.2\.3[\s\S]*\/dev\/nvme0n1 {2}64 GB {2}SOLID 64 {2}\(holds: Windows\)[\s\S]*LOST/);
  expect(asked).toContain(confirmation);
  for (const nothing of [questionPage('1.2.3', []), questionPage('1.2.3', [one, two])]) {
    expect(nothing).toContain('U-733');
    expect(nothing).not.toContain(`type the word`);
  }
});

test('where it could not be written the page says so, why, and what to do', () => {
  const page = failedPage('/dev/nvme0n1', 'sfdisk: /dev/nvme0n1: Input/output error\n');
  expect(page).toMatch(/\/dev\/nvme0n1\. \(U-735\)\n {4}sfdisk: [^\n]*Input\/output error\n[\s\S]*begin again/);
});

test('only the signed command line of a stick makes a start an installation', () => {
  const root = { file: 'root.img', bytes: 903_008_256, rootHash: 'ab'.repeat(32), hashOffset: 4_096 };
  const line = installerCommandLine(root, 512);
  // It has no data: it must neither wait for a disk with some, nor open a kiosk's that is in the machine already.
  expect(line.split(' ')).toContain('systemd.mask=uketsuke-data.service');
  expect(systemSizeIn(line)).toEqual({ root: 903_008_256, growth: 512 });
  expect(line).toContain('systemd.unit=uketsuke-install.target');
  expect(systemSizeIn(line.replace(/ uketsuke\.install=\S+/, ''))).toBeUndefined();
  const tree = join(projectRoot(), 'device', 'image', 'root');
  const unit = readFileSync(join(tree, 'usr/lib/systemd/system/uketsuke-install.service'), 'utf8');
  expect(unit).toMatch(/^ConditionKernelCommandLine=uketsuke\.install$/m);
  expect(readFileSync(join(tree, 'etc/initramfs-tools/scripts/local-top/uketsuke'), 'utf8')).toContain(
    'uketsuke.install=*) stick=yes',
  );
  expect(stickPartitions({ root: root.bytes }).map(({ name }) => name)).toEqual(['install-esp', 'install-root']);
});

/** A disk whose partitions are files, and a stick that is a folder. */
function place() {
  const folder = temporaryFolder();
  const device = join(folder, 'vda');
  for (let at = 1; at <= 5; at += 1) writeFileSync(`${device}${at}`, 'what was there before, and is longer');
  const [files, mountAt, root] = [join(folder, 'stick'), join(folder, 'mounted'), join(folder, 'root')];
  for (const each of [join(files, 'system', 'EFI', 'uketsuke'), mountAt]) mkdirSync(each, { recursive: true });
  writeFileSync(join(files, 'boot.img'), 'kernel');
  writeFileSync(join(files, 'system', 'EFI', 'uketsuke', 'a.efi'), 'signed');
  writeFileSync(root, 'rootbehind it on the stick');
  return { device, stick: { root, files }, mountAt };
}

test('the table comes first, what is started from last, and every byte of the root is there', () => {
  const { device, stick, mountAt } = place();
  const [asked, parts]: [string[], string[]] = [[], []];
  const run: RunProgram = (program, words, { input = '' } = {}) => {
    asked.push(program);
    if (program === 'sfdisk') expect(input).toContain('name="root-b"');
    const isFind = program === 'find';
    return { ok: true, stdout: isFind ? 'EFI/uketsuke/a.efi\n' : '', stderr: words.join(' ').slice(0, 0) };
  };
  const size = { root: 4, growth: 1 };
  writeSystem(device, { size, stick, mountAt, run, onPart: (part) => parts.push(part) });
  expect(parts).toEqual(['table', 'root', 'kernel', 'first partition']);
  expect(asked).toEqual(['wipefs', 'sfdisk', 'udevadm', 'mkfs.vfat', 'mount', 'find', 'umount']);
  const at = (name: string) => partitions(size).findIndex((each) => each.name === name) + 1;
  expect(readFileSync(`${device}${at('root-a')}`, 'utf8')).toBe('root was there before, and is longer');
  expect(readFileSync(`${device}${at('boot-a')}`, 'utf8').startsWith('kernel')).toBe(true);
  expect(readFileSync(`${device}${at('root-b')}`, 'utf8')).toBe('what was there before, and is longer');
  expect(readFileSync(join(mountAt, 'EFI/uketsuke/a.efi'), 'utf8')).toBe('signed');
  expect(mebibyte).toBeGreaterThan(size.root);
});

test('a program that fails ends it, with what it said', () => {
  const { device, stick, mountAt } = place();
  const run: RunProgram = (program) => ({ ok: program !== 'mkfs.vfat', stdout: '', stderr: 'no space' });
  const writing = () =>
    writeSystem(device, { size: { root: 4, growth: 1 }, stick, mountAt, run, onPart: () => undefined });
  expect(writing).toThrow('mkfs.vfat: no space');
});
