import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Accounts } from '../../src/desk/accounts/accounts.ts';
import { lastBackup } from '../../src/desk/backup/lastBackup.ts';
import { deskFolder, openDeskStore } from '../../src/desk/store.ts';
import { backups } from '../../src/diagnostics/checks/backups.ts';
import { runChecks } from '../../src/diagnostics/runChecks.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { type ClinicKiosk, clinicKiosk, keyOfClinicIt, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const day = 86_400_000;

/** A kiosk whose first account is so many days old, as it is found while nobody runs it. */
async function kioskWithAccount(days: number): Promise<ClinicKiosk> {
  const kiosk = clinicKiosk();
  const store = unwrap(openDeskStore(deskFolder(kiosk.dataFolder), () => Date.now() - days * day));
  const accounts = await Accounts.open({ store, demo: undefined });
  accounts.create('佐藤', 'administrator');
  store.close();
  kiosk.stop();
  return kiosk;
}

async function created(kiosk: ClinicKiosk, to = join(temporaryFolder(), 'kiosk-7.backup')) {
  const { recipient } = await keyOfClinicIt();
  return on(kiosk, 'backup', 'create', '--to', to, '--recipient', recipient);
}

const looked = (kiosk: ClinicKiosk) => on(kiosk, 'doctor', '--only', 'backups', '--json');

test('who never made one is reminded (U-715), until the command made one', async () => {
  const kiosk = await kioskWithAccount(46);
  const before = await looked(kiosk);
  expect([before.exitCode, JSON.parse(before.out).findings]).toMatchObject([
    1,
    [
      {
        id: 'backups.long-ago',
        number: 'U-715',
        says: 'しばらくバックアップが作られていません（使い始めて46日、一度も作られていません）',
      },
    ],
  ]);
  expect(await created(kiosk)).toMatchObject({ complaints: '', exitCode: 0 });
  const after = await looked(kiosk);
  expect([after.exitCode, JSON.parse(after.out).findings]).toEqual([0, []]);
  const store = unwrap(openDeskStore(deskFolder(kiosk.dataFolder)));
  expect(unwrap(lastBackup(store))?.staff).toMatch(/^コマンド（uid \d+）$/);
  store.close();
});

test('a backup that could not be made reminds nobody less', async () => {
  const kiosk = await kioskWithAccount(46);
  expect((await created(kiosk, join(temporaryFolder(), 'not', 'there', 'kiosk-7.backup'))).exitCode).toBe(1);
  expect((await looked(kiosk)).out).toContain('U-715');
});

test('a kiosk that is new, or has no desk yet, is not reminded; nor does its backup make one', async () => {
  expect((await looked(await kioskWithAccount(29))).exitCode).toBe(0);
  const without = clinicKiosk();
  without.stop();
  expect(await created(without)).toMatchObject({ complaints: '', exitCode: 0 });
  expect(existsSync(deskFolder(without.dataFolder))).toBe(false);
});

test.each([
  ['a day before the limit', 44, 45, 0],
  ['at the limit', 45, 45, 1],
  ['where nobody wants to be reminded', 400, 0, 0],
  ['a minute of two clocks apart', -1, 45, 0],
  ['a date to come, by a clock that was wrong', -3_000, 45, 1],
])('%s', async (_when, days, remindDays, count) => {
  const now = Date.now();
  const look = () => ok({ kind: 'made', at: now - days * day } as const);
  const report = await runChecks({
    checks: [backups],
    ports: { backups: { look, remindDays, now: () => now } },
    signal: new AbortController().signal,
  });
  expect(report.findings.length).toBe(count);
});

test('a desk that cannot be read is for its own check', async () => {
  const report = await runChecks({
    checks: [backups],
    ports: { backups: { look: () => failed('U-801'), remindDays: 45, now: Date.now } },
    signal: new AbortController().signal,
  });
  expect(report).toMatchObject({ ok: true, findings: [] });
});
