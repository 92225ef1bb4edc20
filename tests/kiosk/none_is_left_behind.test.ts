import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/*
 * Tests and surveys start whole kiosks. One that dies by a fault of its own must not leave them running on the machine,
 * where they hold ports and see each other's cards.
 */

const addresses = 'Patient screen  http://a\nStaff desk  http://b\nSimulator  http://c\n';

/** A program that says its number, then what a kiosk says that is up, and runs until it is ended. */
function programThatSays(words: string): { readonly folder: string; readonly pid: () => number } {
  const folder = temporaryFolder();
  const program = join(folder, 'scripts', 'uketsuke');
  const number = join(folder, 'pid');
  mkdirSync(join(folder, 'scripts'));
  writeFileSync(program, `#!/bin/sh\necho $$ > ${number}\nprintf '${words}'\nexec sleep 600\n`);
  chmodSync(program, 0o755);
  return { folder, pid: () => Number(readFileSync(number, 'utf8')) };
}

/** What a place has this process do when it ends, in place of the end. */
function placeIn(folder: string): { readonly place: KioskPlace; readonly processEnds: () => void } {
  const before = new Set(process.listeners('exit'));
  const place = new KioskPlace(folder);
  const [atExit] = process.listeners('exit').filter((each) => !before.has(each));
  onTestFinished(() => place.clear());
  return { place, processEnds: () => atExit?.(1) };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('whoever started kiosks and dies takes them along, those too that were not up yet', async () => {
  const ready = programThatSays(addresses);
  const starting = programThatSays('');
  const up = placeIn(ready.folder);
  const notYet = placeIn(starting.folder);
  await up.place.start();
  const begun = notYet.place.start();
  await expect.poll(() => isRunning(starting.pid())).toBe(true);
  expect(isRunning(ready.pid())).toBe(true);

  up.processEnds();
  notYet.processEnds();
  await expect(begun).rejects.toThrow('the kiosk did not start');
  await expect.poll(() => isRunning(ready.pid())).toBe(false);
  expect(isRunning(starting.pid())).toBe(false);
});

test('a place that was cleared has nothing to do with the end any more', async () => {
  const count = process.listenerCount('exit');
  const place = new KioskPlace(programThatSays(addresses).folder);
  const kiosk = await place.start();
  await place.clear();
  expect(isRunning(kiosk.pid)).toBe(false);
  expect(process.listenerCount('exit')).toBe(count);
});
