import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { chromium } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { extract } from 'tar-stream';
import { expect, onTestFinished, test } from 'vitest';
import { auditPaths } from '../../src/audit/trailStore.ts';
import { runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import { Accounts } from '../../src/desk/accounts/accounts.ts';
import { deskFolder, openDeskStore } from '../../src/desk/store.ts';
import { historyFolder } from '../../src/diagnostics/history/database.ts';
import { openHistory } from '../../src/diagnostics/history/history.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { failed, unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { lockFolder } from '../../src/storage/folderLock.ts';
import { supportBundle } from '../../src/support/bundle.ts';
import type { SupportFacts } from '../../src/support/facts.ts';
import { toldLog } from '../../src/support/logLines.ts';
import { logMessages } from '../../src/support/logMessages.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryTrail } from '../support/audit/auditTrails.ts';
import { keepPicture } from '../support/browser/pictures.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';
import { openedStatistics } from '../support/statistics/statistics.ts';

/** What must never leave the clinic: a person as every part of the kiosk might have written them, and what lets in. */
const person = {
  name: '四月朔日　咲良',
  birthdate: '19870623',
  sex: '2',
  address: '東京都ひいらぎ市緑町9-8-7',
} as const;
const photo = Buffer.from('a photo of 四月朔日 咲良').toString('base64');
const secrets = ['hunter2-password', 'T0KEN-of-the-hook', 'xoxb-31415926535'] as const;
const markers = [
  person.name,
  '四月朔日',
  '咲良',
  'ワタヌキ',
  'わたぬき',
  'WATANUKI',
  'Watanuki',
  'watanuki',
  person.birthdate,
  person.address,
  'ひいらぎ',
  // PIN, 照合番号B, insurer's numbers, patient number, マイナンバー, telephone.
  '4071',
  '87062331940715',
  '06139997',
  'P-77120',
  '771204',
  '903417728516',
  '090-1234-9876',
  photo,
  photo.slice(8, 32),
  ...secrets,
] as const;

/** Every way in which a fault might have written them into the log. */
const loglines: readonly object[] = [
  { msg: `${person.name} PIN 4071` },
  { msg: 'voice', detail: `no answer about ${person.name} (WATANUKI), 090-1234-9876, pin 4071` },
  { msg: 'state', event: person.name, state: { visit: { [person.name]: '4071' } } },
  { msg: 'state', event: 'pin.digit.4071', state: 'watanuki 4071' },
  { msg: 'work failed', work: '四月朔日', code: 'U-402', detail: '4071' },
  // What looks like a word of the statechart, and is none of it.
  { msg: 'work failed', work: 'watanuki', code: 'U-402' },
  { msg: 'state', event: 'watanuki', state: 'watanuki' },
  { msg: 'state', event: 'card.placed', state: { card: { watanuki: 'idle' }, visit: 'watanuki' } },
  { msg: 'state', event: 'item.answered', state: { card: 'served', visit: { attending: { watanuki: 'pin' } } } },
  { msg: 'delivery postponed', sink: 'Watanuki', problem: { code: 'U-503', detail: `HTTP 403 ${person.name} 771204` } },
  { msg: 'self-test', found: [`reader.none U-104`, `${person.name} U-104`], checks: 3 },
  { msg: '3 more of the same in 60 s: 四月朔日 咲良', more: 3 },
  { msg: 'ended by a bug', error: `TypeError: 四月朔日\n    at watanuki (file:///opt/x/src/visit/viewOf.ts:10:4071x)` },
  { msg: 'reconciliation completed', id: '903417728516', link: { kind: 'mismatch', name: person.name } },
  { msg: 'started', photo, name: person.name, pin: 4071, patient: { name: 'WATANUKI' }, 四月朔日: 1 },
  { msg: 'alert', rules: ['watanuki'], signal: 'SIGWATANUKI', check: 'watanuki', times: '4071' },
  { time: person.name, level: '4071', kiosk: 'watanuki', msg: 'stopped' },
];

interface Clinic {
  readonly folder: string;
  readonly config: string;
}

/** A data folder that a kiosk holds, with somebody in every part of it. */
async function clinic(): Promise<Clinic> {
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder, { mode: 0o700 });
  const trail = temporaryTrail(auditPaths(folder));
  unwrap(trail.append({ type: 'kiosk.started', mode: 'trial', simulator: false }));
  openedStatistics({ folder: statisticsFolder(folder) });
  const outbox = temporaryOutbox(outboxPaths(folder));
  unwrap(outbox.record(sampleReception({ person, patientNumber: 'P-77120' })));
  const history = unwrap(openHistory({ folder: historyFolder(folder), now: Date.now }));
  unwrap(history.take([{ id: 'temperature', values: { celsius: 51.5 } }]));
  unwrap(history.take([{ id: 'watanuki', values: { celsius: 4071 } }]));
  unwrap(history.take([{ id: 'receivers', values: { 'watanuki.tcp': 771204 } }]));
  unwrap(history.take([{ id: 'kiosk', values: { visits: 7, watanuki: 4071 } }]));
  history.close();
  const store = unwrap(openDeskStore(deskFolder(folder), Date.now));
  const accounts = await Accounts.open({ store, demo: undefined });
  accounts.create(person.name, 'receptionist');
  await accounts.close();
  store.close();
  mkdirSync(join(folder, 'log'));
  for (const line of loglines) {
    const whole = { level: 30, time: '2026-04-01T00:00:00.000Z', kiosk: 'kiosk-1', ...line };
    appendFileSync(join(folder, 'log', 'kiosk.log'), `${JSON.stringify(whole)}\n`);
  }
  appendFileSync(join(folder, 'log', 'kiosk.log'), `${person.name} is no JSON\n`);
  writeFileSync(join(folder, 'log', 'photo.jpg'), photo);
  writeFileSync(join(folder, 'notes.txt'), markers.join('\n'));
  const config = join(folder, 'kiosk.config.json');
  writeFileSync(join(folder, 'mail.password'), secrets[0], { mode: 0o600 });
  writeFileSync(config, JSON.stringify(settings()));
  const lock = unwrap(lockFolder(folder, 'a kiosk'));
  onTestFinished(() => lock.close());
  return { folder, config };
}

