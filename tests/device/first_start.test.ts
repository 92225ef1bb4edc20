import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { completeConfiguration, takeOverConfiguration } from '../../device/onboard/arrivingConfiguration.ts';
import { dataDevice, openData, rememberKeyShown, stateOf } from '../../device/onboard/data/dataPartition.ts';
import { globalVariables, protectionOf, protectionWords } from '../../device/onboard/data/machine.ts';
import { recoveryPage } from '../../device/onboard/data/recoveryKey.ts';
import { verdictOf } from '../../device/onboard/deadline.ts';
import { healthOf, isWell } from '../../device/onboard/health.ts';
import { refusal, versionOf } from '../../device/onboard/preInstall.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';

const key = 'cbdefghi-jklnrtuv-cbdefghi-jklnrtuv-cbdefghi-jklnrtuv-cbdefghi-jklnrtuv';

/** A machine with a disk: what is asked of it is written down, what is named fails. */
function machine({
  content = '',
  fails = [] as readonly string[],
  head = '{"tokens":{}}',
  // On which disk the partition called `data` is, before a start makes one and after it.
  dataOn = ['nvme0n1', 'nvme0n1'] as readonly [string, string],
} = {}) {
  const asked: string[] = [];
  const run: RunProgram = (program, words) => {
    asked.push([program, ...words].join(' '));
    const ok = !fails.includes(program);
    if (program === 'lsblk' && words.includes(dataDevice))
      return { ok, stdout: `${dataOn[isMade() ? 1 : 0]}\n`, stderr: '' };
    if (program === 'lsblk') return { ok, stdout: 'nvme0n1\n', stderr: '' };
    if (program === 'blkid') return { ok, stdout: `${content}\n`, stderr: '' };
    if (program === 'cryptsetup') return { ok, stdout: `${head}\n`, stderr: '' };
    if (program === 'systemd-cryptenroll') return { ok, stdout: `${key}\n`, stderr: 'Please save this key\n' };
    return { ok, stdout: '', stderr: ok ? '' : `${program}: no\n` };
  };
  const isMade = () => asked.some((each) => each.startsWith('systemd-repart'));
  return { asked, ports: { run, exists: () => content !== '' || isMade() } };
}
const [sealing, bare] = [
  { secureBoot: 'on', tpm: true },
  { secureBoot: 'off', tpm: false },
] as const;

test('the first start makes the data, seals them to the TPM, and raises the limit that power cuts count against', () => {
  const { ports, asked } = machine();
  expect(openData(ports, sealing)).toEqual({ ok: true, device: '/dev/mapper/data', made: true, recoveryKey: key });
  const made = asked.find((each) => each.startsWith('systemd-repart'));
  expect(made).toMatch(/--empty=refuse .*repart\/sealed .*--tpm2-pcrs=7\+12 \/dev\/nvme0n1$/);
  expect(asked.filter((each) => each.startsWith('tpm2_dictionarylockout'))).toEqual([
    expect.stringContaining('--setup-parameters'),
    'tpm2_dictionarylockout --clear-lockout',
  ]);
});

test('a later start opens them, forgives what power cuts counted, and makes no second recovery key', () => {
  const head = '{"tokens":{"1":{"type":"uketsuke-recovery-key-shown","keyslots":[]}}}';
  const { ports, asked } = machine({ content: 'crypto_LUKS', head });
  expect(openData(ports, sealing)).toMatchObject({ ok: true, made: false, recoveryKey: undefined });
  expect(asked.some((each) => /repart|cryptenroll|setup-parameters/.test(each))).toBe(false);
  expect(asked).toContain('tpm2_dictionarylockout --clear-lockout');
});

test('a recovery key that was cut off before anybody read it is made anew, and the one before is worth nothing', () => {
  const cut = machine({ content: 'crypto_LUKS' });
  expect(openData(cut.ports, sealing)).toMatchObject({ ok: true, made: false, recoveryKey: key });
  expect(cut.asked.find((each) => each.startsWith('systemd-cryptenroll'))).toContain('--wipe-slot=recovery');
  rememberKeyShown(cut.ports);
  expect(cut.asked.at(-1)).toBe(`cryptsetup token import --json-file=- ${dataDevice}`);
  // One that may have been written down goes on working, where the head cannot be read.
  const dumb = machine({ content: 'crypto_LUKS', fails: ['cryptsetup'] });
  expect(openData(dumb.ports, sealing)).toMatchObject({ ok: true, recoveryKey: undefined });
});

