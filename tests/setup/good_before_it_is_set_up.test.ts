import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { healthOf, isWell } from '../../device/onboard/health.ts';
import { holdPort } from '../../src/kernel/heldPort.ts';
import { openSetUpHealth } from '../../src/kiosk/setUp/healthOfSetUp.ts';
import { unwrap } from '../../src/problem/result.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';
import { box, type RunningSetUp } from '../support/setup/firstRun.ts';
import { SetUpBrowser } from '../support/setup/setUpBrowser.ts';

/** What the device goes by when it decides whether the system it started is good. */
async function isGood({ opsUrl }: RunningSetUp): Promise<boolean> {
  const [healthz, metrics] = await Promise.all(
    ['healthz', 'metrics'].map(async (page) => (await fetch(`${opsUrl}${page}`)).text()),
  );
  return isWell(healthOf(healthz ?? '', metrics ?? ''));
}

const painted = '/api/set-up/painted';

test('a kiosk in its set-up is out of service, and good once its own screen has painted', async () => {
  const run = await box().start();
  const health = await fetch(`${run.opsUrl}healthz`);
  expect([health.status, await health.json()]).toEqual([
    503,
    { status: 'out-of-service', problem: 'U-740', alerts: '', free: true, reader: 'Drawn reader' },
  ]);
  expect(await (await fetch(`${run.opsUrl}metrics`)).text()).toContain('uketsuke_in_service 0');
  expect(await isGood(run)).toBe(false);
  expect((await new SetUpBrowser(run.screenUrl).get(painted)).status).toBe(204);
  expect(await isGood(run)).toBe(true);
});

test('what another computer paints says nothing about the kiosk’s own screen', async () => {
  const run = await box().start();
  expect((await new SetUpBrowser(run.deskUrl).get(painted)).status).toBe(404);
  expect(await isGood(run)).toBe(false);
});

test('a reader that is not there keeps no system from being good', async () => {
  const unpacked = box();
  const run = await unpacked.start();
  await new SetUpBrowser(run.screenUrl).get(painted);
  unpacked.devices.tell({ type: 'reader.lost', problem: { code: 'U-101' } });
  expect(await (await fetch(`${run.opsUrl}healthz`)).json()).toMatchObject({ alerts: 'U-101', reader: '' });
  expect(await isGood(run)).toBe(true);
});

test('its own pages say that they paint, in a browser', async () => {
  const run = await box().start();
  const { page } = await deskBrowser(run.screenUrl, { width: 1280, height: 800 });
  await page.getByRole('heading', { level: 1, name: '受付機の設定を始めます' }).waitFor();
  await expect.poll(() => isGood(run), { timeout: 20_000 }).toBe(true);
}, 60_000);

test('a browser that shows nothing is started again, until it has shown the set-up once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const ordered: string[] = [];
  const health = unwrap(
    await openSetUpHealth({
      port: await holdPort('127.0.0.1', 0),
      reader: () => ({ name: '', card: 'none', problem: { code: 'U-104' } }),
      browser: { startsOne: true, restart: ({ code }) => void ordered.push(code) },
      log: pino({ level: 'silent' }),
    }),
  );
  vi.advanceTimersByTime(61_000);
  expect(ordered).toEqual(['U-614']);
  vi.advanceTimersByTime(61_000);
  expect(ordered).toEqual(['U-614', 'U-614']);
  health.painted();
  vi.advanceTimersByTime(600_000);
  expect(ordered).toHaveLength(2);
  await health.close();
});
