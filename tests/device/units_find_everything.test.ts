import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neededPackages } from '../../device/debian/control.ts';
import { users } from '../../device/image/composeTree.ts';
import { callers, filesOnImage, foldersOnImage } from '../../device/image/files.ts';
import { kioskPackages } from '../../device/image/packageLists.ts';
import { placedFiles } from '../../device/units/placed.ts';
import { projectRoot } from '../../src/system/paths.ts';

const root = join(projectRoot(), 'device', 'image', 'root');
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));

/** Programs and units of Debian that ours name, by the package that brings them. Without an entry nobody does. */
const broughtBy: Readonly<Record<string, readonly string[]>> = {
  cage: ['/usr/bin/cage'],
  chromium: ['/usr/lib/chromium/chromium', '/etc/chromium'],
  dbus: ['dbus.service'],
  nftables: ['/usr/sbin/nft'],
  pcscd: ['pcscd.socket'],
  'rauc-service': ['rauc.service', '/usr/bin/rauc'],
  seatd: ['seatd.service'],
  wpasupplicant: ['/usr/sbin/wpa_supplicant'],
  systemd: [
    ...[
      '/usr/bin/systemctl',
      '/usr/bin/networkctl',
      'systemd-networkd.service',
      'systemd-user-sessions.service',
      'systemd-udevd.service',
      'systemd-udev-trigger.service',
    ],
    ...['systemd-tmpfiles-setup.service', 'systemd-tmpfiles-setup-dev.service', 'modprobe@dm_mod.service'],
    ...['tpm2.target', 'getty@tty1.service', 'display-manager.service'],
  ],
};
/** Coreutils, dash, util-linux: every Debian has them. */
const everywhere = ['/bin/sh', '/usr/bin/install', '/usr/bin/chown', '/usr/bin/touch'];
/** Made by the kernel from what is on the disk, by the initial system, by systemd itself, or by the device's own program. */
const ofKernel =
  /^(dev-disk-by\\x2dpartlabel-esp\.device|[a-z-]+\.target|\/run|\/tmp|\/run\/uketsuke-boot|\/run\/uketsuke-(boot|network)\/.+|\/dev\/.+|\/proc\/.+|\/sys(\/.+)?)$/;
/** Of base-passwd, and of the package that needs it. */
const groupsOfDebian = ['video', 'audio', 'systemd-journal'];

interface Machine {
  readonly units: ReadonlyMap<string, string>;
  /** Files and folders that somebody makes. */
  readonly made: ReadonlySet<string>;
  readonly packages: readonly string[];
}

const ownProgram = ['/opt/uketsuke/bin/uketsuke', '/opt/uketsuke/bin/node'];

function machineWith(kind: 'devices' | 'PCs'): Machine {
  const placed = placedFiles.filter(({ on }) => on === 'every machine' || on === kind);
  const units = new Map<string, string>();
  const made = new Set<string>([...ownProgram, ...everywhere]);
  for (const { from, to } of placed) {
    made.add(to);
    if (to.startsWith('/usr/lib/systemd/system/')) units.set(basename(to), textOf('units', from));
  }
  if (kind === 'PCs') return { units, made, packages: [...neededPackages, 'nftables'] };
  for (const file of filesBelow(root)) {
    const there = file.slice(root.length);
    made.add(there);
    const [, unit, dropIn] = /\/system\/([^/]+?)(?:\.d\/([^/]+))?$/.exec(there) ?? [];
    if (unit === undefined) continue;
    // A drop-in is read behind the unit it adds to.
    const before = dropIn === undefined ? '' : (units.get(unit) ?? '');
    units.set(unit, `${before}\n${readFileSync(file, 'utf8')}`);
  }
  for (const path of [...Object.keys(filesOnImage), ...Object.keys(callers), ...foldersOnImage]) made.add(path);
  made.add('/usr/lib/uketsuke/device.js').add('/etc/uketsuke');
  return { units, made, packages: kioskPackages };
}

