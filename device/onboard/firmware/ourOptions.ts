import { kernelPath, otherSlot, type Slot, slots } from '../bootEntries.ts';
import type { RunProgram } from '../programs.ts';
import { type BootList, type BootOption, bootListIn } from './bootList.ts';

/** The partition that holds the signed kernels. */
export interface KernelPartition {
  /** `/dev/nvme0n1` */
  readonly disk: string;
  /** Its place on the disk, counted from 1. */
  readonly place: number;
  /** GUID of the partition. */
  readonly id: string;
}

/** What became of it, and why nothing where nothing did. */
export type Kept = { readonly kind: 'as it was' | 'written' } | { readonly kind: 'not possible'; readonly why: string };

/**
 * Puts both signed kernels into the firmware's list, directly behind the boot loader. A boot loader that may not start
 * a kernel, since its signature is not right any more, gives up and goes back to the firmware (systemd-boot before 258):
 * the firmware then goes on with these, and starts the one that is whole. Nothing is written where all is in place:
 * the firmware's memory wears out.
 *
 * @param has the slots whose kernel lies on the partition
 * @param running the system that was started and does its work: it comes first
 */
export function keepInList(run: RunProgram, at: KernelPartition, has: readonly Slot[], running: Slot): Kept {
  const before = read(run);
  if (before === undefined) return { kind: 'not possible', why: 'the firmware does not show its list' };
  const { current, order } = before;
  // Without knowing where the boot loader stands, a kernel could get before it, and nobody would count its tries.
  if (current === undefined || !order.includes(current))
    return { kind: 'not possible', why: 'the firmware does not say what it started' };

  let writes = 0;
  const write = (...words: readonly string[]): boolean => {
    writes += 1;
    return run('efibootmgr', ['--quiet', ...words]).ok;
  };
  const kept = slots.flatMap((slot) => (has.includes(slot) ? (rightOptions(before, at, slot)[0] ?? []) : []));
  const stale = before.options.filter((option) => isOurs(option) && !kept.includes(option));
  const missing = has.filter((slot) => rightOptions(before, at, slot).length === 0);
  const isDone =
    stale.every(({ number }) => write('--bootnum', number, '--delete-bootnum')) &&
    missing.every((slot) => write(...wordsToAdd(at, slot)));
  if (!isDone) return { kind: 'not possible', why: 'the firmware does not take them' };

  const after = writes === 0 ? before : read(run);
  if (after === undefined) return { kind: 'not possible', why: 'the firmware does not show its list any more' };
  const wanted = orderWith(after, at, running);
  if (wanted.join() !== after.order.join() && !write('--bootorder', wanted.join(',')))
    return { kind: 'not possible', why: 'the firmware does not take their order' };
  return { kind: writes === 0 ? 'as it was' : 'written' };
}

/**
 * Everything as it is, and ours directly behind what was started. Where that was one of ours, also one that is gone by
 * now, they stay put: only the boot loader may stand before them.
 */
function orderWith(list: BootList, at: KernelPartition, running: Slot): readonly string[] {
  const ours = [running, otherSlot(running)].flatMap((slot) =>
    rightOptions(list, at, slot).map(({ number }) => number),
  );
  const { current = '', order } = list;
  const others = order.filter((number) => !ours.includes(number));
  if (!others.includes(current)) return [...order, ...ours.filter((number) => !order.includes(number))];
  const behind = others.indexOf(current) + 1;
  return [...others.slice(0, behind), ...ours, ...others.slice(behind)];
}

function read(run: RunProgram): BootList | undefined {
  const { ok, stdout } = run('efibootmgr', []);
  return ok ? bootListIn(stdout) : undefined;
}

const labelOf = (slot: Slot): string => `Uketsuke ${slot}`;
const loaderOf = (slot: Slot): string => kernelPath(slot).replaceAll('/', '\\');

function isOurs({ label }: BootOption): boolean {
  return slots.some((slot) => labelOf(slot) === label);
}

/** Those that lead to this slot's kernel on this partition: after a disk was swapped others may be left. */
function rightOptions({ options }: BootList, { id }: KernelPartition, slot: Slot): readonly BootOption[] {
  const isRight = (path: string) => path.includes(id.toLowerCase()) && path.includes(loaderOf(slot).toLowerCase());
  return options.filter(({ label, path }) => label === labelOf(slot) && isRight(path.toLowerCase()));
}

function wordsToAdd({ disk, place }: KernelPartition, slot: Slot): readonly string[] {
  const where = ['--disk', disk, '--part', String(place)];
  return ['--create-only', ...where, '--label', labelOf(slot), '--loader', loaderOf(slot)];
}