/** Settings with somebody wherever the clinic may write what it likes. */
function settings(): object {
  const sentence = `${person.name} 090-1234-9876`;
  return {
    clinic: { name: '四月朔日医院', afterCheckIn: { ja: sentence, en: 'Ask Watanuki' } },
    alerts: {
      webhookUrl: `https://hooks.example/services/${secrets[1]}?token=${secrets[2]}`,
      mail: {
        server: 'smtps://mail.example:465',
        from: 'watanuki@clinic.example',
        to: ['watanuki@clinic.example'],
        user: 'watanuki',
        passwordFile: 'mail.password',
      },
    },
    screen: { restartBrowser: ['/usr/bin/env', `TOKEN=${secrets[1]}`] },
    eligibility: { nameVariants: ['四月朔日'], gatewayUrl: `https://gateway.example/base?key=${secrets[2]}` },
  };
}

async function bundled({ folder, config }: Clinic, name: string) {
  const heard = said();
  const surrounds = surroundsOf(heard);
  const file = join(folder, name);
  const words = ['--config', config, '--data-dir', folder, 'support', 'bundle', '--to', file];
  await runProgram(await uketsuke(surrounds, words), words, surrounds);
  return { heard, file };
}

/** The files in a bundle, by their names. */
async function opened(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const tar = extract();
  tar.end(gunzipSync(bytes));
  const files = new Map<string, string>();
  for await (const entry of tar) files.set(entry.header.name.replace(/^[^/]+\//, ''), await text(entry));
  return files;
}

test('a bundle tells of the kiosk, and of nobody', async () => {
  const at = await clinic();
  const { heard, file } = await bundled(at, 'support.tar.gz');
  const bytes = readFileSync(file);
  expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
  expect(heard.out).toContain('NOT encrypted');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const files = await opened(bytes);
  const found = [...files].flatMap(([name, content]) =>
    markers.filter((each) => content.includes(each) || heard.out.includes(each)).map((each) => `${each} in ${name}`),
  );
  expect(found).toEqual([]);

  // What is needed is there all the same.
  expect([...files.keys()]).toEqual([
    'index.html',
    'checks.json',
    'history.csv',
    'configuration.json',
    'versions.json',
    'log.txt',
    'counts.json',
  ]);
  const { settings: told, leftOut } = JSON.parse(files.get('configuration.json') ?? '');
  expect(told).toMatchObject({
    clinic: { name: '…', institutionCode: '1310000001' },
    alerts: {
      webhookUrl: 'https://hooks.example/…',
      mail: { server: 'smtps://mail.example:465', passwordFile: 'mail.password' },
    },
    eligibility: { gatewayUrl: 'https://gateway.example/base?…' },
  });
  expect(leftOut).toContainEqual({ key: 'clinic.afterCheckIn', why: 'own-words', characters: 33 });
  const index = files.get('index.html') ?? '';
  for (const { key } of leftOut) expect(index).toContain(key);
  expectPlainPage(index);
  await expectOpens(folderWith(files));
  for (const name of [...files.keys()].slice(1)) expect(index).toContain(`href="${name}"`);
  expect(files.get('history.csv')).toContain('temperature.celsius');
  expect(files.get('history.csv')).toContain('kiosk.visits,受付機,終わった手続き,件,1,7,7,7,7');
  expect(files.get('log.txt')).toContain('TypeError');
  expect(files.get('log.txt')).toContain('U-503');
  const counts = JSON.parse(files.get('counts.json') ?? '');
  expect(counts).toMatchObject({
    queue: { waiting: 1, parked: 0 },
    audit: { 'kiosk.started': 1 },
    statistics: { visits: 0 },
  });
  const { checks, kind } = JSON.parse(files.get('checks.json') ?? '');
  expect(kind).toBe('gentle');
  expect(checks.map(({ id }: { readonly id: string }) => id)).toContain('queue');

  // What is there is never written over.
  const again = await bundled(at, 'support.tar.gz');
  expect(again.heard).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('U-643') });
  expect(readFileSync(file)).toEqual(bytes);
});

