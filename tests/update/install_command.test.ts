import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPaths, databaseFile } from '../../src/audit/trailStore.ts';
import { type UpdateMachine, updateCommand } from '../../src/cli/update/command.ts';
import { configSchema } from '../../src/config/schema.ts';
import { unwrap } from '../../src/problem/result.ts';
import { permitOlder } from '../../src/update/places.ts';
import { createRauc, progressIn } from '../../src/update/rauc.ts';
import { temporaryTrail } from '../support/audit/auditTrails.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-update-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What RAUC 1.13 says of a stick with a block that is not what its maker put there. */
const damaged = 'Installation error: Failed updating slot rootfs.1: failed to copy image: Input/output error';

/** A program in RAUC's place: says what RAUC 1.13 says, and writes down what it was asked. */
function fakeRauc({ version = '1.1.0', trusted = true, breaks = '', unread = '' } = {}): string {
  const file = join(folder, 'rauc');
  const info = JSON.stringify({
    compatible: 'uketsuke-kiosk-amd64',
    version,
    description: null,
    format: 'verity',
    images: [],
  });
  writeFileSync(
    file,
    `#!/bin/sh
echo "$1 $([ -e ${join(folder, 'older')} ] && echo with-older)" >> ${join(folder, 'asked')}
if [ ${trusted ? 1 : 0} = 0 ]; then echo "signature verification failed: unable to get local issuer certificate" >&2; exit 1; fi
if [ "$1" = info ] && [ '${unread}' ]; then echo "$2: ${unread}" >&2; exit 1; fi
if [ "$1" = info ]; then echo '${info}'; exit 0; fi
echo "installing"
echo "  0% Installing"
echo " 20% Verifying signature"
echo " 20% Verifying signature done."
echo " 40% Copying image to root.1"
if [ '${breaks}' ]; then echo "LastError: ${breaks}"; echo "Installing \`$2\` failed" >&2; exit 1; fi
echo "100% Installing done."
`,
  );
  chmodSync(file, 0o755);
  return file;
}

function run(program: string, words: readonly string[], { hours = [] as unknown[], now = Date.now() } = {}) {
  const machine: UpdateMachine = {
    updater: createRauc({ program }),
    permitOlder: () => permitOlder(join(folder, 'older')),
    runningVersion: () => '1.0.0',
  };
  const config = configSchema.parse({ updates: { hours }, desk: { opsPort: 1 } });
  return ranCommand((context) => updateCommand(context, machine), ['update', 'install', ...words], {
    config: () => config,
    dataFolder: () => folder,
    now: () => now,
  });
}
const asked = () =>
  (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

test('an update is verified, then written, with progress', async () => {
  const ran = await run(fakeRauc(), ['update.raucb', '--json']);
  expect(ran.exitCode).toBe(0);
  expect(JSON.parse(ran.out)).toEqual({ installed: '1.1.0', running: '1.0.0' });
  expect(ran.complaints).toMatch(/verified: 1\.1\.0, 1\.0\.0 runs\n(?:update: .*\n)*update: 100% of 100%/);
  expect(asked()).toEqual(['info', 'install']);
});

test('it is on record, and is not done where that is not possible', async () => {
  const trail = temporaryTrail(auditPaths(folder));
  unwrap(trail.append({ type: 'kiosk.started', mode: 'production', simulator: false }));
  await run(fakeRauc(), ['update.raucb']);
  const [record] = unwrap(trail.newest({ event: 'command.used' }, 1));
  expect(record?.fields).toEqual({ command: 'update install', user: 1000 });
  trail.close();
  writeFileSync(databaseFile(auditPaths(folder)), 'no trail any more');
  const unrecorded = await run(fakeRauc(), ['update.raucb']);
  expect([unrecorded.exitCode, asked()]).toEqual([1, ['info', 'install']]);
});

test.each([
  ['who signed it is not believed', { trusted: false }, [], /U-720: signature verification failed/],
  ['it is older', { version: '0.9.0' }, [], /U-721: 0\.9\.0 is older than 1\.0\.0/],
  ['what it calls itself is no version', { version: 'newest' }, [], /U-720/],
] as const)('nothing is written where %s', async (_why, rauc, words, complaint) => {
  const ran = await run(fakeRauc(rauc), ['update.raucb', ...words]);
  expect([ran.exitCode, asked()]).toEqual([1, ['info']]);
  expect(ran.complaints).toMatch(complaint);
});

test('an older one is written where an administrator says so, and only then is the writer told', async () => {
  const ran = await run(fakeRauc({ version: '0.9.0' }), ['update.raucb', '--allow-older']);
  expect([ran.exitCode, asked()]).toEqual([0, ['info', 'install with-older']]);
  expect(existsSync(join(folder, 'older'))).toBe(false);
});

test('outside the hours allowed nothing is written, within them it is', async () => {
  const hours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '20:00', to: '24:00' }];
  const noon = Date.parse('2026-04-01T12:00+09:00');
  const late = await run(fakeRauc(), ['update.raucb'], { hours, now: noon });
  expect([late.exitCode, asked()]).toEqual([1, ['info']]);
  expect(late.complaints).toMatch(/U-722/);
  const right = await run(fakeRauc(), ['update.raucb'], { hours, now: Date.parse('2026-04-01T21:00+09:00') });
  expect(right.exitCode).toBe(0);
});

