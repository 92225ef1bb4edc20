import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { unwrap } from '../../src/problem/result.ts';
import { allSteps } from '../../src/setup/catalogue.ts';
import { fileOfBefore } from '../../src/setup/configurationFile.ts';
import { SetUp, type SetUpOptions } from '../../src/setup/setUp.ts';
import { type StepId, stepIds } from '../../src/setup/stepIds.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { authority, usualAnswers, usualPorts, usualSeen } from '../support/setup/answers.ts';

const withAdministrator = { ...usualSeen, hasAdministrator: true };

function box(change: Partial<SetUpOptions> = {}) {
  const folder = temporaryFolder();
  const options = {
    configFile: join(folder, 'kiosk.config.json'),
    dataFolder: join(folder, 'data'),
    life: 'before-service',
    ports: usualPorts(),
    ...change,
  } as const;
  return { folder, options, open: () => SetUp.open(options).setUp };
}

function isAsked(id: StepId): id is Exclude<StepId, 'administrator'> {
  return id !== 'administrator';
}

test('every step is answered once, and the file that is written is a configuration', () => {
  const { options, open } = box();
  const setUp = open();
  const asked: StepId[] = [];
  for (
    let id = setUp.next(usualSeen);
    id;
    id = setUp.next(asked.includes('administrator') ? withAdministrator : usualSeen, id)
  ) {
    asked.push(id);
    if (isAsked(id)) expect([id, setUp.answer(id, usualAnswers[id], usualSeen).kind]).toEqual([id, 'kept']);
  }
  expect(asked).toEqual(stepIds);
  expect(setUp.open(withAdministrator)).toEqual([]);
  unwrap(setUp.finish(withAdministrator));
  const loaded = loadConfig(options.configFile);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const { clinic, card, camera, outbox, screen } = loaded.config;
  expect([clinic.name, clinic.institutionCode]).toEqual(['ひいらぎ内科', '1311234567']);
  expect(card.trustAnchors).toEqual([authority]);
  expect(camera.device).toBe('/dev/v4l/by-id/usb-front');
  expect(outbox.sinks.webhook).toMatchObject({ enabled: true, url: 'https://emr.example/receptions' });
  expect(screen.hours).toEqual([
    { days: ['mon', 'tue'], from: '09:00', to: '12:30' },
    { days: ['mon', 'tue'], from: '14:30', to: '18:00' },
    { days: ['sat'], from: '09:00', to: '12:00' },
  ]);
});

