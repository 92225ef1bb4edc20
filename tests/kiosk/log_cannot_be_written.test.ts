import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';
import { fileBounds } from '../../src/system/boundedFile.ts';
import { fillUp, mayMount, smallDisk } from '../support/system/smallDisk.ts';

test.runIf(mayMount)(
  'a full disk under the log costs lines: the kiosk starts, serves, says U-603 and recovers',
  { timeout: 120_000 },
  async () => {
    const place = new KioskPlace();
    onTestFinished(() => place.clear());
    const folder = join(place.dataFolder, 'log');
    smallDisk(folder, 64);
    const ballast = fillUp(folder);
    const opsPort = await freePort();
    const kiosk = await place.start('--ops-port', String(opsPort));
    const health = async () => (await fetch(`http://127.0.0.1:${opsPort}/healthz`)).json();
    const patient = await kiosk.patient();
    onTestFinished(() => patient.leave());

    await visitByPin(kiosk, patient, 'yamada-hanako');
    expect(await kiosk.simulator.receives(1)).toHaveLength(1);
    expect(await health()).toMatchObject({ status: 'ok', problem: null, alerts: 'U-603' });
    expect(await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text()).toContain(
      'uketsuke_alerts{code="U-603"} 1',
    );

    rmSync(ballast);
    // A disk that refused is left alone for a moment, and a visit may be quicker than that.
    await sleep(2 * fileBounds.pauseMs);
    await visitByPin(kiosk, patient, 'yamada-hanako');
    expect(kiosk.log()).toMatch(/"msg":"dropped \d+ lines"/);
    expect(await health()).toMatchObject({ status: 'ok', alerts: '' });
  },
);
