import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCode } from '../../src/desk/accounts/secrets.ts';
import type { LastingClinic } from './clinic/clinic.ts';
import { type Administrator, becomesAdministrator, deskIsOpen } from './desk/administrator.ts';
import { machineDisk } from './disks.ts';
import { pressEnter } from './machine/touch.ts';
import type { TriedKiosk } from './triedKiosk.ts';

/** The ports of the clinic on this side: a kiosk that was set up keeps them. */
const clinicPorts = { gateway: 46_801, receiver: 46_802 } as const;
const minute = 60_000;
const keyIsShownMs = 10_000;

/** The clinic of a folder: the same one whenever it is opened. */
export function lastingClinicIn(folder: string): LastingClinic {
  const file = join(folder, 'clinic.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const made = { secret: randomBytes(32).toString('hex'), ports: clinicPorts, firstCode: newCode() };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as LastingClinic;
}

export interface SetUpOptions {
  readonly image: string;
  readonly setup: Readonly<Record<string, string>>;
  readonly firstCode: string;
  readonly deskPort: number;
  readonly picture: (name: string) => string;
}

/** A kiosk that is switched off, with an administrator who can sign in. */
export interface ReadyKiosk {
  readonly kiosk: TriedKiosk;
  readonly administrator: Administrator;
  readonly says: string;
}

/** Starts a cold disk, makes the first account, and switches it off; or takes the one that was made of this image before. */
export async function setUpKiosk(kiosk: TriedKiosk, options: SetUpOptions): Promise<ReadyKiosk> {
  const { image, setup, firstCode, deskPort, picture } = options;
  const note = join(kiosk.folder, 'administrator.json');
  const of = `${image} ${statSync(image).mtimeMs}`;
  if (existsSync(note)) {
    const kept = JSON.parse(readFileSync(note, 'utf8')) as {
      readonly of: string;
      readonly administrator: Administrator;
    };
    if (kept.of === of) return { kiosk, administrator: kept.administrator, says: 'the one of before' };
  }
  rmSync(kiosk.folder, { recursive: true, force: true });
  mkdirSync(kiosk.folder, { recursive: true });
  machineDisk(image, kiosk.disk, setup);
  await kiosk.switchOn();
  await kiosk.machine.line.until(/uketsuke: data: made/, 25 * minute);
  await sleep(keyIsShownMs);
  await pressEnter(kiosk.machine.qmp);
  const { slot, version } = await kiosk.serves(15 * minute, picture('set-up'));
  await kiosk.isGood(10 * minute);
  await deskIsOpen(deskPort, 5 * minute);
  const who = { code: firstCode, name: '院長', password: randomBytes(12).toString('hex') };
  const administrator = await becomesAdministrator(deskPort, who);
  await kiosk.switchOff();
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify({ of, administrator }), { mode: 0o600 });
  return { kiosk, administrator, says: `slot ${slot}, version ${version}` };
}