test('without a TPM they are plain, and that is said', () => {
  const { ports, asked } = machine();
  expect(openData(ports, bare)).toMatchObject({ ok: true, device: dataDevice, made: true });
  expect(asked.some((each) => /repart\/plain/.test(each))).toBe(true);
  expect(protectionWords(bare).join('')).toMatch(/セキュアブートが無効[\s\S]*TPM 2\.0がありません/);
  expect(protectionWords(sealing)).toEqual([]);
});

test('what cannot be opened, or is not ours, is never made anew', () => {
  const shut = machine({ content: 'crypto_LUKS', fails: ['systemd-cryptsetup'] });
  expect(openData(shut.ports, sealing)).toEqual({ ok: false, why: 'cannot-open', detail: 'systemd-cryptsetup: no' });
  const strange = machine({ content: 'ntfs' });
  expect(openData(strange.ports, sealing)).toMatchObject({ ok: false, why: 'unknown-content' });
  for (const { asked } of [shut, strange]) expect(asked.some((each) => each.includes('repart'))).toBe(false);
  expect(stateOf(machine({ content: 'ext4' }).ports)).toBe('plain');
});

test.each(['ext4', 'crypto_LUKS', 'ntfs'])(
  'a disk that somebody plugged in, with a partition called data (%s), is left alone: ours are made on ours',
  (content) => {
    const { ports, asked } = machine({ content, dataOn: ['sdb', 'nvme0n1'] });
    expect(stateOf(ports)).toBe('absent');
    expect(openData(ports, bare)).toMatchObject({ ok: true, made: true });
    expect(asked.find((each) => each.startsWith('systemd-repart'))).toMatch(/ \/dev\/nvme0n1$/);
  },
);

test('where the name still leads to another disk, nothing of that is opened', () => {
  const { ports, asked } = machine({ content: 'crypto_LUKS', dataOn: ['nvme1n1', 'nvme1n1'] });
  expect(openData(ports, sealing)).toMatchObject({ ok: false, why: 'cannot-make' });
  expect(asked.some((each) => /cryptsetup|cryptenroll|e2fsck/.test(each))).toBe(false);
});

test('Secure Boot is told apart by the firmware’s own variables', () => {
  const read = (values: Readonly<Record<string, number>>) => (name: string) => {
    const value = values[name.replace(`-${globalVariables}`, '')];
    return value === undefined ? undefined : Uint8Array.from([6, 0, 0, 0, value]);
  };
  expect(protectionOf(read({ SecureBoot: 1, SetupMode: 0 }), true).secureBoot).toBe('on');
  expect(protectionOf(read({ SecureBoot: 0, SetupMode: 1 }), true).secureBoot).toBe('setup');
  expect(protectionOf(read({ SecureBoot: 0, SetupMode: 0 }), true).secureBoot).toBe('off');
  expect(protectionOf(read({}), false)).toEqual({ secureBoot: 'none', tpm: false });
});

test('the recovery key stands on the page in letters and as a code', () => {
  const page = recoveryPage(key);
  expect(page).toContain(key);
  expect(page.split('\n').filter((line) => /[█▀▄]/.test(line)).length).toBeGreaterThan(12);
});

const painted = (seconds: string) => `# TYPE x gauge\nuketsuke_screen_painted_seconds ${seconds}\n`;
test.each([
  ['painted, reader there', '{"reader":"Sony"}', painted('1.5'), true],
  ['painted, reader known to be missing', '{"reader":"","problem":"U-104","alerts":""}', painted('0'), true],
  ['painted, reader not looked for', '{"reader":"","problem":null,"alerts":"U-511"}', painted('0'), false],
  ['never painted', '{"reader":"Sony"}', painted('NaN'), false],
  ['stands still', '{"reader":"Sony"}', painted('300'), false],
  ['no answer', '', '', false],
] as const)('a system is good or not: %s', (_what, healthz, metrics, well) => {
  expect(isWell(healthOf(healthz, metrics))).toBe(well);
});

test('only a system on trial that is not good in time is started again', () => {
  expect(verdictOf({ isGood: false, triesLeft: 2 })).toBe('start-again');
  expect(verdictOf({ isGood: true, triesLeft: 2 })).toBe('leave');
  expect(verdictOf({ isGood: false, triesLeft: undefined })).toBe('leave');
});

test('the handler before an installation refuses what is older, unless it was allowed', () => {
  const manifest = '[update]\ncompatible=uketsuke-kiosk-amd64\nversion=1.1.0\n\n[image.root]\nversion=9\n';
  expect(versionOf(manifest)).toBe('1.1.0');
  expect(refusal('1.1.0', '1.0.0', false)).toBeUndefined();
  expect(refusal('1.0.0', '1.0.0', false)).toBeUndefined();
  expect(refusal('0.9.0', '1.0.0', false)).toMatch(/older/);
  expect(refusal('0.9.0', '1.0.0', true)).toBeUndefined();
  expect(refusal('', '1.0.0', true)).toMatch(/no version/);
});

