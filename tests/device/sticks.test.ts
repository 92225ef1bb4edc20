import { expect, test } from 'vitest';
import { mountStick } from '../../device/onboard/programOfSticks.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';
import { nameOf, namesIn, optionsOf, stickOf } from '../../device/onboard/sticks/stick.ts';

const properties = (type: string, label: string) =>
  `DEVNAME=/dev/sdb1\nID_FS_LABEL=${label}\nID_FS_UUID=7E5A-0001\nID_FS_TYPE=${type}\nID_FS_USAGE=filesystem\n`;

/** A machine that has one stick; what it is asked to do is written down. */
function machine(known: string) {
  const asked: string[] = [];
  const run: RunProgram = (program, words) => {
    asked.push([program, ...words].join(' '));
    const stdout = program === 'udevadm' ? known : program === 'id' ? (words[0] === '-u' ? '800\n' : '801\n') : '';
    return { ok: true, stdout, stderr: '' };
  };
  return { asked, run };
}

test('a stick is mounted below its own name, to be read by the kiosk alone', () => {
  const { asked, run } = machine(properties('vfat', 'CLINIC'));
  expect(mountStick('sdb1', run, '')).toBe(0);
  const [, , , mount = ''] = asked;
  expect(mount).toMatch(/^systemd-mount .*--type=vfat .* \/dev\/sdb1 \/run\/media\/CLINIC$/);
  const options = /--options=(\S+)/.exec(mount)?.[1]?.split(',');
  expect(options).toEqual(
    expect.arrayContaining(['ro', 'nosuid', 'nodev', 'noexec', 'uid=800', 'gid=801', 'fmask=0377', 'dmask=0277']),
  );
});

test.each(['ntfs', 'crypto_LUKS', 'swap', 'iso9660', ''])(
  'a file system that no stick has is left alone: %j',
  (type) => {
    const { asked, run } = machine(properties(type, 'x'));
    expect(mountStick('sdb1', run, '')).toBe(1);
    expect(asked.some((each) => each.startsWith('systemd-mount'))).toBe(false);
  },
);

test('what is no name of a device reaches no program', () => {
  const { asked, run } = machine(properties('vfat', 'x'));
  for (const name of ['', '../sdb1', 'sdb1 --umount', '-h']) expect(mountStick(name, run, '')).toBe(2);
  expect(asked).toEqual([]);
});

test.each([
  ['CLINIC', 'CLINIC'],
  ['../../etc', 'etc'],
  ['..', '7E5A-0001'],
  ['受付', '7E5A-0001'],
  ['a b\\x2f;$(id)', 'a_b_x2f_id_'],
  ['--options=rw', 'options_rw'],
  ['x'.repeat(200), 'x'.repeat(32)],
])('whatever somebody called it, its folder is one plain word: %j', (label, name) => {
  const stick = stickOf(properties('vfat', label));
  expect(stick && nameOf(stick, 'sdb1', [])).toBe(name);
});

test('two sticks of one name lie in two folders, and one without any name where it is plugged in', () => {
  const mounts =
    '/dev/sdb1 /run/media/CLINIC vfat ro 0 0\n/dev/sdc1 /run/media/CLINIC-2 exfat ro 0 0\ntmpfs /run tmpfs rw 0 0\n';
  expect(namesIn(mounts)).toEqual(['CLINIC', 'CLINIC-2']);
  expect(nameOf({ label: 'CLINIC', uuid: '' }, 'sdd1', namesIn(mounts))).toBe('CLINIC-3');
  expect(nameOf({ label: '', uuid: '' }, 'sdd1', [])).toBe('sdd1');
});

test('the journal of a stick that has one is not replayed: nothing is written to it', () => {
  expect(optionsOf('ext4', { user: '800', group: '800' }).split(',')).toEqual(expect.arrayContaining(['ro', 'noload']));
  expect(optionsOf('ext4', { user: '800', group: '800' })).not.toMatch(/\b(uid|fmask)=/);
});
