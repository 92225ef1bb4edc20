import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const root = join(projectRoot(), 'device/image/root');
const rule = 'usr/lib/udev/rules.d/61-uketsuke-own-disk.rules';

// That it does what it says is seen in the machine: `device:prove --only elsewhere`.
test('partitions of a disk on USB stand behind those of the same name, in the initial system too', () => {
  const lines = readFileSync(join(root, rule), 'utf8').split('\n');
  const words = lines.find((line) => !line.startsWith('#'))?.split(', ');
  expect(words).toEqual(expect.arrayContaining(['SUBSYSTEMS=="usb"', 'ENV{DEVTYPE}=="partition"']));
  const priority = words?.find((word) => word.startsWith('OPTIONS+=')) ?? '';
  expect(Number(/link_priority=(-?\d+)/.exec(priority)?.[1])).toBeLessThan(0);
  const hook = readFileSync(join(root, 'etc/initramfs-tools/hooks/uketsuke'), 'utf8');
  expect(hook).toMatch(new RegExp(`^copy_file rule /${rule}$`, 'm'));
});
