import { spawnSync } from 'node:child_process';

const triesMs = 20_000;
/**
 * This computer's own where it lends it (KVM), whole: many a computer that is itself a virtual one has the node, and no
 * processor behind it that could start a firmware. So a machine is made with it, and is not started. Otherwise one is
 * emulated, ten times as slow.
 *
 * @param program QEMU
 */
export function processorHere(program = 'qemu-system-x86_64') {
  const words = [...machineWords('this computer’s'), '-S', '-display', 'none', '-monitor', 'stdio'];
  const { status } = spawnSync(program, words, {
    input: 'quit\n',
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: triesMs,
  });
  return status === 0 ? 'this computer’s' : 'emulated';
}
/**
 * Of an emulated one: the machine's clock goes by what it has worked, two nanoseconds an instruction (a slow computer,
 * but one on which a browser starts within the minute it is given), and stands while it is given no time: on a busy
 * computer it is as slow a machine as on a quiet one, and no limit of the product's passes for that alone. A second
 * processor would wait for the first one most of its time. It is an old one, with which Chromium's graphics hold, and one
 * of AMD's: for Intel's of that age the kernel changes all page tables at each call, and starts take a sixth longer.
 */
const cpu = 'Opteron_G3,+ssse3,+sse4.1,+sse4.2';
const emulated = ['-accel', 'tcg', '-icount', 'shift=1,sleep=on', '-smp', '1', '-cpu', cpu];
const lent = ['-accel', 'kvm', '-smp', '2', '-cpu', 'host'];
/** What stands on QEMU's command line for it. Firmware with Secure Boot works in a mode of its own (SMM). */
export function machineWords(processor) {
  return ['-machine', 'q35,smm=on', ...(processor === 'emulated' ? emulated : lent)];
}
/** Bytes a second that a kiosk's cheap disk takes. */
const cheapDisk = 24 * 1024 * 1024;
/**
 * What is added to the words for its disk. A machine that is not emulated would be past the moments at which the plug
 * is pulled before anybody looked: its disk is as slow as a cheap kiosk's.
 */
export function diskWords(processor) {
  return processor === 'emulated' ? '' : `,throttling.bps-write=${cheapDisk}`;
}
