import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw, upgradeLines } from '../../scripts/attack/wire.ts';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { OwnLine } from '../support/kiosk/stranger.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let ops: string;

beforeAll(async () => {
  const port = await freePort();
  ops = `http://127.0.0.1:${port}/`;
  kiosk = await place.start('--ops-port', String(port));
});
afterAll(() => place.clear());

/** Every way to write the address of the patient's line that some parser may read as it. */
const spellings = (host: string) => [
  '/live',
  '/%6cive',
  '/%6Cive',
  '/l%69ve?token=',
  '/%2flive',
  '//live',
  '/live/',
  '/LIVE',
  '/./live',
  '/app/../live',
  '/live%00',
  '/live%2f',
  '/live;token=x',
  '/live#x',
  `http://${host}/live`,
  'http://x/live',
  `ws://${host}/%6cive`,
  'live',
  '*',
];

test('no spelling of the address opens the patient screen without its token', async () => {
  const { screen } = kiosk.addresses;
  for (const path of spellings(new URL(screen).host)) {
    for (const host of [[], ['Host: x']]) {
      const { status, text } = await sendRaw(screen, ...upgradeLines(screen, path, ...host));
      expect([400, 403, 404, 421], `${path} ${host}`).toContain(status);
      expect(text).not.toContain('"view"');
    }
  }
});

test('the token opens nothing to the page of another', async () => {
  const { screen } = kiosk.addresses;
  const { search, host } = new URL(screen);
  const lines = (...more: readonly string[]) => sendRaw(screen, ...upgradeLines(screen, `/live${search}`, ...more));
  const origins = [
    'http://evil.example',
    'null',
    'http://127.0.0.1:1',
    `https://${host}`,
    `http://${host}.evil.example`,
  ];
  for (const origin of origins) expect((await lines(`Origin: ${origin}`)).status, origin).toBe(403);
  for (const other of [
    'evil.example',
    `evil.example:${new URL(screen).port}`,
    '127.0.0.1.evil.example',
    '0x7f000001',
  ]) {
    expect((await lines(`Host: ${other}`, `Origin: http://${other}`)).status, other).toBe(421);
  }
  expect((await lines(`Host: ${host}`, 'Host: evil.example')).status).toBe(400);
});

test('every listener turns away what a stranger’s page sends, and names that are not its own', async () => {
  const { screen, simulator } = kiosk.addresses;
  const json = ['Content-Type: text/plain', 'Content-Length: 2', '', '{}'];
  for (const url of [screen, simulator, ops]) {
    const { host } = new URL(url);
    for (const target of ['/', '/healthz', '/metrics', '/api/state', '/api/people']) {
      const ask = (...more: readonly string[]) => sendRaw(url, `GET ${target} HTTP/1.1`, 'Connection: close', ...more);
      expect((await ask('Host: rebound.example')).status, `${url} ${target}`).toBe(421);
      expect((await ask(`Host: ${host}`, 'Origin: null')).status).toBe(403);
      expect((await ask(`Host: ${host}`, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors')).status).toBe(403);
    }
    expect((await sendRaw(url, 'GET / HTTP/1.0')).status, 'no host').toBe(400);
    expect((await sendRaw(url, 'GET / HTTP/1.1', 'Connection: close')).status, 'no host').toBe(400);
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'POST']) {
      const answer = await sendRaw(url, `${method} /live HTTP/1.1`, `Host: ${host}`, 'Connection: close');
      expect([400, 403, 404], `${method} ${url}`).toContain(answer.status);
    }
  }
  for (const path of ['/api/card/remove', '/api/faults', '/api/card/insert', '/clinic/v1/receptions']) {
    const { host } = new URL(simulator);
    const forged = (...more: readonly string[]) =>
      sendRaw(simulator, `POST ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...more, ...json);
    expect((await forged('Origin: http://evil.example')).status, path).toBe(403);
    expect((await forged(`Origin: ${new URL(screen).origin}`)).status, path).toBe(403);
  }
});

test('no listener answers at another address than loopback’s, unless the configuration says so', async () => {
  const { screen, desk, simulator } = kiosk.addresses;
  for (const url of [screen, desk, simulator, ops]) {
    const port = Number(new URL(url).port);
    expect(await isTaken('127.0.0.1', port), url).toBe(true);
    // All of 127/8 is this machine: who listens on every address listens here too.
    expect(await isTaken('127.0.0.2', port), url).toBe(false);
  }
});

test('a second browser is turned away, whatever it knows, and staff are told', async () => {
  const { screen } = kiosk.addresses;
  const first = new OwnLine(screen);
  await first.opened();
  const second = new OwnLine(screen);
  expect(await second.closed).toBe(4409);
  expect(second.messages).toEqual([]);
  first.press('language.en');
  await expect.poll(() => first.messages.at(-1)).toContain('"language":"en"');
  expect(kiosk.log()).toContain('"problem":"U-602"');
  expect(await (await fetch(new URL('/metrics', ops))).text()).toContain('uketsuke_alerts{code="U-602"} 1');

  // A page that is loaded again is in at once; a browser that was killed keeps nobody out.
  first.socket.close();
  const again = new OwnLine(screen);
  await expect.poll(() => again.messages.length).toBeGreaterThan(0);
  again.socket.terminate();
  const restarted = new OwnLine(screen);
  await expect.poll(() => restarted.messages.length).toBeGreaterThan(0);
  restarted.socket.close();
});

test('a browser that hangs gives way to one that answers', async () => {
  const { screen } = kiosk.addresses;
  const hung = new OwnLine(screen);
  await expect.poll(() => hung.messages.length).toBeGreaterThan(0);
  hung.socket.pause();
  const next = new OwnLine(screen);
  await expect.poll(() => next.messages.length, { timeout: 4_000 }).toBeGreaterThan(0);
  next.socket.close();
});

/** Whether a connection to this address is taken. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
