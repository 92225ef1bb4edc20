import { closeSync, openSync } from 'node:fs';

/** Whose processor the machine works with. */
export type Processor = 'this computer’s' | 'emulated';

/**
 * This computer's own where it lends it (KVM) and we may use it; otherwise one is emulated, ten times as slow. It is
 * opened: a node without anything behind it is there on many a computer.
 */
export function processorHere(device = '/dev/kvm'): Processor {
  try {
    closeSync(openSync(device, 'r+'));
    return 'this computer’s';
  } catch {
    return 'emulated';
  }
}

/**
 * Of an emulated one: the machine's clock goes by what it has worked, two nanoseconds an instruction (a slow computer,
 * but one on which a browser starts within the minute it is given), and stands while it is given no time: on a busy
 * computer it is as slow a machine as on a quiet one, and no limit of the product's passes for that alone. A second
 * processor would wait for the first one most of its time. It is an old one, with which Chromium's graphics hold, and one
 * of AMD's: for Intel's of that age the kernel changes all page tables at each call, and starts take a sixth longer.
 */
const cpu = 'Opteron_G3,+ssse3,+sse4.1,+sse4.2';
const emulated = ['-accel', 'tcg', '-icount', 'shift=1,sleep=on', '-smp', '1', '-cpu', cpu] as const;
const lent = ['-accel', 'kvm', '-smp', '2', '-cpu', 'host'] as const;

/** What stands on QEMU's command line for it. */
export function processorWords(processor: Processor): readonly string[] {
  return processor === 'emulated' ? emulated : lent;
}

/** Bytes a second that a kiosk's cheap disk takes. */
const cheapDisk = 24 * 1024 * 1024;

/**
 * What is added to the words for its disk. A machine that is not emulated would be past the moments at which the plug
 * is pulled before anybody looked: its disk is as slow as a cheap kiosk's.
 */
export function diskWords(processor: Processor): string {
  return processor === 'emulated' ? '' : `,throttling.bps-write=${cheapDisk}`;
}