test('what breaks while it is written is told by its number; without RAUC another', async () => {
  for (const [breaks, number] of [
    [damaged, 'U-724'],
    ['Installation error: No space left on device', 'U-724'],
    ['Failed mounting bundle: signature verification failed: certificate has expired', 'U-720'],
  ] as const) {
    // A file may be called anything.
    const broken = await run(fakeRauc({ breaks }), ['hash-of-the-signature.raucb']);
    expect(broken.exitCode).toBe(1);
    expect(broken.complaints).toContain(`${number}: ${breaks}`);
  }
  const unread = await run(fakeRauc({ unread: 'Input/output error' }), ['hash-of-the-signature.raucb']);
  expect(unread.complaints).toContain('U-723');
  const none = await run(join(folder, 'nothing'), ['update.raucb']);
  expect([none.exitCode, none.complaints]).toEqual([1, expect.stringMatching(/U-725/)]);
});

test('lines of progress are read, others are not', () => {
  expect(progressIn(' 40% Copying image to root.1')).toEqual({ percent: 40, doing: 'Copying image to root.1' });
  for (const line of ['installing', '', '40%', 'Installing `x` succeeded']) expect(progressIn(line)).toBeUndefined();
});

/** A program in busctl's place: RAUC's service has read an address, or says why not. */
function fakeBus(answer: string, code = 0): string {
  const file = join(folder, 'busctl');
  const [out, to] = code === 0 ? [answer, '1'] : [`Call failed: ${answer}`, '2'];
  writeFileSync(file, `#!/bin/sh\necho "$*" > ${join(folder, 'called')}\ncat >&${to} <<'E'\n${out}\nE\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('an address is read by RAUC’s service, which may; the file at hand by whoever asks', async () => {
  const word = (data: string) => ({ type: 's', data });
  const update = { type: 'a{sv}', data: { compatible: word('uketsuke-kiosk-amd64'), version: word('1.2.0') } };
  const answer = JSON.stringify({ type: 'a{sv}', data: [{ 'manifest-hash': word('ab'), update }] });
  const address = 'https://it.example/uketsuke.raucb';
  const by = (bus: string) => createRauc({ program: fakeRauc(), bus });
  expect(await by(fakeBus(answer)).inspect(address)).toEqual({
    ok: true,
    value: { version: '1.2.0', compatible: 'uketsuke-kiosk-amd64' },
  });
  expect(readFileSync(join(folder, 'called'), 'utf8')).toContain(`InspectBundle sa{sv} ${address} 0`);
  expect(asked()).toEqual([]);
  const problemOf = async (bus: string) => {
    const seen = await by(bus).inspect(address);
    return seen.ok ? 'read' : seen.problem.code;
  };
  expect(await problemOf(fakeBus('signature verification failed', 1))).toBe('U-720');
  expect(await problemOf(fakeBus('Failed to stream: Could not resolve host', 1))).toBe('U-723');
  expect(await problemOf(fakeBus('{"type":"a{sv}","data":[{}]}'))).toBe('U-723');
  expect(await problemOf(join(folder, 'no-bus'))).toBe('U-725');
});
