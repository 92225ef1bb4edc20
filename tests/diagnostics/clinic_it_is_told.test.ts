import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import type { AlertMessage } from '../../src/diagnostics/alerts/notifier.ts';
import { alertChannels, sendSurely } from '../../src/kiosk/diagnosis/clinicIt.ts';
import { answering } from '../support/diagnostics/healthyPorts.ts';

const finding = { id: 'reader.none', number: 'U-104', says: 'ありません', next: '挿し直してください。' };
const message: AlertMessage = {
  kiosk: 'kiosk-1',
  at: Date.parse('2026-04-01T12:00:00+09:00'),
  alerts: [{ rule: 'reader', severity: 'critical', says: 'カードを読めません', since: 0, findings: [finding] }],
  over: [],
};
const channelsOf = (alerts: object) => alertChannels(configSchema.parse({ alerts }), '/');
const never = new AbortController().signal;

test('nobody is told where nothing is configured', () => {
  expect(channelsOf({})).toEqual([]);
});

test('by webhook, and once more where it failed', async () => {
  const heard: string[] = [];
  const url = await answering((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      heard.push(body);
      response.writeHead(heard.length === 1 ? 503 : 204).end();
    });
  });
  const [webhook] = channelsOf({ webhookUrl: url });
  expect(webhook?.name).toBe('webhook');
  if (webhook) await sendSurely(webhook, message, never, 1);
  expect(heard.map((body) => JSON.parse(body))).toEqual([message, message]);
});

test('a refusal that stays is an error, after three tries', async () => {
  let asked = 0;
  const url = await answering((_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  });
  const [webhook] = channelsOf({ webhookUrl: url });
  await expect(webhook && sendSurely(webhook, message, never, 1)).rejects.toThrow('HTTP 500');
  expect(asked).toBe(3);
});

test('by mail, to everybody who is named', async () => {
  const said: string[] = [];
  const server = createServer((socket) => {
    let isData = false;
    socket.write('220 mail\r\n');
    socket.on('data', (chunk) => {
      const text = String(chunk);
      said.push(text);
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        isData = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        isData = true;
        socket.write('354 go on\r\n');
      } else socket.write('250 well\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const to = ['it@clinic.example', 'vendor@example.com'];
  const [mail] = channelsOf({ mail: { server: `smtp://127.0.0.1:${port}`, from: 'kiosk@clinic.example', to } });
  await mail?.send(message);
  const all = said.join('');
  for (const each of to) expect(all).toContain(`RCPT TO:<${each}>`);
  expect(all).toContain('MAIL FROM:<kiosk@clinic.example>');
  const encoded = /charset=utf-8\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(all)?.[1] ?? '';
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toContain('U-104 ありません');
});
