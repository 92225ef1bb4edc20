import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import type { DeskGateway } from '../../src/eligibility/deskGateway.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { type LookUpSetting, prepareLookUps } from '../../src/kiosk/lookUps.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { answerText, asked, lookUpShare, never } from '../support/outbox/lookUpShare.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';

test('the configured folder is asked in the configured encoding, the gateway keeps the patient numbers', async () => {
  const { terminal, asks, gateway } = configured({ encoding: 'shift_jis' });
  terminal((id) => answerText(id));
  expect(await gateway.lookUpInsurance(asked, never())).toMatchObject({ ok: true, value: { name: '吉野　花子' } });
  const entry = { receptionId: 'r', certificateSerial: '01', patientNumber: '7' };
  expect(await gateway.registerPatientNumber(entry, never())).toEqual(ok(undefined));
  expect(asks).toEqual(['number']);
});

test('with the way "gateway" nothing is asked by file', async () => {
  const { gateway, asks, left } = configured({ way: 'gateway', folder: '' });
  expect(await gateway.lookUpInsurance(asked, never())).toMatchObject({ ok: true });
  expect([asks, left()]).toEqual([['look-up'], []]);
});

test('staff see U-410 while the folder is gone, without anybody asking, and it is over by itself', async () => {
  const { alerts, root, begin } = configured({});
  begin();
  renameSync(root, `${root}.away`);
  await vi.waitFor(() => expect(alerts.now()).toEqual(['U-410']));
  renameSync(`${root}.away`, root);
  await vi.waitFor(() => expect(alerts.now()).toEqual([]));
});

test('a question under way when the kiosk stops is taken back, and the stop does not wait for its answer', async () => {
  const { gateway, close, left } = configured({});
  const asking = gateway.lookUpInsurance(asked, never());
  await vi.waitFor(() => expect(left()).toHaveLength(1));
  await close();
  expect(await asking).toMatchObject({ problem: { code: 'U-402' } });
  expect(left()).toEqual([]);
});

test('an invented patient is asked about at the simulated terminal, never at the configured one', async () => {
  const simulated = join(temporaryFolder(), 'simulated');
  mkdirSync(simulated, { recursive: true });
  const { gateway, terminal, left } = configured({}, simulated);
  const there = lookUpShare({ root: simulated });
  there.terminal((id) => answerText(id));
  terminal(() => expect.unreachable());
  expect(await gateway.lookUpInsurance(asked, never())).toMatchObject({ ok: true });
  expect(left()).toEqual([]);
});

test.each([
  [{ way: 'folder' }, 'eligibility.lookUps.folder', 'this is needed'],
  [{ folder: 'share' }, 'eligibility.lookUps.folder', 'no use'],
  [{ way: 'folder', folder: 'share', encoding: 'euc-jp' }, 'eligibility.lookUps.encoding', 'Invalid option'],
])('%j is said by config check', (lookUps, key, message) => {
  const checked = checkConfig(JSON.stringify({ eligibility: { lookUps } }));
  expect(checked).toMatchObject({ ok: false, faults: [{ key, message: expect.stringContaining(message) }] });
});

function configured(changes: object, simulatedLookUpFolder?: string) {
  const { root, terminal, left } = lookUpShare();
  const lookUps = { way: 'folder', folder: './share', timeLimitSeconds: 5, pollMilliseconds: 100, ...changes };
  const outcome = checkConfig(JSON.stringify({ eligibility: { lookUps } }).replace('./share', root));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const alerts = new Alerts();
  const setting: LookUpSetting = {
    config: { ...outcome.config, clinic: { ...outcome.config.clinic, institutionCode: '1311234567' } },
    configFolder: '/nowhere',
    surroundings: simulatedLookUpFolder === undefined ? {} : { simulatedLookUpFolder },
    alerts,
    log: pino({ enabled: false }),
    now: Date.now,
    checkEveryMs: 30,
  };
  const asks: string[] = [];
  const line: DeskGateway = {
    async lookUpInsurance() {
      asks.push('look-up');
      const { eligibility } = sampleReception();
      if (!eligibility) throw new Error('the sample has an answer');
      return ok(eligibility);
    },
    async registerPatientNumber() {
      asks.push('number');
      return ok(undefined);
    },
    async askAbsent() {
      asks.push('absent');
      return failed('U-402');
    },
  };
  const prepared = prepareLookUps(setting, line);
  onTestFinished(() => prepared.close());
  return { root, terminal, left, alerts, asks, ...prepared };
}
