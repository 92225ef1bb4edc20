import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { stepIds } from '../../src/setup/stepIds.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type DeskBrowser, deskBrowser } from '../support/desk/deskBrowser.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { authority } from '../support/setup/answers.ts';
import { codeAt } from '../support/setup/codes.ts';
import { type Box, box } from '../support/setup/firstRun.ts';
import { startedWith } from '../support/setup/startedKiosk.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 600_000 });

const password = '春はあけぼの やうやう白く';
/** Somebody who sets a kiosk up for the first time: reads the question, types, presses the button. */
function person({ page, looks }: DeskBrowser) {
  let pictures = 0;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
  const asked = (question: string) => page.getByRole('heading', { level: 1, name: question }).waitFor();
  return {
    ...{ press, follow, asked },
    type: (label: string | RegExp, text: string) => page.getByLabel(label).first().fill(text),
    chooses: (label: string) => page.getByLabel(label).first().check(),
    reads: (text: string | RegExp) => page.getByText(text).first().waitFor(),
    /** Finds nothing wrong with the page at either width, and keeps its picture for the docs. */
    looks(name: string): Promise<void> {
      pictures += 1;
      return looks(`set-up/${String(pictures).padStart(2, '0')}-${name}`);
    },
  };
}

/** A box whose camera shows somebody who was drawn. */
function boxWithCamera(): Box {
  const jpeg = readFileSync(join(projectRoot(), 'fixtures', 'people', 'yamada-hanako', 'frame-1.jpg'));
  return box(jpeg);
}

/** Signs up as the first administrator, with the app, and comes back to the questions. */
async function becomesAdministrator(page: Page, { press, type, looks, follow }: ReturnType<typeof person>) {
  await type('名前', '院長');
  await type(/^パスワード/, password);
  await press('次へ');
  await page.getByRole('heading', { level: 1, name: '2段階認証' }).waitFor();
  await press('登録を始める');
  await page.getByRole('img', { name: /QRコード/ }).waitFor();
  await looks('second-factor');
  const typed = /<code>([A-Z2-7 ]+)<\/code>/.exec(await page.content())?.[1] ?? '';
  await type(/番号（6桁）/, codeAt(typed, Date.now()));
  await press('登録する');
  await page.getByText('2段階認証を登録しました。').waitFor();
  await follow('控えました。進む');
  await page.getByRole('heading', { level: 1, name: '受付機の設定' }).waitFor();
}

