import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enabledOnDevices, enabledUnits, placedFiles } from '../../device/units/placed.ts';
import { projectRoot } from '../../src/system/paths.ts';

const device = join(projectRoot(), 'device');
const imageUnits = join(device, 'image', 'root', 'usr', 'lib', 'systemd', 'system');
const isUnit = (name: string): boolean => /\.(service|timer|path|mount)$/.test(name);

const ownUnits = placedFiles
  .map(({ from }) => from)
  .filter((from) => from.startsWith('system/'))
  .map((from) => join(device, 'units', from));
const ofImage = readdirSync(imageUnits)
  .filter(isUnit)
  .map((name) => join(imageUnits, name));

/** What a start of the machine wants: where systemd itself finds a circle it leaves something out, at each start another. */
test.each([
  ['a PC', ownUnits, enabledUnits],
  // On the image every unit that can be is switched on.
  ['a device', [...ownUnits, ...ofImage], [...enabledOnDevices, ...ofImage.map((file) => basename(file))]],
] as const)('on %s no unit waits for one that waits for it', (_machine, files, enabled) => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) {
    const name = basename(file);
    copyFileSync(file, join(folder, name));
    if (!(enabled as readonly string[]).includes(name)) continue;
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/^(?:WantedBy|RequiredBy)=(\S+)$/gm)) {
      mkdirSync(join(folder, `${target}.wants`), { recursive: true });
      symlinkSync(join('..', name), join(folder, `${target}.wants`, name));
    }
  }
  expect(readdirSync(join(folder, 'multi-user.target.wants'))).toContain('uketsuke-screen.service');
  // systemd looks in an order of its own, another one each time, and finds a circle from most places only.
  const said = Array.from({ length: 8 }, () => {
    const { error, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', 'multi-user.target', 'basic.target'],
      {
        encoding: 'utf8',
        // A colon at the end: Debian's own units as well.
        env: { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_UNIT_PATH: `${folder}:` },
      },
    );
    expect(error).toBeUndefined();
    return stderr;
  });
  expect(said.flatMap((each) => each.split('\n')).filter((line) => /cycle|Found dependency/.test(line))).toEqual([]);
});
