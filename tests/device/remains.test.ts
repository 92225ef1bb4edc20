import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { remains } from '../../device/debian/prove/remains.ts';

test('what a package left behind is told; what every system writes while it runs is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-remains-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (layer: 'lower' | 'upper', path: string, content = '') => {
    const file = join(folder, layer, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const theirs = 'var/tmp/systemd-private-70dab-systemd-logind.service-x/tmp/file';
  const ours = 'var/tmp/systemd-private-70dab-uketsuke.service-x/tmp/file';
  for (const path of ['etc/passwd', 'etc/hosts', 'etc/fstab', 'var/tmp/x']) put('lower', path, 'before');
  put('upper', 'etc/passwd', 'before');
  put('upper', 'etc/passwd-', 'a copy');
  put('upper', 'etc/hosts', 'after');
  chmodSync(put('upper', 'etc/fstab', 'before'), 0o600);
  for (const path of ['var/log/syslog', 'var/lib/dpkg/status', 'opt/uketsuke/x', theirs, ours]) put('upper', path);
  expect(remains(join(folder, 'lower'), join(folder, 'upper'))).toEqual([
    '± etc/fstab',
    '± etc/hosts',
    '+ opt',
    '+ opt/uketsuke',
    '+ opt/uketsuke/x',
    '+ var/lib',
    '+ var/tmp/systemd-private-70dab-uketsuke.service-x',
    '+ var/tmp/systemd-private-70dab-uketsuke.service-x/tmp',
    '+ var/tmp/systemd-private-70dab-uketsuke.service-x/tmp/file',
  ]);
});
