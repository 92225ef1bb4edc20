import { existsSync, readFileSync } from 'node:fs';
import type { Slot } from './bootEntries.ts';

/** Where things lie on a machine. */
export const esp = '/efi';
export const data = '/data';
/** What a kiosk begins with that nobody has set up. */
export const usualConfiguration = '/usr/share/uketsuke/kiosk.config.json';
export const runFolder = '/run/uketsuke-boot';
export const dataLink = '/run/uketsuke-boot/data';
export const goodFile = '/run/uketsuke-boot/good';

/** The system that was started, as the initial system wrote it down. */
export function bootedSlot(): Slot | undefined {
  const file = `${runFolder}/slot`;
  const name = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return name === 'a' || name === 'b' ? name : undefined;
}

/** The version that runs. */
export function runningVersion(): string {
  return /^VERSION_ID="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
}

/** A line for whoever reads the journal or the serial line. */
export function tell(words: string): void {
  process.stdout.write(`uketsuke: ${words}\n`);
}