test('from the box to the first practice, without a gateway; and what it exports sets up the next kiosk', async () => {
  const fresh = boxWithCamera();
  const { clinic, url: receiver } = await runningClinic();
  const first = await fresh.start();
  const browser = await deskBrowser(first.screenUrl, { width: 1280, height: 800 });
  const { page, complaints } = browser;
  const somebody = person(browser);
  const { press, follow, asked, type, chooses, reads, looks } = somebody;

  await asked('受付機の設定を始めます');
  await looks('begin');
  await press('この画面で設定する（キーボードを使います）');
  await asked('受付機の設定');
  await looks('overview');
  await follow('始める');
  await reads(/OS（基本ソフト）が管理しています/);
  await looks('network');
  await press('次へ');
  await looks('time');
  await press('次へ');
  await asked('医院の名前を入力してください');
  await type('医院の名前', 'ひいらぎ内科クリニック');
  await looks('clinic');
  await press('次へ');
  // As a table's cell gives it: a digit short, then with what stands around it.
  await asked('医療機関コード（10桁）を入力してください');
  await type('医療機関コード', '１３-1-123456');
  await press('次へ');
  await reads(/数字10桁で入力してください/);
  await looks('institution-wrong');
  await type('医療機関コード', ' １３-1-1234567　');
  await press('次へ');
  await asked('この受付機を何と呼びますか');

  // The power goes, and somebody else comes back to it the next day.
  await first.close();
  const run = await fresh.start();
  await page.goto(run.screenUrl);
  await press('この画面で設定する（キーボードを使います）');
  await reads(`4 / ${stepIds.length} 項目が済みました。途中でやめても、続きから始められます。`);
  await looks('resumed');
  await follow('続ける');
  await asked('この受付機を何と呼びますか');
  await type('受付機の名前', '受付１');
  await press('次へ');
  await reads('半角の英小文字・数字・ハイフンで入力してください。');
  await type('受付機の名前', 'front-1');
  await looks('kiosk');
  await press('次へ');
  await asked('最初の管理者を登録してください');
  await looks('administrator');
  await becomesAdministrator(page, somebody);
  await follow('続ける');
  await asked('職員の画面を、どこで使いますか');
  await looks('desk');
  await press('次へ');
  await reads('カードを置いてみてください。');
  fresh.devices.tell({ type: 'card.placed', card: fresh.devices.card });
  await reads('カードが置かれています。');
  await looks('reader');
  await press('次へ');
  await asked('カメラに顔が映ることを確かめてください');
  const widthOfPicture = () => page.evaluate<number>('document.querySelector("figure.live img").naturalWidth');
  await expect.poll(widthOfPicture, { timeout: 60_000 }).toBeGreaterThan(0);
  await looks('camera');
  await press('次へ');

  await asked('カードの発行者の証明書を選んでください');
  await type(/利用者証明用電子証明書の発行者の証明書/, 'MIIDqTCCApGgAwIBAgIE');
  await press('次へ');
  await reads('証明書（PEM）として読めないものがあります。');
  // As an editor on Windows saves it.
  await type(/利用者証明用電子証明書の発行者の証明書/, `\ufeff${authority.replaceAll('\n', '\r\n')}\r\n`);
  await looks('trust');
  await press('次へ');
  await asked('顔認証に、どのモデルを使いますか');
  await chooses('体験用');
  await looks('faces');
  await press('次へ');

  await asked('資格確認の中継（ゲートウェイ）の住所を入力してください');
  await type('住所（URL）', '192.168.10.5');
  await press('次へ');
  await reads(/http/);
  await type('住所（URL）', 'http://127.0.0.1:9/');
  await press('次へ');
  await reads(/まだ使えないものがあります/);
  await looks('gateway-away');
  await follow('このまま次の項目へ');

  await asked('受付の結果を、どこに送りますか');
  await type('送信先の住所またはフォルダー', '\\\\server\\share');
  await press('次へ');
  await page.locator('#where-fault').waitFor();
  await type('送信先の住所またはフォルダー', receiver);
  await type('秘密の値', secret.toString('utf8'));
  await press('次へ');
  await press('試験の受付を送る');
  await reads(/試験の受付が届きました/);
  expect(clinic.receptions().map(({ reception }) => (reception as { person: { name: string } }).person.name)).toEqual([
    '受付　試験',
  ]);
  await looks('delivered');
  await follow('次の項目へ');
  await asked('診療時間を教えてください');
  await type('午前の始まり', '9時');
  await press('次へ');
  await reads('「9:00」のように入力してください。');
  await type('午前の始まり', '9:00');
  await looks('hours');
  await press('次へ');
  await asked('受付を、どのような画面から始めますか');
  await chooses('大きい');
  await looks('accessibility');
  await press('次へ');
  await asked('バックアップを、誰の鍵で開けるようにしますか');
  await looks('backup');
  await press('あとで決める');
  await asked('この受付機を、まず試しますか');
  await looks('use');
  await press('次へ');
  await asked('仕上げ');
  await reads(/必要な設定はそろいました/);
  await looks('finish');
  const [file] = await Promise.all([page.waitForEvent('download'), follow('設定を書き出す')]);
  const exported = readFileSync(await file.path(), 'utf8');
  await press('起動して、練習（体験）を始める');
  await asked('起動しています');
  await looks('starting');
  expect(await run.finished).toEqual({ practise: true });
  await run.close();

  const kiosk = await startedWith(fresh, { practise: true, seats: run.seats });
  await page.goto(kiosk.screenUrl);
  await page.locator('.practice-mark').waitFor();
  await looks('practice');
  await kiosk.close();
  // Where the kiosk was off in between, and where a gateway is missing, the browser says so; nothing else.
  expect(
    complaints.filter((each) => !/Failed to load resource|ERR_CONNECTION|WebSocket|asked http:\/\/127/.test(each)),
  ).toEqual([]);

  const next = boxWithCamera();
  const second = await next.start();
  await page.goto(second.screenUrl);
  await press('この画面で設定する（キーボードを使います）');
  await type('ファイルの内容', exported);
  await press('取り込む');
  await reads(/項目を取り込みました/);
  await looks('taken-over');
  for (const id of ['trust', 'gateway', 'delivery'] as const) {
    await page.goto(`${second.screenUrl}set-up/${id}`);
    await press('次へ');
    await page.waitForLoadState();
  }
  await page.goto(`${second.screenUrl}set-up/administrator`);
  await becomesAdministrator(page, somebody);
  await page.goto(`${second.screenUrl}set-up/finish`);
  await press('起動だけする');
  expect(await second.finished).toEqual({ practise: false });
  await second.close();
  expect(settingsOf(next)).toEqual(settingsOf(fresh));
  const other = await startedWith(next, { practise: false, seats: second.seats });
  expect((await fetch(other.screenUrl)).status).toBe(200);
  await other.close();
});

/** What two kiosks of one clinic have in common: everything but name, secrets and devices of their own. */
function settingsOf({ configFile }: Box): object {
  const loaded = loadConfig(configFile);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const { kiosk, camera, ...shared } = loaded.config;
  return { ...shared, kiosk: { ...kiosk, id: '' }, camera: { ...camera, device: '' } };
}