test('the file is short, and the secret lies in a file of its own that nobody else may read', () => {
  const { folder, options, open } = box();
  const setUp = open();
  for (const id of stepIds.filter(isAsked)) setUp.answer(id, usualAnswers[id], usualSeen);
  unwrap(setUp.finish(withAdministrator));
  const text = readFileSync(options.configFile, 'utf8');
  expect(Object.keys(JSON.parse(text)).sort()).toEqual(
    ['accessibility', 'camera', 'card', 'clinic', 'desk', 'eligibility', 'face', 'kiosk', 'outbox', 'screen'].sort(),
  );
  expect(text).not.toContain('a secret of sixteen');
  expect(JSON.parse(text).accessibility).toEqual({ text: 150 });
  const secret = join(folder, 'secrets', 'webhook.secret');
  expect(readFileSync(secret, 'utf8')).toBe('a secret of sixteen\n');
  expect([secret, options.configFile].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('whoever leaves after any step, or loses power there, goes on at the next', () => {
  const { open } = box();
  for (const [at, id] of stepIds.entries()) {
    const seen = { hasAdministrator: at > stepIds.indexOf('administrator') };
    expect(open().next(seen)).toBe(id);
    if (isAsked(id)) open().answer(id, usualAnswers[id], usualSeen);
  }
  expect(open().next(withAdministrator)).toBeUndefined();
  unwrap(open().finish(withAdministrator));
});

test('progress that cannot be read begins anew, and says so (U-742)', () => {
  const { options, open } = box();
  open().answer('clinic', usualAnswers.clinic, usualSeen);
  writeFileSync(join(options.dataFolder, 'set-up', 'progress.json'), '{"version":1,"draft":{},"standings":{"x":1}}');
  const { setUp, trouble } = SetUp.open(options);
  expect(trouble?.code).toBe('U-742');
  expect(setUp.next(usualSeen)).toBe('network');
});

test('nothing is finished before what service needs is answered, and nothing is written till then', () => {
  const { options, open } = box();
  const setUp = open();
  for (const { id, skip } of allSteps) if (skip !== null) unwrap(setUp.skip(id));
  const finished = setUp.finish(usualSeen);
  expect(finished.ok ? [] : finished.problem.detail).toBe('clinic, institution, administrator, gateway, delivery');
  expect(setUp.skip('gateway').ok).toBe(false);
  expect(() => statSync(options.configFile)).toThrow('ENOENT');
});

test('what the file said before is kept beside it', () => {
  const { options, open } = box();
  const before = '{"clinic":{"name":"前の医院"},"visit":{"doneSeconds":12}}';
  writeFileSync(options.configFile, before);
  const setUp = open();
  for (const id of stepIds.filter(isAsked)) setUp.answer(id, usualAnswers[id], usualSeen);
  unwrap(setUp.finish(withAdministrator));
  expect(readFileSync(fileOfBefore(options.configFile), 'utf8')).toBe(before);
  // What no step asks about stays as somebody wrote it.
  expect(JSON.parse(readFileSync(options.configFile, 'utf8')).visit).toEqual({ doneSeconds: 12 });
});

describe('answers that are refused', () => {
  const cases: readonly (readonly [StepId, Record<string, string | string[]>, string])[] = [
    ['clinic', { name: '' }, 'name'],
    ['clinic', { name: `あ${'い'.repeat(60)}` }, 'name'],
    ['institution', { code: '131123456' }, 'code'],
    ['institution', { code: '4811234567' }, 'code'],
    ['institution', { code: '1321234567' }, 'code'],
    ['kiosk', { id: '受付' }, 'id'],
    ['reader', { pattern: '(a+)+$' }, 'pattern'],
    ['camera', { device: '/etc/passwd' }, 'device'],
    ['camera', { device: 'FILE:/etc/passwd' }, 'device'],
    ['trust', { anchors: '', issuers: '' }, 'anchors'],
    ['trust', { anchors: '/etc/shadow', issuers: '' }, 'anchors'],
    ['trust', { anchors: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', issuers: '' }, 'anchors'],
    ['gateway', { url: 'file:///etc/passwd' }, 'url'],
    ['gateway', { url: 'https://kiosk:secret@gateway.example/' }, 'url'],
    ['gateway', { url: 'https://gateway.example/', authority: '/etc/shadow' }, 'authority'],
    ['gateway', { url: 'http://gateway.example/', authority }, 'authority'],
    ['gateway', { url: 'https://gateway.example/', certificate: authority }, 'key'],
    ['delivery', { place: 'webhook', where: 'emr.example' }, 'where'],
    ['delivery', { place: 'oqsFace', where: '../shared' }, 'where'],
    ['delivery', { place: 'stream', where: 'https://a.example' }, 'where'],
    ['delivery', { place: 'webhook', where: 'https://emr.example', secret: 'short' }, 'secret'],
    ['hours', { 'whole-days': ['mon'], 'whole-from-0': '9', 'whole-to-0': '12:00' }, 'whole-from-0'],
    ['hours', { 'whole-days': ['mon'], 'whole-from-0': '13:00', 'whole-to-0': '12:00' }, 'whole-to-0'],
  ];
  test.each(cases)('%s %j', (id, typed, field) => {
    const answered = box().open().answer(id, typed, usualSeen);
    expect(answered.kind === 'wrong' ? Object.keys(answered.faults) : answered).toEqual([field]);
  });
});

test('an institution code is taken as people write it', () => {
  const setUp = box().open();
  expect(setUp.answer('institution', { code: '１３-1-1234567' }, usualSeen).kind).toBe('kept');
  expect(setUp.draft).toMatchObject({ clinic: { institutionCode: '1311234567' } });
});

test('without a secret of the receiver one is drawn, said once and kept', () => {
  const { folder, open } = box();
  const answered = open().answer('delivery', { ...usualAnswers.delivery, secret: '' }, usualSeen);
  const said = answered.kind === 'kept' ? (answered.tells ?? '') : '';
  const drawn = readFileSync(join(folder, 'secrets', 'webhook.secret'), 'utf8').trim();
  expect(drawn).toMatch(/^[0-9a-f]{64}$/);
  expect(said).toContain(drawn);
  const again = open().answer('delivery', { ...usualAnswers.delivery, secret: '' }, usualSeen);
  expect(again).toEqual({ kind: 'kept', tells: undefined });
});

test('a folder that takes nothing is said (U-743), and the answer is not taken for kept', () => {
  const { options, open } = box();
  // A file where a folder should be: root may write anywhere else.
  mkdirSync(options.dataFolder);
  writeFileSync(join(options.dataFolder, 'set-up'), '');
  const setUp = open();
  expect(setUp.answer('clinic', usualAnswers.clinic, usualSeen)).toMatchObject({ problem: { code: 'U-743' } });
  expect(setUp.next(usualSeen)).toBe('network');
});

test('in service an answer is written at once, and what does not fit is not written', () => {
  const { options, open } = box();
  const setUp = open();
  for (const id of stepIds.filter(isAsked)) setUp.answer(id, usualAnswers[id], usualSeen);
  unwrap(setUp.finish(withAdministrator));
  const { setUp: later } = SetUp.open({ ...options, life: 'in-service' });
  expect(later.answer('clinic', { name: '新しい名前' }, withAdministrator).kind).toBe('kept');
  expect(JSON.parse(readFileSync(options.configFile, 'utf8')).clinic.name).toBe('新しい名前');
  const text = readFileSync(options.configFile, 'utf8');
  later.answer('gateway', { ...usualAnswers.gateway, url: 'http://gateway.example/' }, withAdministrator);
  // In production nothing goes out in clear.
  const refused = later.answer('use', { mode: 'production' }, withAdministrator);
  expect(refused).toMatchObject({ kind: 'failed', problem: { code: 'U-741' } });
  expect(readFileSync(options.configFile, 'utf8')).toBe(
    text.replace('https://gateway', 'http://gateway').replace('/v1', '/'),
  );
  expect(later.finish(withAdministrator)).toMatchObject({ problem: { code: 'U-750' } });
});

test('with simulated surroundings nothing is changed (U-750)', () => {
  const { options, open } = box({ isShowOnly: true, life: 'in-service' });
  writeFileSync(options.configFile, '{}');
  const setUp = open();
  expect(setUp.answer('clinic', usualAnswers.clinic, usualSeen)).toMatchObject({ problem: { code: 'U-750' } });
  expect(setUp.skip('hours')).toMatchObject({ problem: { code: 'U-750' } });
  expect(readFileSync(options.configFile, 'utf8')).toBe('{}');
});

test('every step asks one question, and says what leaving it out means', () => {
  for (const { id, question, why, fields } of allSteps) {
    expect([id, question.match(/か$|ください$/) !== null, why.length > 10]).toEqual([id, true, true]);
    const names = fields({}, usualSeen).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});
