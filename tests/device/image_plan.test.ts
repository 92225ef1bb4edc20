import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrorsOf, sourceLines } from '../../device/image/aptSources.ts';
import { foldersOf } from '../../device/image/fatImage.ts';
import { raucConfiguration } from '../../device/image/files.ts';
import { menuTitle, osRelease } from '../../device/image/identity.ts';
import { commandLine } from '../../device/image/kernelImage.ts';
import { licencesIn } from '../../device/image/licences.ts';
import { debFileName, differences, parseStatus } from '../../device/image/packageSet.ts';
import { diskSize, mebibyte, partitions, sfdiskScript } from '../../device/image/partitions.ts';
import { npmPackages, sbom } from '../../device/image/sbom.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-image-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plan = partitions({ root: 900 * mebibyte + 1, growth: 100 });

test('partitions follow each other without a gap, roots hold the image and what it grows by', () => {
  expect(plan.map(({ name }) => name)).toEqual(['esp', 'boot-a', 'boot-b', 'root-a', 'root-b']);
  for (const [place, { start }] of plan.entries()) {
    const before = plan[place - 1];
    expect(start).toBe(before ? before.start + before.size : 1);
  }
  expect(plan.filter(({ name }) => name.startsWith('root')).map(({ size }) => size)).toEqual([1_001, 1_001]);
});

test('the table that sfdisk makes of the plan is the plan', () => {
  const disk = join(folder, 'disk.img');
  writeFileSync(disk, '');
  truncateSync(disk, diskSize(plan) * mebibyte);
  execFileSync('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', disk], { input: sfdiskScript(plan) });
  const dump = execFileSync('sfdisk', ['--dump', disk], { encoding: 'utf8' });
  const read = [...dump.matchAll(/start= *(\d+), size= *(\d+), type=([\w-]+), uuid=([\w-]+), name="([\w-]+)"/g)];
  expect(
    read.map(([, start, size, type, id, name]) => ({
      name,
      type,
      id,
      start: Number(start) / 2_048,
      size: Number(size) / 2_048,
    })),
  ).toEqual(plan);
});

test('mirrors are the machine’s own, in both notations; Debian’s where it names none', () => {
  expect(mirrorsOf(folder).archive).toBe('http://deb.debian.org/debian');
  mkdirSync(join(folder, 'sources.list.d'));
  writeFileSync(
    join(folder, 'sources.list'),
    'deb [signed-by=/x.gpg] https://mirror.example/debian-security bookworm-security main\n',
  );
  const own = 'Types: deb\n# http://elsewhere.example/debian\nURIs: https://mirror.example/debian/\nSuites: bookworm\n';
  writeFileSync(join(folder, 'sources.list.d', 'own.sources'), own);
  const mirrors = mirrorsOf(folder);
  expect(mirrors).toEqual({
    archive: 'https://mirror.example/debian',
    security: 'https://mirror.example/debian-security',
  });
  expect(sourceLines(mirrors)).toEqual([
    'deb https://mirror.example/debian trixie main',
    'deb https://mirror.example/debian trixie-updates main',
    'deb https://mirror.example/debian-security trixie-security main',
  ]);
});

const status = `Package: systemd
Status: install ok installed
Architecture: amd64
Version: 257.9-1~deb13u1

Package: gone
Status: deinstall ok config-files
Architecture: amd64
Version: 1

Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc (2.41-12)
Version: 1:2.41-12
`;

test('the package set is read from dpkg’s record, and what differs from another is told', () => {
  const [libc, systemd] = parseStatus(status);
  expect(libc).toEqual({ name: 'libc6', version: '1:2.41-12', architecture: 'amd64', source: 'glibc' });
  expect(systemd?.source).toBe('systemd');
  expect(libc && debFileName(libc)).toBe('libc6_1%3a2.41-12_amd64.deb');
  const set = parseStatus(status).map((each) => ({ ...each, sha256: each.name }));
  expect(differences(set, set)).toEqual([]);
  const other = set.map((each) => (each.name === 'libc6' ? { ...each, version: '1:2.41-13', sha256: 'x' } : each));
  expect(differences(other, set.slice(0, 1))).toEqual([
    'libc6: 1:2.41-12 → 1:2.41-13',
    'systemd: not there → 257.9-1~deb13u1',
  ]);
});

