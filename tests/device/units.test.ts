import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { enabledOnDevices, placedFiles } from '../../device/units/placed.ts';
import { configSchema } from '../../src/config/schema.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { projectRoot } from '../../src/system/paths.ts';

const folder = join(projectRoot(), 'device', 'units');
const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8');
const units = readdirSync(join(folder, 'system'));
const services = units.filter((name) => name.endsWith('.service'));

/** What the device's own image adds: its disks, its slots, its network. */
const imageFolder = join(projectRoot(), 'device', 'image', 'root', 'usr', 'lib', 'systemd', 'system');
const ofTheImage = readdirSync(imageFolder).filter((name) => name.endsWith('.service'));

/** The highest exposure each may have, of systemd's ten; every other two. The browser has its own sandbox. */
const otherwise: Readonly<Record<string, number>> = {
  'uketsuke.service': 1.5,
  'uketsuke-screen.service': 2.5,
};

test.each([
  ...services.map((name) => [name, join(folder, 'system')] as const),
  ...ofTheImage.map((name) => [name, imageFolder] as const),
])('%s is as closed as systemd can tell, and systemd knows every word of it', (name, where) => {
  const seen = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', join(where, name)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(seen.stderr).toBe('');
  const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(seen.stdout)?.[1]);
  expect(exposure).toBeGreaterThan(0);
  expect(exposure).toBeLessThanOrEqual(otherwise[name] ?? 2);
});

/** Each names a disk to a program that looks whether it is there. */
test.each([
  'uketsuke-stick@.service',
  'uketsuke-data.service',
  'uketsuke-firmware.service',
  'uketsuke-install.service',
])('%s sees the disks of the machine', (name) => {
  expect(readFileSync(join(imageFolder, name), 'utf8')).not.toContain('PrivateDevices=yes');
});

describe.each(services)('%s', (name) => {
  test('leaves no memory of a patient on the disk, and names no unit that is not there', () => {
    const text = textOf(`system/${name}`);
    const named = [...text.matchAll(/\buketsuke[\w-]*\.(?:service|timer|path)\b/g)].map(([unit]) => unit);
    expect(named.filter((unit) => !units.includes(unit))).toEqual([]);
    if (text.includes('/opt/uketsuke/bin/')) expect(text).toContain('LimitCORE=0');
  });
});

test('every file has its place on the machine, and every place its file', () => {
  const files = ['system', 'screen', 'etc'].flatMap((each) =>
    readdirSync(join(folder, each)).map((name) => `${each}/${name}`),
  );
  expect(placedFiles.map(({ from }) => from).toSorted()).toEqual(files.toSorted());
  for (const unit of enabledOnDevices) expect(textOf(`system/${unit}`)).toContain('[Install]');
});

test('the settings that come along are ones', () => {
  const settings: unknown = JSON.parse(textOf('etc/kiosk.config.json'));
  const { kiosk, screen } = configSchema.parse(settings);
  const service = textOf('system/uketsuke.service');
  expect(service).toContain(`StateDirectory=${kiosk.dataFolder.replace('/var/lib/', '')}\n`);
  // What the kiosk does to have its browser started again is what the path unit waits for.
  expect(textOf('system/uketsuke-screen-address.path')).toContain(`PathChanged=${screen.restartBrowser[1]}\n`);
  expect(textOf('etc/chromium-policy.json')).toContain(`127.0.0.1:${screen.port}`);
});

test('a kiosk that is being started again is not out of service', () => {
  const unit = textOf('system/uketsuke-out-of-service.service');
  expect(textOf('system/uketsuke.service')).toContain('OnFailure=uketsuke-out-of-service.service');
  expect(unit.indexOf('ExecCondition=/usr/bin/systemctl is-failed --quiet uketsuke.service')).toBeGreaterThan(0);
  expect(unit.indexOf('ExecCondition=')).toBeLessThan(unit.indexOf('ExecStart='));
});

test('the page of a kiosk that does not start has a number of the catalogue', () => {
  const [, number = ''] = /data-error="(U-\d{3})"/.exec(textOf('screen/out-of-service.html')) ?? [];
  expect(Object.keys(catalogue)).toContain(number);
});

test('the firewall lets the desk in, and is understood', () => {
  expect(textOf('etc/firewall.nft')).toContain(`tcp dport ${configSchema.parse({}).desk.port} `);
  if (!existsSync('/usr/sbin/nft')) return;
  execFileSync('/usr/sbin/nft', ['--check', '--file', join(folder, 'etc', 'firewall.nft')]);
});
