import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { readSigningKey } from '../../src/audit/signingKey.ts';
import { codeAt } from '../../src/desk/accounts/secondFactor/totp.ts';
import { technicianAtKiosk, technicianLock } from '../../src/desk/accounts/technicianDoor.ts';
import { type CheckFinding, reportOf } from '../../src/diagnostics/report.ts';
import { day } from '../../src/kernel/durations.ts';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import type { View } from '../../src/screen/view.ts';
import { Bench } from '../../src/technician/bench.ts';
import type { BenchEvent, BenchPorts, CardRead, DoorOutcome } from '../../src/technician/ports.ts';
import { isReady } from '../../src/technician/record.ts';
import { reportBody } from '../../src/technician/report/page.ts';
import { KeptReports, readReport } from '../../src/technician/report/reports.ts';
import { isUnchanged } from '../../src/technician/report/signed.ts';
import { steps } from '../../src/technician/steps.ts';
import { goodPassword, testDesk } from '../support/desk/desk.ts';
import { enrolled } from '../support/desk/secondFactor.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const device = { clinic: 'ひいらぎ内科', kiosk: 'front-desk-1', version: '0.1.0', reader: 'R', camera: 'C' };
const goodRead: CardRead = { ms: 40, certificateBytes: 1_500, hasPin: true, hasFront: true };

test('the door takes a technician with all three, and nobody else; a code works once, five failures lock', async () => {
  const desk = await testDesk();
  const { accounts, secondFactors, store, audit, clock } = desk;
  const parts = { accounts, secondFactors, store, audit };
  const made = accounts.create('保守 一郎', 'technician');
  if (!made.done) throw new Error(made.why);
  await accounts.setPassword(made.value.id, goodPassword);
  const secret = enrolled(secondFactors, made.value, clock.now());
  const at = (name: string, password: string, code: string) =>
    technicianAtKiosk(parts, { name, password, code }).then(({ kind }) => kind);
  const code = codeAt(secret, clock.now());
  expect(await at('保守 一郎', 'not the password', code)).toBe('refused');
  expect(await at(made.value.id.toUpperCase(), goodPassword, code)).toBe('in');
  expect(audit.events.at(-1)).toEqual({ type: 'diagnostics.begun', staff: made.value.id });
  expect(await at('保守 一郎', goodPassword, code)).toBe('refused');

  // An administrator mends accounts, not machines; and a technician only for the time that was said.
  const admin = accounts.create('院長', 'administrator');
  if (!admin.done) throw new Error(admin.why);
  await accounts.setPassword(admin.value.id, goodPassword);
  const adminsSecret = enrolled(secondFactors, admin.value, clock.now());
  expect(await at('院長', goodPassword, codeAt(adminsSecret, clock.now()))).toBe('refused');
  clock.advance(7 * day);
  expect(await at('保守 一郎', goodPassword, codeAt(secret, clock.now()))).toBe('refused');
  accounts.renew(made.value.id, day);

  for (const wrong of [4, 5]) expect(await at('nobody', `guess ${wrong}`, '')).toBe(wrong < 5 ? 'refused' : 'locked');
  expect(audit.events.at(-1)).toEqual({ type: 'diagnostics.sign-in-failed', locked: true });
  expect(await at('保守 一郎', goodPassword, codeAt(secret, clock.now()))).toBe('locked');
  clock.advance(technicianLock.ms);
  expect(await at('保守 一郎', goodPassword, codeAt(secret, clock.now()))).toBe('in');
});

test('every step is gone through, and the report says what was found against which limits', async () => {
  const bench = await openedBench();
  expect(bench.sent).toEqual(['diagnostics.open']);
  for (const { id, kind } of steps) {
    bench.press(`tech.step.${id}`);
    if (kind === 'live') {
      bench.press('tech.run');
      await expect.poll(() => bench.shown().plots.length).toBeGreaterThan(0);
      bench.press('tech.stop');
    } else if (kind === 'touch') bench.tell({ kind: 'touch', touched: 60, doubles: 0 });
    else if (kind === 'checks' || kind === 'reads') bench.press('tech.run');
    else if (kind === 'sound') {
      bench.press('tech.run');
      await expect.poll(() => bench.actions()).toContain('tech.heard.yes');
      bench.press('tech.heard.yes');
    }
    const settled = kind === 'burn-in' || kind === 'report' ? 'open' : 'passed';
    await expect.poll(() => bench.state(id), { timeout: 20_000 }).toBe(settled);
  }
  bench.tell({ kind: 'note', text: '10 mm まで読めた' });
  bench.press('tech.report');
  const [kept] = bench.reports.ids();
  const signed = unwrap(bench.reports.read(kept ?? ''));
  expect(signed.report).toMatchObject({ ready: true, todo: [], by: { id: 's-3' }, device });
  const card = signed.report.steps.find(({ id }) => id === 'card');
  expect(card?.rows).toContainEqual({ says: '失敗', value: '0 回', limit: '1 以下', ok: true });
  // Of the card lengths and ticks.
  expect(card?.rows.find(({ says }) => says === '証明書の長さ')?.value).toBe('1500 バイト');
  bench.left();
  expect(bench.endings).toEqual(['time']);
}, 60_000);

