import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled, visitByPin } from '../../scripts/kiosk/visits.ts';
import { holdDatabases } from '../support/kiosk/heldDatabases.ts';
import { canSlowTheDisk, slowDisk } from '../support/system/slowDisk.ts';

const databases = ['outbox/outbox.sqlite', 'audit/audit.sqlite', 'numbers/numbers.sqlite', 'desk/desk.sqlite'];
const hanako = personCalled('yamada-hanako');

/** Seconds. A lock was waited for two seconds a write, several writes a press; a flush of a busy disk stays below this. */
const waitForNoLock = 1;

test('another program holds every database for 12 s, on a slow disk: presses are answered, nothing is called done that is not on disk', {
  timeout: 120_000,
}, async () => {
  const place = new KioskPlace();
  onTestFinished(() => place.clear());
  const port = await freePort();
  const disk = canSlowTheDisk ? slowDisk() : undefined;
  const start = () => place.start('--ops-port', String(port));
  const kiosk = await (disk ? disk.under(start) : start());
  const waitedAtStart = disk?.waitedFor().length ?? 0;
  const patient = await kiosk.patient();
  onTestFinished(() => patient.leave());
  await visitByPin(kiosk, patient, hanako.id);
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  const toConsent = async () => {
    await kiosk.simulator.insertCard(hanako.id);
    await patient.presses('method', 'method.pin');
    await patient.typesPin(hanako.card.pin);
    await patient.presses('consent', 'consent.all');
  };

  const files = databases.map((file) => join(place.dataFolder, file));
  const heldAt = performance.now();
  const other = await holdDatabases(files, 'BEGIN EXCLUSIVE');
  await toConsent();
  // Waited for with the screen alive, then said to have failed: by its number.
  await patient.sees('checking');
  await patient.sees('problem', ({ code }) => code === 'U-512');
  await sleep(Math.max(0, 12_000 - (performance.now() - heldAt)));
  await other.release();
  await patient.presses('problem', 'cancel');
  await kiosk.simulator.removeCard();
  await patient.sees('idle');
  expect(await kiosk.simulator.receives(1)).toHaveLength(1);

  // One that lets go in time costs the patient a moment, and no visit.
  const short = await holdDatabases(files, 'BEGIN IMMEDIATE');
  await toConsent();
  await patient.sees('checking');
  await sleep(1_500);
  await short.release();
  await patient.presses('done', 'done.ok');
  await kiosk.simulator.removeCard();
  expect(await kiosk.simulator.receives(2)).toHaveLength(2);

  const longest = /^uketsuke_event_loop_longest_wait_seconds (.+)$/m.exec(await get('/metrics'))?.[1];
  expect(Number(longest)).toBeLessThan(waitForNoLock);
  // Each flush takes 100 ms here: what serves waits for none, other threads do.
  expect(disk?.waitedFor().slice(waitedAtStart) ?? []).toEqual([]);
});

test('another program holds queue and accounts while the kiosk starts: out of service, and by itself in service once it lets go', {
  timeout: 120_000,
}, async () => {
  const place = new KioskPlace();
  onTestFinished(() => place.clear());
  await (await place.start()).kill('SIGTERM');
  const other = await holdDatabases(
    ['outbox/outbox.sqlite', 'desk/desk.sqlite'].map((file) => join(place.dataFolder, file)),
    'BEGIN EXCLUSIVE',
  );
  const kiosk = await place.start();
  const waiting = await kiosk.patient();
  await waiting.sees('out-of-service', ({ code }) => code === 'U-512');
  waiting.leave();
  await other.release();
  // The same address opens the same screen: the browser that is there needs nobody.
  await expect.poll(() => served(kiosk), { timeout: 60_000, interval: 500 }).toBe(true);
  const patient = await kiosk.patient();
  onTestFinished(() => patient.leave());
  await visitByPin(kiosk, patient, hanako.id);
  expect(await kiosk.simulator.receives(1)).toHaveLength(1);
  expect(await kiosk.kill('SIGTERM')).toBe(0);
});

/** Whether somebody who comes to the patient screen now would be served. */
async function served(kiosk: KioskProcess): Promise<boolean> {
  try {
    const patient = await kiosk.patient();
    const view = await patient.watches(({ screen }) => (screen === 'idle' ? true : undefined), 1_000);
    patient.leave();
    return view === true;
  } catch {
    // Between the two starts nobody listens.
    return false;
  }
}
