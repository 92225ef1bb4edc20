import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { stepIds } from '../../src/setup/stepIds.ts';
import { usualAnswers } from '../support/setup/answers.ts';
import { codeAt } from '../support/setup/codes.ts';
import { box, picture } from '../support/setup/firstRun.ts';
import { SetUpBrowser } from '../support/setup/setUpBrowser.ts';
import { readChainFile } from '../support/setup/trail.ts';

const password = '春はあけぼの やうやう白く';

/** Somebody at the kiosk's own screen who has pressed the one button there. */
async function atKiosk(url: string): Promise<SetUpBrowser> {
  const browser = new SetUpBrowser(url);
  const code = /name="code" value="([^"]+)"/.exec((await browser.get('/set-up')).text)?.[1] ?? '';
  await browser.submit('/set-up', '/api/set-up/begin', { code });
  return browser;
}

/** Makes the first administrator, app and all. */
async function becomeAdministrator(browser: SetUpBrowser): Promise<void> {
  const account = { name: '院長', password };
  expect((await browser.submit('/set-up/administrator', '/api/set-up/steps/administrator', account)).to).toBe(
    '/second-factor',
  );
  await browser.submit('/second-factor', '/api/me/second-factor/begin');
  const typed = /<code>([A-Z2-7 ]+)<\/code>/.exec((await browser.get('/second-factor')).text)?.[1] ?? '';
  const code = codeAt(typed, Date.now());
  expect((await browser.submit('/second-factor', '/api/me/second-factor/accept', { code })).text).toContain(
    '予備コード',
  );
}

test('from the box to the file that a kiosk starts with, on the kiosk’s own screen', async () => {
  const fresh = box();
  const run = await fresh.start();
  const browser = await atKiosk(run.screenUrl);
  for (const id of stepIds) {
    if (id === 'administrator') await becomeAdministrator(browser);
    else {
      // A gateway that nobody has is answered all the same: it is told, and the set-up goes on.
      const answered = await browser.submit(`/set-up/${id}`, `/api/set-up/steps/${id}`, usualAnswers[id]);
      expect([id, answered.status < 400]).toEqual([id, true]);
    }
  }
  expect((await browser.get('/set-up/finish')).text).toContain('必要な設定はそろいました');
  expect((await browser.submit('/set-up/finish', '/api/set-up/finish', { practice: 'yes' })).text).toContain(
    '起動しています',
  );
  expect(await run.finished).toEqual({ practise: true });
  expect(loadConfig(fresh.configFile).ok).toBe(true);
  await run.close();
  const told = readChainFile(fresh.dataFolder);
  expect(told).toEqual(
    expect.arrayContaining([
      'set-up.begun',
      'set-up.answered',
      'staff.account.created',
      'desk.signed-in',
      'set-up.finished',
    ]),
  );
  for (const secret of [password, 'a secret of sixteen', run.setUpCode ?? 'none']) {
    expect(fresh.log()).not.toContain(secret);
    expect(readFileSync(fresh.configFile, 'utf8')).not.toContain(secret);
  }
}, 60_000);