test('a reader that fails, dead fields of the glass and silence are said, and the kiosk is not ready', async () => {
  const bench = await openedBench({ read: (at) => (at % 3 === 0 ? failed('U-101') : ok(goodRead)) });
  bench.press('tech.step.card');
  bench.press('tech.run');
  await expect.poll(() => bench.state('card'), { timeout: 20_000 }).toBe('failed');
  expect(bench.shown().rows).toContainEqual({ says: '失敗', value: '7 回', limit: '1 以下', ok: false });
  bench.press('tech.step.touch');
  bench.tell({ kind: 'touch', touched: 57, doubles: 2 });
  expect(bench.state('touch')).toBe('failed');
  bench.press('tech.step.sound');
  bench.press('tech.heard.no');
  expect(bench.state('sound')).toBe('failed');
  bench.press('tech.report');
  const { report } = unwrap(bench.reports.read(bench.reports.ids()[0] ?? ''));
  expect(report.ready).toBe(false);
  expect(report.todo.join('\n')).toMatch(
    /カードの読み取りに失敗.*U-101[\s\S]*反応しない場所[\s\S]*音が聞こえた いいえ/,
  );
}, 60_000);

test('a notice is shown, at the step and in the report, and fails neither', async () => {
  const glare = finding('card-camera.glare', 'notice');
  const bench = await openedBench({ found: [glare] });
  for (const id of ['overview', 'card-camera', 'sound', 'card']) {
    bench.press(`tech.step.${id}`);
    bench.press('tech.run');
    if (id === 'card-camera') {
      await expect.poll(() => bench.shown().findings.length).toBe(1);
      bench.press('tech.stop');
    } else if (id === 'sound') {
      await expect.poll(() => bench.actions()).toContain('tech.heard.yes');
      bench.press('tech.heard.yes');
    }
    await expect.poll(() => bench.state(id), { timeout: 20_000 }).toBe('passed');
    expect(bench.shown().findings).toMatchObject([{ says: glare.says, severity: 'notice' }]);
  }
  const rows = rowsAt(bench, 'overview');
  expect(rows.map(({ value, ok: good }) => [value, good])).toEqual([
    ['合格、1 ms', true],
    ['合格（参考あり）、1 ms', true],
  ]);
  bench.press('tech.report');
  const signed = unwrap(bench.reports.read(bench.reports.ids()[0] ?? ''));
  expect(signed.report.todo.join('\n')).not.toMatch(/全体の点検|カードのカメラ|音|カードリーダー/);
  expect(reportBody(signed).text).toContain('class="finding notice"');

  const other = await openedBench({ found: [glare, finding('reader.none', 'warning')] });
  other.press('tech.run');
  await expect.poll(() => other.state('overview')).toBe('failed');
  expect(rowsAt(other, 'overview').map(({ value }) => value)).toEqual(['不合格、1 ms', '合格（参考あり）、1 ms']);
  other.press('tech.report');
  const { report } = unwrap(other.reports.read(other.reports.ids()[0] ?? ''));
  expect(report.todo[0]).toContain('reader.none');
  expect(report.todo.join()).not.toContain('card-camera.glare');
}, 60_000);

test('a burn-in keeps the time it was given, plots what moved, and ends by itself', async () => {
  const bench = await openedBench({ moving: true });
  bench.press('tech.step.burn-in');
  bench.press('tech.run.m1');
  expect(bench.sent.at(-1)).toBe('diagnostics.burn-in');
  await expect
    .poll(() => bench.shown().plots.map(({ says }) => says), { timeout: 20_000 })
    .toContain('顔のカメラ: 1秒あたりの枚数');
  bench.press('tech.stop');
  await expect.poll(() => bench.sent.at(-1)).toBe('diagnostics.burnt-in');
  // Cut short it proves nothing.
  expect(bench.state('burn-in')).toBe('failed');
}, 60_000);

