import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { makeBackupKey } from '../../src/backup/recipients.ts';
import type { DeskBackup } from '../../src/desk/ports.ts';
import { ok } from '../../src/problem/result.ts';
import { testDesk } from '../support/desk/desk.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

const sealed = Buffer.alloc(300 * 1024, 'sealed');

/** A kiosk that seals a backup to the keys which have been registered at its desk. */
function backups(registered: () => readonly string[]): DeskBackup {
  return {
    recipients: registered,
    makeKey: async () => {
      const { recipient, identity } = await makeBackupKey();
      return { recipient, name: 'front-desk-1.key', file: `# public key: ${recipient}\n${identity}\n` };
    },
    seal: async () =>
      ok({ name: 'front-desk-1-2026-04-01.backup', bytes: Readable.from([sealed], { objectMode: false }) }),
  };
}

/** What the browser saves when a button is pressed. */
async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test('somebody who never made a backup makes a key, registers it, and saves the first one', async () => {
  let configFile: string | undefined;
  const registered = (): readonly string[] => {
    const { backup } = JSON.parse(configFile === undefined ? '{}' : readFileSync(configFile, 'utf8'));
    return backup?.recipients ?? [];
  };
  const desk = await testDesk({ backup: backups(registered) });
  configFile = desk.configFile;
  const { page, complaints, signIn, obstacles, looks: looksWell } = await deskBrowser(desk.url);
  const looks = async (name: string): Promise<void> => {
    await looksWell(`backup/${name}`);
    expect([name, await obstacles()]).toEqual([name, []]);
  };

  await signIn(await desk.signedIn('administrator'));
  await page.getByText('そのほか', { exact: true }).click();
  await page.getByRole('link', { name: 'バックアップ' }).click();
  await page.getByText('バックアップの鍵がまだ登録されていないため').waitFor();
  await looks('no-key');

  const key = await saved(page, '鍵を作る');
  expect(key.name).toBe('front-desk-1.key');
  const [, recipient = ''] = /# public key: (age1\S+)\nAGE-SECRET-KEY-1/.exec(key.content.toString()) ?? [];
  await page.getByRole('link', { name: '保存できたら、ここを押して次へ進みます' }).click();
  await page.getByRole('heading', { name: '作った鍵を登録する' }).waitFor();
  // What comes next is the one thing that stands out; making another key is folded away.
  expect(await page.getByText('初めに鍵を作ってください').count()).toBe(0);
  expect(await page.getByRole('button', { name: '鍵を作る' }).count()).toBe(0);
  await looks('key-made');
  await page.getByRole('button', { name: '秘密の鍵を保存したので、公開鍵を登録する' }).click();

  await page.getByRole('heading', { name: '開ける鍵' }).waitFor();
  expect(registered()).toEqual([recipient]);
  await page.getByText('まだ作っていません。').waitFor();
  await looks('ready');
  const backup = await saved(page, 'バックアップを作って保存する');
  expect([backup.name, backup.content.equals(sealed)]).toEqual(['front-desk-1-2026-04-01.backup', true]);
  await page.reload();
  await page.getByText('最後に作ったもの').waitFor();
  await page.getByText('鍵を増やす').click();
  await looks('made');
  expect(complaints).toEqual([]);
});
