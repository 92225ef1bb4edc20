import { readFileSync } from 'node:fs';
import { tell } from './places.ts';
import { type RunProgram, runProgram } from './programs.ts';
import { nameOf, namesIn, optionsOf, stickOf, sticksFolder } from './sticks/stick.ts';

/** A stick was plugged in: it is mounted to be read, below a name of its own. @param words the kernel's name of it */
export function stickProgram([device = '']: readonly string[]): number {
  return mountStick(device, runProgram, readFileSync('/proc/self/mounts', 'utf8'));
}

/** @param mounts what is mounted, as `/proc/self/mounts` has it */
export function mountStick(device: string, run: RunProgram, mounts: string): number {
  if (!/^[a-z0-9]+$/.test(device)) return 2;
  const known = run('udevadm', ['info', '--query=property', `/sys/class/block/${device}`]);
  const stick = known.ok ? stickOf(known.stdout) : undefined;
  if (!stick) {
    tell(`${device} is no stick that can be read`);
    return 1;
  }
  const numberOf = (word: string) => run('id', [word, 'uketsuke']).stdout.trim();
  const options = optionsOf(stick.type, { user: numberOf('-u'), group: numberOf('-g') });
  const folder = `${sticksFolder}/${nameOf(stick, device, namesIn(mounts))}`;
  const how = ['--quiet', '--collect', '--fsck=no', `--type=${stick.type}`, `--options=${options}`];
  const mounted = run('systemd-mount', [...how, `/dev/${device}`, folder]);
  tell(mounted.ok ? `stick ${folder}` : `${device} could not be mounted: ${mounted.stderr.trim()}`);
  return mounted.ok ? 0 : 1;
}