/** A disk as `takeOverConfiguration` finds it: its open partition, its data, and the configuration that comes along. */
function diskFor() {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [esp, data, usual] = [join(folder, 'esp'), join(folder, 'data'), join(folder, 'usual.json')];
  const put = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  put(usual, '{"screen":{"restartBrowser":["x"]}}');
  return {
    esp,
    put: (file: string, text: string) => put(join(data, file), text),
    leave: (text: string) => put(join(esp, 'uketsuke-setup', 'kiosk.config.json'), text),
    arrives: () => takeOverConfiguration(esp, data, usual),
    read: (name: string) => readFileSync(join(data, name, 'kiosk.config.json'), 'utf8'),
  };
}

test('a configuration that clinic IT left is taken over, and so is a better one as long as no kiosk has run with it', () => {
  const { esp, leave, arrives, read } = diskFor();
  leave('first');
  expect([arrives(), arrives()]).toEqual(['taken', 'none']);
  leave('second');
  expect(arrives()).toBe('taken');
  expect([read('config'), read('config.before')]).toEqual(['second', 'first']);
  // A power cut while the second was taken away: what is left of it is no third one.
  mkdirSync(join(esp, 'uketsuke-setup.taken'));
  writeFileSync(join(esp, 'uketsuke-setup.taken', 'webhook.secret'), 'left');
  expect(arrives()).toBe('none');
  expect([read('config'), existsSync(join(esp, 'uketsuke-setup.taken'))]).toEqual(['second', false]);
  expect(existsSync(join(esp, 'uketsuke-setup'))).toBe(false);
});

test('a file where the folder should be is nothing that comes, and stops no start', () => {
  const { esp, arrives } = diskFor();
  mkdirSync(esp);
  writeFileSync(join(esp, 'uketsuke-setup'), '');
  expect(arrives()).toBe('none');
});

test('a kiosk in service takes none: whoever opens the case would say whose cards are believed', () => {
  const { esp, put, leave, arrives, read } = diskFor();
  put('config/kiosk.config.json', '\ufeff{"clinic":{"name":"ours"}}');
  put('uketsuke/desk/desk.sqlite', 'accounts');
  leave('{"card":{"trustAnchors":["theirs.pem"]}}');
  expect([arrives(), arrives()]).toEqual(['refused', 'none']);
  expect(read('config')).toContain('ours');
  expect(existsSync(join(esp, 'uketsuke-setup.refused', 'kiosk.config.json'))).toBe(true);
  // Once more, in the place of what was refused before.
  leave('{}');
  expect([arrives(), read('config').includes('ours')]).toEqual(['refused', true]);
});

test.each([
  ['says nothing yet', '{"screen":{"restartBrowser":["x"]}}'],
  ['cannot be read', '{"clinic":'],
])('a kiosk whose configuration %s takes one over, also when its desk has been open', (_what, text) => {
  const { put, leave, arrives, read } = diskFor();
  put('config/kiosk.config.json', text);
  put('uketsuke/desk/desk.sqlite', '');
  leave('{"clinic":{"name":"ours"}}');
  expect([arrives(), read('config')]).toEqual(['taken', '{"clinic":{"name":"ours"}}']);
});

test('the configuration says what every kiosk needs, and begins with that alone where nobody left one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-usual-'));
  const usual = join(folder, 'usual.json');
  writeFileSync(
    usual,
    '{"kiosk":{"dataFolder":"/var/lib/uketsuke"},"screen":{"restartBrowser":["/usr/bin/touch","x"]}}',
  );
  const file = join(folder, 'config', 'kiosk.config.json');
  const read = () => JSON.parse(readFileSync(file, 'utf8'));
  expect(completeConfiguration(usual, folder)).toBe('new');
  expect(read()).toEqual(JSON.parse(readFileSync(usual, 'utf8')));
  expect(completeConfiguration(usual, folder)).toBe('whole');

  // As an editor on Windows saves it; what it says of the same things holds.
  writeFileSync(file, '\ufeff{"kiosk":{"id":"kiosk-7"},"screen":{"restartBrowser":[]}}');
  expect(completeConfiguration(usual, folder)).toBe('completed');
  expect(read()).toEqual({
    kiosk: { id: 'kiosk-7', dataFolder: '/var/lib/uketsuke' },
    screen: { restartBrowser: [] },
  });
  writeFileSync(file, '{"kiosk":');
  expect(completeConfiguration(usual, folder)).toBe('unreadable');
  expect(readFileSync(file, 'utf8')).toBe('{"kiosk":');
  rmSync(folder, { recursive: true, force: true });
});