describe('who may set a kiosk up', () => {
  test('the code stands on the kiosk’s own screen and nowhere else', async () => {
    const run = await box().start();
    const code = run.setUpCode ?? 'none';
    expect((await new SetUpBrowser(run.screenUrl).get('/set-up')).text).toContain(code);
    const far = new SetUpBrowser(run.deskUrl);
    for (const path of ['/set-up', '/sign-in', '/set-up/clinic', '/fragments/set-up/reader']) {
      expect((await far.get(path)).text).not.toContain(code);
    }
  });

  test('without the code nothing is shown and nothing done', async () => {
    const fresh = box();
    const { deskUrl } = await fresh.start();
    const stranger = new SetUpBrowser(deskUrl);
    await stranger.get('/set-up');
    for (const path of [
      '/set-up/clinic',
      '/set-up/camera.jpg',
      '/set-up/finish',
      '/fragments/set-up/reader',
      '/api/set-up/file',
    ]) {
      expect([path, (await stranger.get(path)).to]).toEqual([path, '/set-up']);
    }
    const acts = [
      'steps/clinic',
      'steps/clinic/skip',
      'steps/delivery/try',
      'steps/administrator',
      'import',
      'networks',
      'finish',
    ];
    for (const act of acts) {
      const { status, to } = await stranger.submit('/set-up', `/api/set-up/${act}`, {
        name: 'x',
        password,
        file: '{}',
      });
      expect([act, status === 303 && to === '/sign-in']).toEqual([act, true]);
    }
    expect(fresh.devices.lookedThrough).toEqual([]);
  });

  test('wrong codes are on record, and soon nobody is listened to', async () => {
    const fresh = box();
    const run = await fresh.start();
    const guesser = new SetUpBrowser(run.deskUrl);
    const statuses: number[] = [];
    for (let at = 0; at < 11; at += 1) {
      statuses.push((await guesser.submit('/set-up', '/api/set-up/begin', { code: `AAAA-AAAA-AA${at}` })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    // The right one is not listened to either.
    expect((await guesser.submit('/set-up', '/api/set-up/begin', { code: run.setUpCode ?? '' })).status).toBe(429);
    await run.close();
    expect(readChainFile(fresh.dataFolder)).toContain('desk.sign-in-failed');
  });

  test('a second browser with the code takes over, and the first is out', async () => {
    const run = await box().start();
    const first = await atKiosk(run.screenUrl);
    expect((await first.get('/set-up/clinic')).status).toBe(200);
    const second = new SetUpBrowser(run.deskUrl);
    await second.submit('/set-up', '/api/set-up/begin', { code: run.setUpCode ?? '' });
    expect((await second.get('/set-up/clinic')).status).toBe(200);
    expect((await first.get('/set-up/clinic')).to).toBe('/set-up');
  });

  test('once there is an administrator the code is worth nothing, nor is what it opened', async () => {
    const run = await box().start();
    const code = run.setUpCode ?? '';
    const stale = await atKiosk(run.screenUrl);
    const grant = stale.cookies.get('set-up') ?? '';
    await becomeAdministrator(stale);
    const late = new SetUpBrowser(run.screenUrl);
    late.cookies.set('set-up', grant);
    expect((await late.get('/set-up')).to).toBe('/sign-in');
    expect((await late.get('/set-up/clinic')).to).toBe('/sign-in');
    expect((await late.submit('/sign-in', '/api/set-up/begin', { code })).to).toBe('/sign-in');
    expect((await late.get('/set-up')).text).not.toContain(code);
    // Whoever signed in with the password alone is not in yet.
    const half = new SetUpBrowser(run.deskUrl);
    await half.submit('/sign-in', '/api/sign-in', { name: '院長', password });
    expect((await half.get('/set-up/clinic')).to).toBe('/second-factor');
    expect((await stale.get('/set-up/clinic')).status).toBe(200);
  }, 60_000);

  test('another page cannot send a form, nor another name be ours', async () => {
    const run = await box().start();
    const browser = await atKiosk(run.screenUrl);
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.get('/set-up/clinic')).text)?.[1] ?? '';
    const act = '/api/set-up/steps/clinic';
    expect((await browser.post(act, { name: 'x' })).status).toBe(403);
    expect((await browser.post(act, { _csrf: csrf, name: 'x' }, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await browser.get('/set-up', { host: 'evil.example' })).status).toBe(421);
    expect((await browser.get('/set-up', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.post(act, { _csrf: csrf, name: 'ひいらぎ' })).status).toBe(303);
  });
});

test('a power cut at any step: the next start goes on there, with a new code', async () => {
  const fresh = box();
  const first = await fresh.start();
  const before = await atKiosk(first.screenUrl);
  for (const id of ['network', 'time', 'clinic'] as const) {
    await before.submit(`/set-up/${id}`, `/api/set-up/steps/${id}`, usualAnswers[id]);
  }
  await first.close();
  const second = await fresh.start();
  expect(second.setUpCode).not.toBe(first.setUpCode);
  const after = await atKiosk(second.screenUrl);
  const overview = (await after.get('/set-up')).text;
  expect(overview).toContain('3 / 17 項目');
  expect(overview).toContain('href="/set-up/institution"');
  expect((await after.get('/set-up/clinic')).text).toContain('value="ひいらぎ内科"');
});

test('reader and camera are seen live; of a card only that it lies there', async () => {
  const fresh = box();
  const run = await fresh.start();
  const browser = await atKiosk(run.screenUrl);
  expect((await browser.get('/fragments/set-up/reader')).text).toContain('カードを置いてみてください');
  fresh.devices.tell({ type: 'card.placed', card: fresh.devices.card });
  expect((await browser.get('/fragments/set-up/reader')).text).toContain('カードが置かれています');
  fresh.devices.tell({ type: 'reader.lost', problem: { code: 'U-104' } });
  expect((await browser.get('/fragments/set-up/reader')).text).toContain('U-104');
  const seen = await browser.get('/set-up/camera.jpg');
  expect([seen.type, seen.text]).toEqual(['image/jpeg', Buffer.from(picture).toString('utf8')]);
  expect(fresh.devices.lookedThrough).toEqual(['/dev/v4l/by-id/usb-front']);
});

test('whose kiosk it is stands above every page, once somebody has said it', async () => {
  const run = await box().start();
  const browser = await atKiosk(run.screenUrl);
  const place = async () => /<p class="place"><strong>(.*?)<\/strong>/.exec((await browser.get('/set-up')).text)?.[1];
  expect(await place()).toBe('新しい受付機');
  await browser.submit('/set-up/clinic', '/api/set-up/steps/clinic', usualAnswers.clinic);
  expect(await place()).toBe('ひいらぎ内科');
});

test('a configuration that let no kiosk start is said where the set-up goes on (U-749)', async () => {
  const run = await box().start({ trouble: { code: 'U-749', detail: 'U-702 no reader' } });
  const browser = await atKiosk(run.screenUrl);
  expect((await browser.get('/set-up')).text).toMatch(/U-749 .*U-702 no reader/);
});

test('what a step does not take comes back with why, and what is secret does not', async () => {
  const run = await box().start();
  const browser = await atKiosk(run.screenUrl);
  const wrong = await browser.submit('/set-up/delivery', '/api/set-up/steps/delivery', {
    place: 'webhook',
    where: '<script>alert(1)</script>',
    secret: 'a secret of sixteen',
    authority: '',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('&lt;script&gt;');
  expect(wrong.text).not.toContain('a secret of sixteen');
  expect(wrong.text).toContain('id="where-fault"');
});
