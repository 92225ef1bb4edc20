import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;

beforeAll(async () => {
  kiosk = await place.start();
});
afterAll(() => place.clear());

/** As many strangers as there are addresses on a network, each within the limit for one. */
const strangers = Array.from({ length: 12 }, (_each, index) => `127.0.1.${index + 1}`);
const triesOfEach = 20;

test('passwords by the hundred hold up no visit, and are told honestly that there are too many', async () => {
  const attack = strangers.flatMap((address) =>
    Array.from({ length: triesOfEach }, (_each, index) => wrongPassword(address, `職員${address}${index}`)),
  );
  // Two visits in a row, of different people, while the passwords are being tried: through zeroing and back to idle.
  const patient = await kiosk.patient();
  for (const person of ['sato-ichiro', 'yamada-hanako']) {
    await kiosk.simulator.insertCard(person);
    await patient.sees('method', ({ face }) => face !== 'preparing');
    await patient.presses('method', 'cancel');
    await kiosk.simulator.removeCard();
    await patient.sees('idle', ({ actions }) => actions.includes('phone.start'));
  }
  patient.leave();

  const statuses = await Promise.all(attack);
  const times = (status: number) => statuses.filter((each) => each === status).length;
  expect(statuses.filter((status) => ![401, 429, 503, 0].includes(status))).toEqual([]);
  // The line is short: whoever found it full was sent away, instead of being hashed while patients wait.
  expect(times(503)).toBeGreaterThan(0);
  expect(times(401)).toBeGreaterThan(0);
  expect(times(401)).toBeLessThan(attack.length / 2);
});

/** The status of a sign-in from this address; 0 where the connection was refused. */
async function wrongPassword(localAddress: string, name: string): Promise<number> {
  try {
    const csrf = await ask(localAddress, 'GET', '/api/csrf');
    const cookie = [csrf.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0]);
    const { csrf: token } = JSON.parse(await textOf(csrf));
    const body = JSON.stringify({ name, password: 'a wrong password' });
    const headers = { 'content-type': 'application/json', 'x-csrf-token': token, cookie: cookie.join('; ') };
    const answer = await ask(localAddress, 'POST', '/api/sign-in', headers, body);
    await textOf(answer);
    return answer.statusCode ?? 0;
  } catch {
    return 0;
  }
}

function ask(
  localAddress: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, kiosk.addresses.desk);
    const sent = request({
      host: '127.0.0.1',
      port: url.port,
      path,
      method,
      localAddress,
      headers: { host: `127.0.0.1:${url.port}`, ...headers },
      rejectUnauthorized: false,
      agent: false,
    });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer) text += String(part);
  return text;
}
