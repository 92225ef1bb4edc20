import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { olderAllowedFile } from '../../src/update/places.ts';
import { bootBackend, bootNames } from './bootBackend.ts';
import type { Slot } from './bootEntries.ts';
import { BootLoader, type NewKernel } from './bootLoader.ts';
import { kernelIn } from './bootPartition.ts';
import { verdictOf } from './deadline.ts';
import { healthOf, isWell } from './health.ts';
import { bootedSlot, esp, goodFile, runFolder, runningVersion, tell } from './places.ts';
import { refusal, versionOf } from './preInstall.ts';
import { runProgram } from './programs.ts';

/** RAUC asks which system is started next, and says which is to be. */
export function bootBackendProgram(words: readonly string[]): number {
  let mounted: string | undefined;
  const kernelOf = (slot: Slot): NewKernel => {
    mounted = mkdtempSync('/run/uketsuke-kernel-');
    const from = `/dev/disk/by-partlabel/boot-${slot}`;
    const ended = runProgram('mount', ['-o', 'ro', '-t', 'vfat', from, mounted]);
    if (!ended.ok) throw new Error(`${from}: ${ended.stderr}`);
    return kernelIn(mounted);
  };
  try {
    const { print, exit } = bootBackend(words, new BootLoader(esp), kernelOf);
    if (print !== undefined) process.stdout.write(`${print}\n`);
    return exit;
  } finally {
    if (mounted !== undefined && runProgram('umount', [mounted]).ok) rmdirSync(mounted);
  }
}

/** RAUC asks before it writes anything. */
export function preInstallProgram(): number {
  const folder = process.env.RAUC_BUNDLE_MOUNT_POINT ?? '';
  const bundle = versionOf(readFileSync(join(folder, 'manifest.raucm'), 'utf8'));
  const why = refusal(bundle, runningVersion(), existsSync(olderAllowedFile));
  if (why === undefined) return 0;
  process.stderr.write(`refused: ${why}\n`);
  return 1;
}

/** Which system was started, for RAUC and for whoever reads the serial line. */
export function slotProgram(): number {
  const slot = bootedSlot();
  if (slot === undefined) return 1;
  mkdirSync(runFolder, { recursive: true });
  writeFileSync(join(runFolder, 'rauc.env'), `SLOT=${bootNames[slot]}\n`);
  const left = new BootLoader(esp).triesLeft(slot);
  tell(`slot ${slot}, version ${runningVersion()}, ${left === undefined ? 'proven' : `on trial, ${left} left`}`);
  return 0;
}

const everyMs = 2_000;

/** Waits until this system does its work, and writes down that it does. Whoever started it limits how long. */
export async function goodProgram(): Promise<number> {
  for (;;) {
    const [healthz, metrics] = await Promise.all([answerOf('healthz'), answerOf('metrics')]);
    if (isWell(healthOf(healthz, metrics))) break;
    await sleep(everyMs);
  }
  const slot = bootedSlot();
  if (slot === undefined) return 1;
  const marked = runProgram('rauc', ['status', 'mark-good', 'booted']);
  if (!marked.ok) {
    tell(`slot ${slot} could not be marked good: ${marked.stderr.trim()}`);
    return 1;
  }
  writeFileSync(goodFile, '');
  tell(`slot ${slot}, version ${runningVersion()}, is good`);
  return 0;
}

/** The time for this start is over. */
export function deadlineProgram(): number {
  const slot = bootedSlot();
  const triesLeft = slot === undefined ? undefined : new BootLoader(esp).triesLeft(slot);
  if (verdictOf({ isGood: existsSync(goodFile), triesLeft }) === 'leave') return 0;
  tell('not well in time: started again');
  return runProgram('systemctl', ['reboot', '--force']).ok ? 0 : 1;
}

async function answerOf(page: 'healthz' | 'metrics'): Promise<string> {
  try {
    const answer = await fetch(`http://127.0.0.1:9464/${page}`, { signal: AbortSignal.timeout(5_000) });
    return await answer.text();
  } catch {
    return '';
  }
}
