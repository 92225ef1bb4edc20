import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';
import { projectRoot } from '../../src/system/paths.ts';

let place: KioskPlace;

beforeEach(() => {
  place = new KioskPlace();
});

afterEach(() => place.clear());

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

/** The command line, as an operator would use it on this data folder. */
function uketsuke(...args: readonly string[]): Promise<Ended> {
  const program = join(projectRoot(), 'scripts', 'uketsuke');
  return new Promise((resolve) => {
    execFile(program, ['--data-dir', place.dataFolder, ...args], (error, out, complaints) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, complaints });
    });
  });
}

const keys = (): string => readFileSync(join(place.dataFolder, 'keys', 'outbox.key'), 'utf8');
const keyCount = (): number => keys().trim().split('\n').length;

/** A visit that ends in "done" while the clinic is down, so that it lies in the queue. */
async function visitOf(kiosk: KioskProcess, person: string): Promise<void> {
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, person);
  patient.leave();
}

interface Listed {
  readonly id: string;
}

/** Of every reception in the queue, whether its payload opens with the keys that are there. */
async function payloads(): Promise<readonly string[]> {
  const { out } = await uketsuke('queue', 'list', '--json');
  const listed: readonly Listed[] = JSON.parse(out);
  return Promise.all(
    listed.map(async ({ id }) => ((await uketsuke('queue', 'show', id)).code === 0 ? 'opens' : `${id} is lost`)),
  );
}

describe('a second start on the same data folder', () => {
  test('ends with U-704 and leaves no trace; the first goes on', async () => {
    const kiosk = await place.start();
    await expect(place.start()).rejects.toThrow(
      /ended with 1(?:.|\n)*U-704: a running kiosk \(process \d+\) is at work/,
    );
    const { out } = await uketsuke('audit', 'show', '--json');
    expect(out.match(/kiosk\.started/g)).toHaveLength(1);
    expect(out).not.toContain('kiosk.stopped');
    await visitOf(kiosk, 'yamada-hanako');
  });

  test('loses nobody who was told "done", whatever is tried with the keys meanwhile', async () => {
    const first = await place.start();
    await first.simulator.fault('clinic', 'down', 'until-cleared');
    await visitOf(first, 'yamada-hanako');
    const rotated = await uketsuke('queue', 'rotate-key');
    await expect(place.start()).rejects.toThrow('U-704');
    await visitOf(first, 'yamada-hanako');
    await first.kill('SIGKILL');

    const second = await place.start();
    expect(await payloads()).toEqual(['opens', 'opens']);
    await second.kill('SIGTERM');
    expect(rotated).toMatchObject({ code: 1, complaints: expect.stringContaining('U-704: a running kiosk (process') });
    expect(keyCount()).toBe(1);
  });

  test('is possible as soon as the first is gone, however it went, and keys rotated in between are dropped then', async () => {
    const first = await place.start();
    await first.simulator.fault('clinic', 'down', 'until-cleared');
    await visitOf(first, 'yamada-hanako');
    await first.kill('SIGKILL');
    expect(await uketsuke('queue', 'rotate-key')).toMatchObject({ code: 0, complaints: '' });
    expect(keyCount()).toBe(2);
    await place.start();
    expect(keyCount()).toBe(1);
    expect(await payloads()).toEqual(['opens']);
  });
});

test.each(['screen', 'desk', 'ops', 'sim'])(
  'a start whose %s port is taken ends with U-702 before it has opened anything of its own',
  async (name) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address ? String(address.port) : '';
    try {
      await expect(place.start(`--${name}-port`, taken)).rejects.toThrow(`U-702: port ${taken} is taken`);
      for (const each of ['outbox', 'keys', 'audit', 'desk', 'statistics', 'log']) {
        expect(existsSync(join(place.dataFolder, each))).toBe(false);
      }
    } finally {
      other.close();
    }
  },
);

describe('beside a running kiosk', () => {
  test('what reads goes on; what seals or changes keys is refused with U-704', async () => {
    await place.start();
    for (const reading of [
      ['queue', 'list'],
      ['queue', 'stats'],
      ['audit', 'verify'],
      ['statistics', 'report'],
    ]) {
      expect({ reading, code: (await uketsuke(...reading)).code }).toEqual({ reading, code: 0 });
    }
    const before = keys();
    for (const changing of [
      ['queue', 'rotate-key'],
      ['queue', 'import', '/nowhere', '--passphrase', 'twelve letters'],
      ['audit', 'rotate-key'],
    ]) {
      const { code, complaints } = await uketsuke(...changing);
      expect({ changing, code, complaints }).toEqual({
        changing,
        code: 1,
        complaints: expect.stringContaining('U-704'),
      });
    }
    expect(keys()).toBe(before);
  });
});
