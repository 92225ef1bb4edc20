import { slots } from './bootEntries.ts';
import { BootLoader } from './bootLoader.ts';
import { type KernelPartition, keepInList } from './firmware/ourOptions.ts';
import { bootedSlot, esp, tell } from './places.ts';
import { runProgram } from './programs.ts';

/** Puts the signed kernels into the firmware's list, once this system does its work. A kiosk serves without that too. */
export function firmwareProgram(): number {
  const running = bootedSlot();
  if (running === undefined) return 1;
  const columns = ['--json', '--nodeps', '--paths', '--output', 'PKNAME,PARTN,PARTUUID'];
  const listed = runProgram('lsblk', [...columns, '/dev/disk/by-partlabel/esp']);
  const at = listed.ok ? partitionIn(listed.stdout) : undefined;
  if (at === undefined) {
    tell(`firmware: the first partition is not known ${listed.stderr.trim()}`);
    return 0;
  }
  const loader = new BootLoader(esp);
  const has = slots.filter((slot) => loader.hasKernel(slot));
  const kept = keepInList(runProgram, at, has, running);
  const outcome = kept.kind === 'not possible' ? `could not be put into its list: ${kept.why}` : kept.kind;
  tell(`firmware: the kernels ${has.join(' and ')}, ${outcome}`);
  return 0;
}

/** @param listed the JSON of `lsblk` with these columns */
export function partitionIn(listed: string): KernelPartition | undefined {
  const { blockdevices } = JSON.parse(listed) as {
    readonly blockdevices?: readonly Readonly<Record<string, unknown>>[];
  };
  const { pkname: disk, partn, partuuid: id } = blockdevices?.[0] ?? {};
  const place = Number(partn);
  if (typeof disk !== 'string' || typeof id !== 'string' || id === '' || !(place > 0)) return undefined;
  return { disk, place, id };
}
