import { mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStream } from 'node:tty';
import { diskSize, mebibyte, partitions } from '../image/partitions.ts';
import { confirmation, failedPage, questionPage, writtenPage } from './install/pages.ts';
import { listWords, stickRoot, targetsIn } from './install/targets.ts';
import { type SystemSize, systemSizeIn, writeSystem } from './install/writing.ts';
import { runningVersion, tell } from './places.ts';
import { runProgram } from './programs.ts';

const screen = '/dev/tty1';
/** What the clinic's data need beside the system, MiB. */
const leastData = 4_096;
const [stickFiles, mountAt] = ['/run/uketsuke-install/stick', '/run/uketsuke-install/disk'] as const;
const shownMs = 10_000;

/** Started from a stick: writes the system to the machine's own disk, once somebody has typed the word. */
export async function installProgram(): Promise<number> {
  const size = systemSizeIn(readFileSync('/proc/cmdline', 'utf8'));
  if (!size) return 1;
  const out = openSync(screen, 'w');
  const show = (text: string) => writeSync(out, text);
  const least = (diskSize(partitions(size)) + leastData) * mebibyte;
  // What is on USB may come a moment later than what is inside.
  runProgram('udevadm', ['settle', '--timeout=60']);
  const listed = runProgram('lsblk', listWords);
  const targets = targetsIn(listed.stdout, least);
  show(`\u001b[2J\u001b[H${questionPage(runningVersion(), targets)}`);
  const [target, ...others] = targets;
  if (!target || others.length > 0) {
    tell('U-733 installer: no one disk to write to');
    return 1;
  }
  tell(`installer: asks whether to write to ${target.device}`);
  await isConfirmed(show);
  try {
    writeFromStick(target.device, size, show);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell(`U-735 installer: ${why}`);
    show(failedPage(target.device, why));
    return 1;
  }
  tell(`installer: the system is on ${target.device}`);
  show(writtenPage());
  await sleep(shownMs);
  return runProgram('systemctl', ['poweroff']).ok ? 0 : 1;
}

function writeFromStick(device: string, size: SystemSize, show: (text: string) => void): void {
  mkdirSync(stickFiles, { recursive: true });
  mkdirSync(mountAt, { recursive: true });
  const from = '/dev/disk/by-partlabel/install-esp';
  const mounted = runProgram('mount', ['-o', 'ro', '-t', 'vfat', from, stickFiles]);
  if (!mounted.ok) throw new Error(`${from}: ${mounted.stderr.trim()}`);
  writeSystem(device, {
    ...{ size, mountAt, run: runProgram },
    stick: { root: `/dev/disk/by-partlabel/${stickRoot}`, files: stickFiles },
    onPart: (part) => show(`  writing: ${part} ...\n`),
  });
}

/** Waits for the word, however often something else is typed. */
async function isConfirmed(show: (text: string) => void): Promise<void> {
  const keyboard = new ReadStream(openSync(screen, 'r'));
  const lines = createInterface({ input: keyboard });
  for await (const line of lines) {
    if (line.trim().toLowerCase() === confirmation) break;
    show('  > ');
  }
  lines.close();
  keyboard.destroy();
}