test('a report is signed: one letter changed, and it is none of this kiosk', async () => {
  const bench = await openedBench();
  bench.press('tech.step.report');
  bench.press('tech.report');
  const [name = ''] = readdirSync(bench.folder);
  const file = join(bench.folder, name);
  expect(isUnchanged(unwrap(readReport(file)))).toBe(true);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"ready": false', '"ready": true'));
  expect(isUnchanged(unwrap(readReport(file)))).toBe(false);
  expect(isReady({ steps: [] })).toBe(true);
});

test('nothing is shown or done before somebody has signed in, and nothing after they have left', async () => {
  const bench = await openedBench({ door: { kind: 'refused' } });
  expect(bench.shown).toThrow();
  bench.press('tech.run');
  bench.press('tech.report');
  expect(bench.tell({ kind: 'note', text: 'x' })).toBe(false);
  expect(bench.reports.ids()).toEqual([]);
  expect(bench.ran()).toBe(0);
});

function finding(id: string, severity: CheckFinding['severity']): CheckFinding {
  return { id, number: 'U-215', severity, says: `${id} という異常`, next: '確認してください。' };
}

function rowsAt(bench: Awaited<ReturnType<typeof openedBench>>, id: string) {
  bench.press(`tech.step.${id}`);
  return bench.shown().rows;
}

interface BenchCase {
  /** What the checks of a step find, each run of the check with its name. */
  readonly found?: readonly CheckFinding[];
  readonly door?: DoorOutcome;
  readonly read?: (at: number) => Result<CardRead>;
  /** Whether the camera gets slower. */
  readonly moving?: boolean;
}

/** A bench over parts that are well, unless the case says otherwise; somebody has tried to sign in. */
async function openedBench({ door, read = () => ok(goodRead), moving = false, found = [] }: BenchCase = {}) {
  const folder = join(temporaryFolder(), 'reports');
  const key = readSigningKey({ file: join(folder, '..', 'audit.key'), kind: 'file' }, true);
  const reports = new KeptReports(folder, () => key);
  const sent: BenchEvent['type'][] = [];
  const endings: string[] = [];
  let [reads, runs] = [0, 0];
  const ports: BenchPorts = {
    async run(only) {
      runs += 1;
      const ids = only ?? ['reader', 'card-camera'];
      const isBad = (id: string) => found.some((each) => each.id.startsWith(`${id}.`));
      const values = (id: string) => (id.includes('camera') ? { framesPerSecond: moving ? 30 - runs : 30 } : {});
      return reportOf(
        found.filter(({ id }) => only === undefined || id.startsWith('card-camera.')),
        ids.map((id) => ({ id, ok: !isBad(id), ms: 1, values: values(id) })),
        [],
      );
    },
    readCard: async () => {
      reads += 1;
      return read(reads - 1);
    },
    playSound: async () => ok({ played: 1 }),
    signIn: async () => door ?? { kind: 'in', by: { id: 's-3', name: '保守 一郎' } },
    send: ({ type }) => void sent.push(type),
    keep(session) {
      const kept = reports.keep(session, device);
      return kept.ok ? ok(kept.value.report.id) : kept;
    },
    ended: (_by, why) => void endings.push(why),
    demo: null,
    now: () => Date.parse('2026-04-01T01:00:00.000Z'),
  };
  const bench = new Bench(ports);
  const open = { ...sampleView('diagnostics', 'ja'), phase: 'open' } as View;
  const seen = () => {
    const view = bench.seen(open);
    if (view.screen !== 'diagnostics' || !view.bench) throw new Error('no bench is shown');
    return { bench: view.bench, actions: view.actions };
  };
  bench.tell({ kind: 'sign-in', name: 's-3', password: 'p', code: '000000' });
  await expect.poll(() => JSON.stringify(seen().bench)).not.toContain('"checking"');
  const shown = () => {
    const { bench: there } = seen();
    if (there.stage !== 'bench') throw new Error('nobody is signed in');
    return there;
  };
  return {
    ...{ folder, reports, sent, endings, shown },
    actions: () => seen().actions,
    state: (id: string) => shown().menu.find((each) => each.id === id)?.state,
    press: (action: string) => bench.press(action),
    tell: (said: Parameters<Bench['tell']>[0]) => bench.tell(said),
    left: () => bench.left(),
    ran: () => runs,
  };
}
