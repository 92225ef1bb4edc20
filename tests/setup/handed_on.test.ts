import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import { unwrap } from '../../src/problem/result.ts';
import { importedFrom, mostOfImport } from '../../src/setup/handOn.ts';
import { SetUp } from '../../src/setup/setUp.ts';
import { stepIds } from '../../src/setup/stepIds.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { authority, usualAnswers, usualPorts, usualSeen } from '../support/setup/answers.ts';

function kiosk() {
  const folder = temporaryFolder();
  const options = {
    configFile: join(folder, 'kiosk.config.json'),
    dataFolder: join(folder, 'data'),
    life: 'before-service',
    ports: usualPorts(),
  } as const;
  return { folder, options, setUp: SetUp.open(options).setUp };
}

function answered() {
  const made = kiosk();
  for (const id of stepIds) if (id !== 'administrator') made.setUp.answer(id, usualAnswers[id], usualSeen);
  return made;
}

const bytesOf = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const taken = (value: object) => unwrap(importedFrom(bytesOf(value), {}));

test('what one kiosk hands on is a configuration by itself, without a secret, and sets up the next', () => {
  const first = answered();
  const file = first.setUp.exported();
  expect(checkConfig(file).ok).toBe(true);
  expect(file).not.toContain('a secret of sixteen');
  expect(JSON.parse(file).outbox.sinks.webhook.secretFile).toBe('secrets/webhook.secret');

  const second = kiosk();
  const { steps, left } = unwrap(second.setUp.takeOver(Buffer.from(file)));
  expect(steps).toEqual(expect.arrayContaining(['clinic', 'institution', 'trust', 'gateway', 'delivery', 'hours']));
  // Its own name, devices and secrets are each kiosk's own.
  expect(left.toSorted()).toEqual(
    ['camera.device', 'kiosk.id', 'kiosk.mode', 'outbox.sinks.webhook.secretFile'].toSorted(),
  );
  const seen = { ...usualSeen, hasAdministrator: true };
  // Where it sends to counts once somebody here has looked at it.
  expect(second.setUp.open(seen).map(({ id }) => id)).toEqual(['trust', 'gateway', 'delivery']);
  for (const id of ['trust', 'gateway', 'delivery'] as const) {
    expect(second.setUp.answer(id, usualAnswers[id], usualSeen).kind).toBe('kept');
  }
  unwrap(second.setUp.finish(seen));
  const written = JSON.parse(readFileSync(second.options.configFile, 'utf8'));
  expect(written.clinic).toEqual(JSON.parse(file).clinic);
  expect(written.card).toEqual(JSON.parse(file).card);
});

test('certificates in files go along as text; a private key, or any other file, does not', () => {
  const { folder, options } = kiosk();
  const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
  writeFileSync(join(folder, 'ca.pem'), authority);
  writeFileSync(join(folder, 'both.pem'), authority + key);
  writeFileSync(join(folder, 'note.txt'), 'nobody’s business');
  const card = { trustAnchors: ['ca.pem', 'both.pem', 'note.txt', '/etc/hostname'] };
  writeFileSync(options.configFile, JSON.stringify({ card }));
  const file = JSON.parse(SetUp.open(options).setUp.exported());
  expect(file.card.trustAnchors).toEqual([authority, 'both.pem', 'note.txt', '/etc/hostname']);
});

describe('a file that somebody else made', () => {
  test('says nothing about programs, files, devices, ports or the machine’s own name', () => {
    const hostile = {
      kiosk: { id: 'other', dataFolder: '/etc', mode: 'production' },
      screen: { restartBrowser: ['/bin/sh', '-c', 'id'], port: 1, practice: 'always' },
      desk: { host: '0.0.0.0', port: 2, opsPort: 3, certificateFile: '/etc/a', keyFile: '/etc/b' },
      speech: { dictionary: '/etc', voiceFile: '/etc/passwd', device: 'x' },
      card: { driver: 'pcsc', readerPattern: '(a+)+$', trustAnchors: ['/etc/passwd'] },
      camera: { device: 'FILE:/etc/passwd' },
      face: { modelsFolder: '/tmp/evil', profile: 'embedded' },
      eligibility: {
        gatewayUrl: 'https://evil.example/',
        caFile: '/etc/shadow',
        lookUps: { way: 'folder', folder: '/' },
      },
      outbox: {
        minFreeMiB: 16,
        sinks: {
          webhook: { enabled: true, url: 'https://evil.example/', secretFile: '/etc/shadow' },
          stream: { credentialsFile: '/etc/shadow' },
        },
      },
      alerts: { webhookUrl: 'https://evil.example/', mail: { passwordFile: '/etc/shadow' } },
      backup: { recipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'] },
    };
    const { draft, steps, left } = unwrap(importedFrom(bytesOf(hostile), {}));
    expect(JSON.stringify(draft)).not.toMatch(/\/etc|\/tmp|\/bin|\(a\+\)|restart|alerts|"port"|"id"|production/);
    // Where it would send to, and who may open the backups, is shown, and counts only once it was answered here.
    expect(steps).toEqual(expect.arrayContaining(['gateway', 'delivery', 'backup']));
    expect(left).toEqual(expect.arrayContaining(['screen.restartBrowser', 'card.trustAnchors', 'alerts.webhookUrl']));
    const { setUp } = kiosk();
    unwrap(setUp.takeOver(bytesOf(hostile)));
    expect(setUp.open({ hasAdministrator: true }).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['gateway', 'delivery', 'backup']),
    );
  });

  test('does not reach what every object has', () => {
    const { draft } = taken({ clinic: { name: 'ひいらぎ' } });
    expect(Object.getPrototypeOf(draft)).toBe(Object.prototype);
    expect(importedFrom(Buffer.from('{"__proto__":{"clinic":{"name":"x"}},"constructor":{}}'), {}).ok).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'clinic')).toBe(false);
  });

  test.each([
    ['no JSON', Buffer.from('clinic: ひいらぎ')],
    ['empty', Buffer.alloc(0)],
    ['an unknown key', bytesOf({ clinic: { name: 'x', extra: 1 } })],
    ['a key twice', Buffer.from('{"clinic":{"name":"a"},"clinic":{"name":"b"}}')],
    ['Shift_JIS', iconv.encode('{"clinic":{"name":"ひいらぎ内科"}}', 'shift_jis')],
    ['UTF-16', Buffer.from('\ufeff{"clinic":{}}', 'utf16le')],
    ['nested without end', Buffer.from('['.repeat(100_000))],
    ['huge', Buffer.concat([Buffer.from('{}'), Buffer.alloc(mostOfImport, 0x20)])],
    ['a certificate', Buffer.from(authority)],
  ])('is refused where it is none: %s (U-744)', (_what, bytes) => {
    const outcome = importedFrom(bytes, {});
    expect(outcome.ok ? 'taken' : outcome.problem.code).toBe('U-744');
  });

  test('may have been saved by an editor on Windows', () => {
    const made = unwrap(importedFrom(Buffer.from('\ufeff{\r\n"clinic":{"name":"ひいらぎ"}}\r\n'), {}));
    expect(made.draft).toEqual({ clinic: { name: 'ひいらぎ' } });
  });
});