function textOf(folder: string, file: string): string {
  return readFileSync(join(projectRoot(), 'device', folder, file), 'utf8');
}

/** The values of a setting in a unit, word by word. */
function wordsOf(unit: string, ...settings: readonly string[]): readonly string[] {
  return unit
    .split('\n')
    .flatMap((line) => {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return settings.includes(name) ? value.split(/\s+/) : [];
    })
    .filter((word) => word !== '');
}

const startsWithSlash = (word: string): boolean => word.startsWith('/');
/** What the manager makes for a unit itself. */
const foldersOf = (unit: string): readonly string[] => [
  ...wordsOf(unit, 'StateDirectory').map((name) => `/var/lib/${name}`),
  ...wordsOf(unit, 'RuntimeDirectory').map((name) => `/run/${name}`),
];

/** Everything a unit names that has to be there for it to start. */
function namedBy(unit: string): readonly string[] {
  const programs = unit
    .split('\n')
    .flatMap((line) => /^Exec\w+=[@+!:-]*(\/\S+)(.*)$/.exec(line)?.slice(1) ?? [])
    .flatMap((words) => words.split(/[\s'"]+/));
  const paths = wordsOf(
    unit,
    'ReadWritePaths',
    'ReadOnlyPaths',
    'BindPaths',
    'BindReadOnlyPaths',
    'EnvironmentFile',
    'What',
  );
  const units = wordsOf(unit, 'Requires', 'Wants', 'After', 'BindsTo', 'OnFailure', 'Unit', 'RequiresMountsFor');
  // What may be missing is said with a dash before it.
  return [...programs, ...paths.flatMap((each) => each.split(':'))].filter(startsWithSlash).concat(units);
}

/** What a step of another unit makes on the data partition. */
const madeOnData = (units: ReadonlyMap<string, string>): readonly string[] =>
  [...units.values()].flatMap((unit) =>
    [...unit.matchAll(/\/usr\/bin\/install -d .* (\/\S+)$/gm)].map(([, to = '']) => to),
  );

describe.each(['devices', 'PCs'] as const)('on %s', (kind) => {
  const { units, made, packages } = machineWith(kind);
  const brought = new Set(packages.flatMap((name) => broughtBy[name] ?? []));
  const onData = new Set(madeOnData(units));

  test.each([...units])('everything %s names is there, or is made by somebody', (_name, unit) => {
    const own = new Set(foldersOf(unit));
    const isThere = (what: string): boolean =>
      made.has(what) ||
      brought.has(what) ||
      units.has(what) ||
      own.has(what) ||
      onData.has(what) ||
      ofKernel.test(what);
    // A file in a folder of the manager's is made by whoever runs there; a folder with a file of ours in it is there.
    const managed = [...units.values()].flatMap(foldersOf);
    const isInside = (what: string): boolean =>
      managed.some((folder) => what.startsWith(`${folder}/`)) || [...made].some((each) => each.startsWith(`${what}/`));
    expect(namedBy(unit).filter((each) => !isThere(each) && !isInside(each))).toEqual([]);
  });

  test.each([...units])('whoever %s runs as exists', (_name, unit) => {
    const sysusers = textOf('units', 'etc/sysusers.conf');
    const known = [...sysusers.matchAll(/^[ug] (\S+)/gm)].map(([, name]) => name);
    const inTree = users.flatMap(([name]) => [name]);
    expect(inTree.toSorted()).toEqual([...new Set(known)].toSorted());
    const named = wordsOf(unit, 'User', 'Group', 'SupplementaryGroups');
    expect(named.filter((name) => !known.includes(name) && !groupsOfDebian.includes(name))).toEqual([]);
  });
});

test('what the programs on a device call is in one of its packages', () => {
  const called: Readonly<Record<string, string>> = {
    ...{ blkid: 'util-linux', lsblk: 'util-linux', mount: 'mount', umount: 'mount', id: 'coreutils' },
    ...{ find: 'findutils', efibootmgr: 'efibootmgr' },
    ...{ e2fsck: 'e2fsprogs', 'systemd-repart': 'systemd-repart', 'systemd-cryptsetup': 'systemd-cryptsetup' },
    ...{
      cryptsetup: 'cryptsetup-bin',
      'systemd-cryptenroll': 'systemd-cryptsetup',
      tpm2_dictionarylockout: 'tpm2-tools',
      rauc: 'rauc',
    },
    ...{ udevadm: 'udev', 'systemd-analyze': 'systemd', systemctl: 'systemd', 'systemd-mount': 'systemd' },
  };
  const ofEveryDebian = ['util-linux', 'mount', 'coreutils', 'findutils'];
  const onboard = filesBelow(join(projectRoot(), 'device', 'onboard')).map((file) => readFileSync(file, 'utf8'));
  const named = onboard.flatMap((text) =>
    [...text.matchAll(/\brun(?:Program)?\('([\w-]+)'/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(10);
  const packages = [...kioskPackages, ...ofEveryDebian];
  expect([...new Set(named)].filter((name) => !packages.includes(called[name] ?? 'nowhere'))).toEqual([]);
});

test('the kiosk may ask for updates, its browser may not', () => {
  const policy = readFileSync(join(root, 'usr/share/dbus-1/system.d/de.pengutronix.rauc.conf'), 'utf8');
  expect(policy).toMatch(/<policy context="default">\s*<deny send_destination="de\.pengutronix\.rauc"\/>/);
  expect([...policy.matchAll(/<policy user="([^"]+)">/g)].map(([, user]) => user)).toEqual(['root', 'uketsuke']);
  // Of its folders, the one in which the word about older versions is left.
  const { units } = machineWith('devices');
  expect(foldersOf(units.get('uketsuke.service') ?? '')).toContain('/run/uketsuke-update');
  expect(wordsOf(units.get('uketsuke-screen.service') ?? '', 'InaccessiblePaths')).toContain('-/run/media');
});

/** What of Debian's own units comes after what, as far as ours stand in between. */
const debianAfter: Readonly<Record<string, readonly string[]>> = {
  'sysinit.target': ['systemd-timesyncd.service', 'systemd-tmpfiles-setup.service', 'systemd-udevd.service'],
  'systemd-tmpfiles-setup.service': ['local-fs.target', 'systemd-journal-flush.service'],
  'systemd-journal-flush.service': ['var-log-journal.mount'],
  'network.target': ['systemd-networkd.service'],
};

/** Which unit is started after which: what they say, and what systemd adds for each kind of them. */
function startedAfter(units: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const after = new Map(Object.entries(debianAfter).map(([name, others]) => [name, [...others]] as const));
  const add = (name: string, other: string) => after.set(name, [...(after.get(name) ?? []), other]);
  for (const [name, unit] of units) {
    for (const other of wordsOf(unit, 'After')) add(name, other);
    for (const other of wordsOf(unit, 'Before')) add(other, name);
    if (!name.endsWith('.mount') && !/^DefaultDependencies=no$/m.test(unit)) add(name, 'sysinit.target');
    // A path and a timer are there before what they start.
    if (/\.(path|timer)$/.test(name)) add(wordsOf(unit, 'Unit')[0] ?? name.replace(/\w+$/, 'service'), name);
  }
  return after;
}

/** A way from a unit back to itself; undefined where there is none. */
function circleIn(after: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const from = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const other of after.get(name) ?? []) {
      const found = from(other, [...way, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  return [...after.keys()].map((name) => from(name, [])).find((found) => found !== undefined);
}

test('on a device no unit waits for one that waits for it', () => {
  const after = startedAfter(machineWith('devices').units);
  expect(circleIn(after)).toBeUndefined();
  // As long as the data are waited for, what is known of them is waited for too.
  expect(after.get('systemd-timesyncd.service')).toContain('uketsuke-network.service');
});