/** Well-formed, without a script, and nothing that a browser would load. */
function expectPlainPage(index: string): void {
  expect(index).toMatch(/^<!DOCTYPE html>/);
  expect(index).not.toMatch(/<script|\son\w+=|javascript:|src=|https?:/i);
  // Void elements closed, it is XML: every element is closed in its order.
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(index.replaceAll(/<(meta|br)\b([^>]*)>/g, '<$1$2/>')).close();
}

function folderWith(files: ReadonlyMap<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return folder;
}

/** As a page in a browser, wide and on a narrow screen: it fits, every link leads to its file, nothing else is asked. */
async function expectOpens(folder: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const [asked, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  const index = pathToFileURL(join(folder, 'index.html')).href;
  for (const width of [1_280, 600]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(index);
    expect(await page.locator('h1').innerText()).toBe('受付機の調査用ファイル');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
  await keepPicture(page, 'support-bundle');
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  expect(links.toSorted()).toEqual(
    readdirSync(folder)
      .filter((name) => name !== 'index.html')
      .toSorted(),
  );
  expect({ asked, complaints }).toEqual({ asked: [index, index], complaints: [] });
}

/** Of a kiosk that has just been unpacked. */
const facts: SupportFacts = {
  at: Date.parse('2026-04-01T08:30:00+09:00'),
  checks: { report: { ok: true, findings: [], checks: [], skipped: [] }, at: 0, kind: 'all' },
  history: failed('U-640'),
  configuration: { wrongLines: [3] },
  versions: { program: '1', digest: null, node: 'v20', system: '', kernel: '', machine: '', packages: {} },
  log: [],
  counts: { queue: failed('U-501'), audit: failed('U-507'), statistics: failed('U-509') },
};

test('the statechart is told in its own words, what the patient chose without the choice', () => {
  const told = (line: object) =>
    toldLog([JSON.stringify({ level: 30, time: '2026-04-01T00:00:00.000Z', msg: 'state', ...line })]).lines[0];
  expect(told({ event: 'card.placed', state: { service: 'inService', visit: { attending: 'watanuki' } } })).toContain(
    'event=card.placed  （ほか 1）',
  );
  const state = { service: 'inService', visit: 'idle' };
  expect(told({ event: 'consent.none', state })).toMatch(/ {2}event=consent {2}state=service:inService visit:idle$/);
  expect(told({ msg: 'work failed', work: 'identifyCard', code: 'U-101' })).toMatch(/work=identifyCard/);
});

test('with the vendor’s key only its holder opens it', async () => {
  const [holder, other] = [await generateIdentity(), await generateIdentity()];
  const { bytes, name, isEncrypted } = unwrap(await supportBundle(facts, await identityToRecipient(holder)));
  expect({ name, isEncrypted }).toEqual({
    name: 'uketsuke-support-kiosk-20260401-083000.tar.gz.age',
    isEncrypted: true,
  });
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
  expect(() => gunzipSync(bytes)).toThrow();
  const openedBy = (identity: string): Promise<Uint8Array> => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return decrypter.decrypt(bytes);
  };
  await expect(openedBy(other)).rejects.toThrow('no identity matched');
  expect((await opened(await openedBy(holder))).has('index.html')).toBe(true);
});

test('a key that is none makes no bundle, not even an open one', async () => {
  const mistyped = `${(await identityToRecipient(await generateIdentity())).slice(0, -4)}qqqq`;
  expect(await supportBundle(facts, mistyped)).toMatchObject({ ok: false, problem: { code: 'U-644' } });
});

test('every message of the program’s log is known to the bundle', () => {
  const root = join(projectRoot(), 'src');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const calls = sources.flatMap((name) => [
    ...readFileSync(join(root, name), 'utf8').matchAll(/\blog\.(?:info|warn|error|fatal)\(([^;]*)\);?$/gm),
  ]);
  // The last argument, and both where it is one or the other.
  const said = calls.flatMap(([, words = '']) => {
    const message = words.replace(/^\{.*\},\s*/s, '');
    return [...message.matchAll(/'([^']+)'/g)].map(([, each = '']) => each);
  });
  expect(said.length).toBeGreaterThan(25);
  expect(said.filter((each) => !logMessages.has(each))).toEqual([]);
});