test('everything in the image stands in the bill of materials, with its hash, the same each time', () => {
  const lock = JSON.stringify({
    packages: {
      '': { version: '1.0.0' },
      'node_modules/@fastify/static': {
        version: '9.0.0',
        license: 'MIT',
        integrity: `sha512-${Buffer.from('abc').toString('base64')}`,
      },
      'node_modules/a/node_modules/b': { version: '2.0.0', license: '(MIT OR Apache-2.0)' },
      'node_modules/vitest': { version: '4.0.0', dev: true },
    },
  });
  const debian = parseStatus(status).map((each) => ({ ...each, sha256: 'ab'.repeat(32) }));
  const npm = npmPackages(lock);
  const parts = { kind: 'firmware', version: '1.0.0', node: '24.1.0', sourceDate: 1_764_000_000, debian, npm } as const;
  const bill = JSON.parse(sbom(parts));
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bill.components.map(({ purl }: { purl: string }) => purl)).toEqual([
    'pkg:deb/debian/libc6@1%3A2.41-12?arch=amd64',
    'pkg:deb/debian/systemd@257.9-1~deb13u1?arch=amd64',
    'pkg:generic/node@24.1.0',
    'pkg:npm/%40fastify/static@9.0.0',
    'pkg:npm/b@2.0.0',
  ]);
  expect(bill.components[3]).toMatchObject({
    hashes: [{ alg: 'SHA-512', content: '616263' }],
    licenses: [{ license: { id: 'MIT' } }],
  });
  expect(bill.components[4].licenses).toEqual([{ expression: '(MIT OR Apache-2.0)' }]);
  expect(sbom(parts)).toBe(sbom(parts));
  expect(licencesIn('Files: *\nLicense: GPL-2+\n text\n\nFiles: x\nLicense: MIT\n\nLicense: GPL-2+\n')).toEqual([
    'GPL-2+',
    'MIT',
  ]);
});

test('throw-away keys are said wherever an image says who it is', () => {
  const trial = { version: '1.0.0', isTrial: true };
  expect(menuTitle(trial)).toMatch(/TRIAL KEYS/);
  expect(osRelease(trial)).toMatch(/^PRETTY_NAME=".*TRIAL KEYS/m);
  expect(menuTitle({ version: '1.0.0', isTrial: false })).toBe('Uketsuke 1.0.0');
});

test('the signed command line names the root, opens no shell and looks for no other partition', () => {
  const words = commandLine({ rootHash: 'ab'.repeat(32), hashOffset: 4_096 }).split(' ');
  expect(words).toEqual(expect.arrayContaining([`uketsuke.roothash=${'ab'.repeat(32)}`, 'uketsuke.hashoffset=4096']));
  expect(words).toEqual(expect.arrayContaining(['systemd.gpt_auto=0', 'panic=10', 'ro']));
  expect(words).toContain('systemd.import_credentials=no');
});

test('no keyboard restarts the machine or ends its programs (SysRq)', () => {
  const words = commandLine({ rootHash: 'ab'.repeat(32), hashOffset: 4_096 }).split(' ');
  expect(words).toContain('sysctl.kernel.sysrq=0');
  // To the kernel this word is a switch: also `sysrq_always_enabled=0` turns all of it on.
  expect(words.filter((word) => word.startsWith('sysrq_always_enabled'))).toEqual([]);
});

test('RAUC knows two systems, each with the partition that brings its kernel, and no unchecked bundle', () => {
  const text = raucConfiguration();
  expect([...text.matchAll(/^\[slot\.(\w+\.\d)\]$/gm)].map(([, name]) => name)).toEqual([
    'root.0',
    'boot.0',
    'root.1',
    'boot.1',
  ]);
  expect(text).toMatch(/^bundle-formats=-plain$/m);
  expect(text).toMatch(/\[slot\.boot\.1\]\ndevice=\/dev\/disk\/by-partlabel\/boot-b\ntype=raw\nparent=root\.1/);
});

test('folders of a FAT volume are made from above', () => {
  expect(foldersOf([{ at: '/a/b/c.efi' }, { at: '/a/d.efi' }, { at: '/e.efi' }])).toEqual(['/a', '/a/b']);
});
