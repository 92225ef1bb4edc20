import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { minute } from '../../src/kernel/durations.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { prepareDiagnosis } from '../../src/kiosk/diagnosis/diagnosis.ts';
import type { KioskSetting } from '../../src/kiosk/options.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { answering } from '../support/diagnostics/healthyPorts.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.parse('2026-04-01T12:00:00+09:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Who takes every mail; the subjects of those that came whole. */
async function mailServer() {
  const subjects: string[] = [];
  const server = createServer((socket) => {
    let data: string | undefined;
    socket.write('220 mail\r\n');
    socket.on('data', (chunk) => {
      if (data === undefined) {
        const isData = String(chunk).startsWith('DATA');
        if (isData) data = '';
        socket.write(isData ? '354 go on\r\n' : '250 well\r\n');
        return;
      }
      data += String(chunk);
      if (!data.endsWith('\r\n.\r\n')) return;
      const [, subject = ''] = /^Subject: ((?:.+\r\n )*.+)/m.exec(data) ?? [];
      subjects.push(decoded(subject));
      data = undefined;
      socket.write('250 taken\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { subjects, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Words of a header line that is not ASCII, as RFC 2047 has them. */
function decoded(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_all, text: string) => Buffer.from(text, 'base64').toString('utf8'))
    .replaceAll(/=\?utf-8\?q\?([^?]*)\?=/gi, (_all, text: string) =>
      decodeURIComponent(text.replaceAll('_', ' ').replaceAll('=', '%')),
    );
}

test('a fault in a running kiosk is told once by each way, and once that it is over', async () => {
  const hooks: { readonly alerts: readonly { readonly rule: string }[]; readonly over: readonly string[] }[] = [];
  const webhookUrl = await answering((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      hooks.push(JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  const mail = await mailServer();
  const folder = temporaryFolder();
  const setting = {
    config: configSchema.parse({
      alerts: { webhookUrl, mail: { server: mail.url, from: 'kiosk@clinic.example', to: ['it@clinic.example'] } },
    }),
    configFolder: folder,
    dataFolder: join(folder, 'data'),
    alerts: new Alerts(),
    log: pino({ level: 'silent' }),
    now: Date.now,
  } as KioskSetting;
  let reader = ok({ name: 'Reader', card: 'none' }) as ReturnType<typeof failed> | ReturnType<typeof ok>;
  const diagnosis = prepareDiagnosis(setting);
  onTestFinished(() => diagnosis.close());
  let looks = 0;
  diagnosis.told.onChange(() => {
    looks += 1;
  });
  await diagnosis.begin({
    ports: () => ({ reader: { wanted: '', look: async () => reader as never } }),
    // The self-test rests: only what is looked at beside visits is asked about here.
    isFree: () => false,
    figures: async () => ({ visits: 1 }),
  });
  const fiveMinutesPass = async (): Promise<void> => {
    const before = looks;
    vi.advanceTimersByTime(5 * minute);
    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(before);
  };
  const told = () =>
    hooks.map(({ alerts, over }) => [...alerts.map(({ rule }) => rule), ...over.map((id) => `-${id}`)]);

  await fiveMinutesPass();
  reader = failed('U-104', 'unplugged');
  await fiveMinutesPass();
  expect(diagnosis.firing()).toEqual([]);
  for (let count = 0; count < 4; count += 1) await fiveMinutesPass();
  await expect.poll(told).toEqual([['reader']]);
  await expect.poll(() => mail.subjects).toEqual(['[受付機 kiosk-1] カードを読み取れていません']);
  expect(diagnosis.told.now()).toContain('U-104');

  reader = ok({ name: 'Reader', card: 'none' });
  for (let count = 0; count < 3; count += 1) await fiveMinutesPass();
  await expect.poll(told).toEqual([['reader'], ['-reader']]);
  await expect.poll(() => mail.subjects.length).toBe(2);
  expect(mail.subjects[1]).toBe('[受付機 kiosk-1] 直りました');
  expect(diagnosis.told.now()).toEqual([]);
}, 60_000);
