import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { damages, mendLog } from './damage.ts';
import type { Stand } from './stand.ts';
import type { Orders } from './strangers.ts';

/** Some trouble that goes on while patients come. */
export interface Episode {
  readonly name: string;
  /** Makes the trouble and ends it again. Says what was seen; rejects where it could not be made. */
  make(stand: Stand): Promise<string>;
}

const floods: Episode = { name: 'floods', make: (stand) => strangers(stand, 'floods', 0) };

const passwords = (times: number): Episode => ({
  name: `${times} wrong passwords`,
  make: (stand) => strangers(stand, 'passwords', times),
});

const secondStart: Episode = {
  name: 'a second start on the same data folder',
  async make(stand) {
    try {
      await stand.second();
    } catch (error) {
      const number = /U-\d{3}/.exec(String(error))?.[0];
      if (number === 'U-704') return 'refused with U-704';
    }
    throw new Error('a second kiosk was not refused with U-704');
  },
};

const clinicDown = (ms: number): Episode => ({
  name: "the clinic's system is down",
  async make({ kiosk }) {
    await kiosk.simulator.fault('clinic', 'down', 'until-cleared');
    await sleep(ms);
    await kiosk.simulator.clearFaults('clinic');
    return `for ${ms / 1_000} s`;
  },
});

const clockLeaps = (kinds: readonly string[]): Episode => ({
  name: 'the clock leaps',
  async make({ kiosk: { simulator } }) {
    for (const kind of kinds) {
      await simulator.fault('clock', kind, 'until-cleared');
      await sleep(6_000);
      await simulator.clearFaults('clock');
      await sleep(4_000);
    }
    return kinds.join(', ');
  },
});

const killedAndDamaged = (what: string): Episode => ({
  name: `killed; ${what}`,
  async make(stand) {
    // In the middle of whatever visit is going on.
    await sleep(3_000 + Math.random() * 1_000);
    await stand.restart(() => damages[what]?.(stand.dataFolder));
    await sleep(3_000);
    const health = await (await fetch(new URL('/healthz', stand.opsUrl))).text();
    if (what.includes('log')) mendLog(stand.dataFolder);
    return health.trim();
  },
});

const fullDisk = (ms: number): Episode => ({
  name: 'the disk is full',
  async make({ disk }) {
    if (!disk) return 'NOT TRIED: this user may not mount a disk to fill';
    disk.fill();
    await sleep(ms);
    disk.free();
    await sleep(3_000);
    return `for ${ms / 1_000} s, then freed`;
  },
});

/** What goes on at the same time, one group after the other. */
export const day: readonly (readonly Episode[])[] = [
  [floods, clinicDown(15_000)],
  [passwords(240), secondStart],
  [clockLeaps(['hour-ahead', 'fortnight-ahead', 'three-years-behind', 'year-2036']), passwords(60)],
  ...Object.keys(damages).map((what) => [killedAndDamaged(what), clinicDown(2_000)]),
  [fullDisk(15_000), floods],
];

/** The same in less than a minute: what costs little. */
export const shortDay: readonly (readonly Episode[])[] = [
  [passwords(20), secondStart],
  [clockLeaps(['year-2036'])],
  [killedAndDamaged('statistics are garbage')],
  [fullDisk(4_000)],
];

async function strangers({ kiosk, opsUrl }: Stand, task: Orders['task'], passwords: number): Promise<string> {
  const { screen, desk } = kiosk.addresses;
  const orders: Orders = { task, target: { screen, desk, ops: opsUrl }, passwords };
  const program = fileURLToPath(new URL('./strangers.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(orders)]);
  return stdout.trim();
}
