import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import type { Ports } from '../../src/diagnostics/ports.ts';
import { runChecks } from '../../src/diagnostics/runChecks.ts';
import { failed, ok } from '../../src/problem/result.ts';
import {
  answering,
  brokenCamera,
  cameraThat,
  healthyPorts,
  machineWith,
  shareWith,
} from '../support/diagnostics/healthyPorts.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { newAuthority } from '../support/system/certificates.ts';

const [ours, theirs] = [newAuthority('ours'), newAuthority('theirs')];
afterAll(() => {
  ours.clear();
  theirs.clear();
});
const server = ours.issue('terminal');

const day = 86_400_000;
const nobody = 'http://127.0.0.1:9/';
const noName = 'http://nobody.invalid/';
const never = new AbortController().signal;

/** Somebody who speaks TLS with a certificate of `ours`, which ends in two days. */
async function secured(): Promise<string> {
  const listener = createServer({ cert: server.cert, key: server.key }, (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  return `https://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
}

function fileSystem(options: string): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

function folderOpenToAll(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  return folder;
}

const file = (): string => {
  const path = join(temporaryFolder(), 'a-file');
  writeFileSync(path, '');
  return path;
};
const named = (detail: string): Ports['namedFiles'] => [
  { key: 'outbox.sinks.webhook.secretFile', file: 's', opened: failed('U-702', detail) },
];
const dated = (notBefore: number, notAfter: number): Ports['certificates'] => [
  { name: 'ca.pem', notBefore: Date.now() + notBefore, notAfter: Date.now() + notAfter },
];
const queued = (more: object): Ports['queue'] => ({
  look: () => ok({ waiting: 0, parked: 0, unreconciled: 0, oldestAt: undefined, alerts: [], ...more }),
  now: Date.now,
});
const clockAt = (more: Partial<Ports['clock']>): Ports['clock'] => ({
  wall: Date.now,
  builtAt: Date.now() - day,
  recordedAt: undefined,
  ...more,
});

type Change = () => Partial<Ports> | Promise<Partial<Ports>>;

/** What makes each fault: everything else is well. */
const causes: Readonly<Record<string, Change>> = {
  'program.node-too-old': () => ({ program: { ...healthyPorts(nobody).program, node: 'v20.9.0' } }),
  'program.incomplete': () => ({
    program: { ...healthyPorts(nobody).program, parts: [{ name: 'dist/screen', isThere: false }] },
  }),
  'programs.missing': () => ({ programs: [{ name: 'ffmpeg', isThere: false, of: 'camera' }] }),
  'configuration.missing': () => ({ configuration: { file: 'nowhere.json', isThere: false, faults: ['none'] } }),
  'configuration.wrong': () => ({ configuration: { file: 'x.json', isThere: true, faults: ['3行目 desk.port'] } }),
  'files.missing': () => ({ namedFiles: named("ENOENT: no such file or directory, open '/etc/s'") }),
  'files.open': () => ({ namedFiles: named('/etc/s is open to others: chmod 600') }),
  'files.unusable': () => ({ namedFiles: named('/etc/s holds less than 16 bytes') }),
  'certificates.expired': () => ({ certificates: dated(-9 * day, -day) }),
  'certificates.not-yet-valid': () => ({ certificates: dated(day, 99 * day) }),
  'certificates.expires-soon': () => ({ certificates: dated(-day, 12 * day) }),
  'data-folder.open': () => ({ dataFolder: { path: folderOpenToAll(), minFreeMiB: 1 } }),
  'data-folder.strange': () => ({ dataFolder: { path: file(), minFreeMiB: 1 } }),
  'data-folder.forbidden': () => ({ dataFolder: { path: join(file(), 'below'), minFreeMiB: 1 } }),
  'disk.full': () => ({ dataFolder: { path: temporaryFolder(), minFreeMiB: 1e12 } }),
  'disk.no-inodes': () => {
    const path = fileSystem('size=4m,nr_inodes=40');
    for (let count = 0; count < 38; count += 1) mkdirSync(join(path, String(count)));
    return { dataFolder: { path, minFreeMiB: 1 } };
  },
  'disk.read-only': () => ({ dataFolder: { path: fileSystem('size=4m,ro'), minFreeMiB: 1 } }),
  'disk.failing': () => ({ dataFolder: { path: '/proc', minFreeMiB: 0 } }),
  'storage-wear.worn': () => ({ machine: machineWith({ 'sys/block/mmcblk0/device/life_time': '0x01 0x0a' }) }),
  'storage-wear.errors': () => ({ machine: machineWith({ 'sys/fs/ext4/mmcblk0p2/errors_count': '3' }) }),
  'memory.short': () => ({ machine: machineWith({ 'proc/meminfo': 'MemAvailable:      40000 kB' }) }),
  'memory.grown': () => ({ machine: machineWith({ 'proc/7/status': 'VmRSS:\t 2500000 kB' }) }),
  'memory.files': () => {
    const open = Array.from({ length: 18 }, (_, at) => [`proc/7/fd/${at}`, ''] as const);
    return { machine: machineWith(Object.fromEntries(open)) };
  },
  'temperature.hot': () => ({ machine: machineWith({ 'sys/class/thermal/thermal_zone0/temp': '91000' }) }),
  'temperature.throttled': () => ({
    machine: machineWith({ 'sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count': '12' }),
  }),
  'protection.no-tpm': () => ({
    machine: machineWith({ 'run/uketsuke-boot/protection.json': '{"secureBoot":"on","tpm":false}' }),
  }),
  'protection.not-sealed': () => ({
    machine: machineWith({ 'run/uketsuke-boot/protection.json': '{"secureBoot":"on","tpm":true,"sealed":false}' }),
  }),
  'protection.secure-boot': () => ({
    machine: machineWith({ 'run/uketsuke-boot/protection.json': '{"secureBoot":"off","tpm":true}' }),
  }),
  'protection.trial-keys': () => ({
    machine: machineWith({ 'etc/uketsuke-machine/image.json': '{"version":"0.1.0","isTrial":true}' }),
  }),
  'protection.brought-configuration': () => ({
    machine: machineWith({ 'run/uketsuke-boot/refused-configuration': '' }),
  }),
  'service.out-of-service': () => ({ service: { outage: () => ({ code: 'U-505' }), alerts: () => [] } }),
  'service.alert': () => ({ service: { outage: () => undefined, alerts: () => ['U-603'] } }),
  'responsiveness.slow': () => ({ eventLoop: async () => ({ medianMs: 140, longestMs: 900 }) }),
  'clock.behind-build': () => ({ clock: clockAt({ builtAt: Date.now() + 30 * day }) }),
  'clock.behind-records': () => ({ clock: clockAt({ recordedAt: Date.now() + day }) }),
  'clock.leapt': () => ({
    gateway: { url: nobody, tls: {}, ask: async () => failed('U-402') },
    clock: clockAt({ recordedAt: Date.now() - 3 * 365 * day }),
  }),
  'clock.differs': () => ({ clock: clockAt({ wall: () => Date.now() + 3 * 365 * day }) }),
  'clock.doubted': () => ({ clock: clockAt({ trouble: () => ({ code: 'U-604', detail: '2.0 h ahead' }) }) }),
  'clock.battery': () => ({ machine: machineWith({ 'sys/class/rtc/rtc0/since_epoch': '1000' }) }),
  'pcsc.not-running': () => ({
    pcsc: { answers: async () => false, version: async () => undefined, socket: '/nowhere/pcscd.comm' },
  }),
  'reader.none': () => ({ reader: { wanted: 'PaSoRi', look: async () => failed('U-104', 'pcscd knows no reader') } }),
  'reader.held': () => ({ reader: { wanted: '', look: async () => failed('U-107') } }),
  'reader.card-silent': () => ({ reader: { wanted: '', look: async () => failed('U-105') } }),
  'reader.slow-card': () => ({
    reader: { wanted: '', look: async () => ok({ name: 'Reader', card: 'present', exchangeMs: 2_400 }) },
  }),
  'visits.last-unread': () => ({ visits: { last: () => [{ problem: undefined }, { problem: 'U-105' }] } }),
  'visits.many-unread': () => ({ visits: { last: () => Array.from({ length: 3 }, () => ({ problem: 'U-101' })) } }),
  'visits.many-lifted': () => ({ visits: { last: () => Array.from({ length: 5 }, () => ({ problem: 'U-103' })) } }),
  'visits.unrecorded': () => ({ visits: { last: () => [{ problem: 'U-501' }] } }),
  'camera.none': () => ({ camera: { camera: brokenCamera('/dev/video0: No such file or directory'), limits: {} } }),
  'camera.forbidden': () => ({ camera: { camera: brokenCamera('/dev/video0: Permission denied'), limits: {} } }),
  'camera.black': () => ({ camera: { camera: cameraThat({ black: true }), limits: {} } }),
  'camera.frozen': () => ({ camera: { camera: cameraThat({ still: true }), limits: {} } }),
  'camera.few': () => ({ camera: { camera: cameraThat({ everyMs: 600 }), limits: {} } }),
  'card-camera.none': () => ({ cardCamera: { camera: brokenCamera('no such device'), limits: {} } }),
  'card-camera.forbidden': () => ({ cardCamera: { camera: brokenCamera('EACCES'), limits: {} } }),
  'card-camera.black': () => ({ cardCamera: { camera: cameraThat({ black: true }), limits: {} } }),
  'card-camera.frozen': () => ({ cardCamera: { camera: cameraThat({ still: true }), limits: {} } }),
  'card-camera.few': () => ({
    cardCamera: { camera: cameraThat({ everyMs: 2_600 }), limits: { nextPictureMs: 5_000 } },
  }),
  'card-camera.glare': () => ({ cardCamera: { camera: cameraThat({ dazzled: true }), limits: {} } }),
  'face.models': () => ({ face: { wanted: 'standard', models: async () => failed('U-214', 'x.onnx is missing') } }),
  'face.engine': () => ({ face: faceThat(async () => failed('U-214', 'no session')) }),
  'face.confused': () => ({ face: faceThat(async () => ok({ same: 0.2, other: 0.4, areToldApart: false, ms: 80 })) }),
  'face.slow': () => ({ face: faceThat(async () => ok({ same: 0.7, other: 0.1, areToldApart: true, ms: 9_000 })) }),
  'network.no-link': () => ({ machine: machineWith({ 'sys/class/net/eth0/carrier': '0' }) }),
  'network.no-address': () => ({ network: { farHosts: ['terminal.example'], addresses: () => [] } }),
  'network.no-route': () => ({ machine: machineWith({ 'proc/net/route': 'Iface\tDestination\tGateway' }) }),
  'gateway.name': () => ({ gateway: gatewayAt(noName) }),
  'gateway.unreachable': () => ({ gateway: gatewayAt(nobody) }),
  'gateway.certificate': async () => ({ gateway: { ...gatewayAt(await secured()), tls: { ca: theirs.cert } } }),
  'gateway.silent': async () => ({ gateway: gatewayAt(await answering((request) => request.socket.destroy())) }),
  'gateway.refused': async () => ({ gateway: gatewayAt(await answering(), failed('U-409', 'HTTP 403')) }),
  'gateway.wrong': async () => ({ gateway: gatewayAt(await answering(), failed('U-403', 'HTTP 500')) }),
  'gateway.slow': async () => {
    const late = () => delay(2_600, ok(true));
    return { gateway: { ...gatewayAt(await answering()), ask: late } };
  },
  'gateway.expires-soon': async () => ({ gateway: { ...gatewayAt(await secured()), tls: { ca: ours.cert } } }),
  'answers.none': () => ({ answers: () => [{ service: 'eligibility', problem: { code: 'U-402' }, ms: 9 }] }),
  'answers.refused': () => ({ answers: () => [{ service: 'eligibility', problem: { code: 'U-411' }, ms: 9 }] }),
  'answers.wrong': () => ({ answers: () => [{ service: 'subsidies', problem: { code: 'U-403' }, ms: 9 }] }),
  'answers.in-progress': () => ({ answers: () => [{ service: 'eligibility', problem: { code: 'U-404' }, ms: 9 }] }),
  'answers.slow': () => ({ answers: () => [{ service: 'eligibility', problem: undefined, ms: 6_000 }] }),
  'receivers.name': () => ({ receivers: [{ name: 'fhir', url: noName, tls: {} }] }),
  'receivers.unreachable': () => ({ receivers: [{ name: 'fhir', url: nobody, tls: {} }] }),
  'receivers.certificate': async () => ({
    receivers: [{ name: 'fhir', url: await secured(), tls: { ca: theirs.cert } }],
  }),
  'receivers.expires-soon': async () => ({
    receivers: [{ name: 'fhir', url: await secured(), tls: { ca: ours.cert } }],
  }),
  'shares.not-mounted': () => ({
    shares: [{ name: 'oqs-face', folder: shareWith(), holds: ['face'], number: 'U-510' }],
  }),
  'shares.forbidden': () => {
    const folder = fileSystem('size=1m');
    mkdirSync(join(folder, 'face'));
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    return { shares: [{ name: 'oqs-face', folder, holds: ['face'], number: 'U-510' }] };
  },
  'deliveries.away': () => ({ deliveries: () => [{ sink: 'webhook', problem: { code: 'U-502' } }] }),
  'deliveries.not-let-in': () => ({ deliveries: () => [{ sink: 'webhook', problem: { code: 'U-510' } }] }),
  'deliveries.clocks': () => ({ deliveries: () => [{ sink: 'webhook', problem: { code: 'U-514' } }] }),
  'deliveries.refused': () => ({ deliveries: () => [{ sink: 'webhook', problem: { code: 'U-503' } }] }),
  'queue.unreadable': () => ({ queue: { look: () => failed('U-501', 'SQLITE_IOERR'), now: Date.now } }),
  'queue.no-key': () => ({ queue: { look: () => failed('U-504', 'key file'), now: Date.now } }),
  'queue.damaged': () => ({ queue: { look: () => failed('U-506', 'row 3 missing'), now: Date.now } }),
  'queue.set-aside': () => ({ queue: queued({ alerts: [{ code: 'U-506' }] }) }),
  'queue.refuses': () => ({ queue: { ...queued({}), canRecord: () => failed('U-505', '3 MiB free') } }),
  'queue.parked': () => ({ queue: queued({ parked: 2 }) }),
  'queue.old': () => ({ queue: queued({ waiting: 1, oldestAt: Date.now() - 5 * 3_600_000 }) }),
  'audit.unreadable': () => ({ audit: { verify: () => failed('U-507', 'SQLITE_CORRUPT') } }),
  'audit.altered': () => ({ audit: { verify: () => ok({ records: 9, findings: ['record 4 was edited'] }) } }),
  'statistics.unreadable': () => ({ statistics: () => failed('U-509', 'SQLITE_NOTADB') }),
  'backups.long-ago': () => ({
    backups: { look: () => ok({ kind: 'made', at: Date.now() - 46 * 86_400_000 }), remindDays: 45, now: Date.now },
  }),
  'trends.crosses-soon': () => ({
    trends: () => [{ name: 'temperature.celsius', says: '温度', unit: '℃', limit: 85, value: 80, daysLeft: 9 }],
  }),
  'screen.not-shown': () => ({ screen: { isShown: () => false, japaneseFonts: async () => ['Noto Sans CJK JP'] } }),
  'screen.no-font': () => ({ screen: { isShown: () => true, japaneseFonts: async () => [] } }),
  'sound.no-device': () => ({ machine: machineWith({ 'proc/asound/cards': '--- no soundcards ---' }) }),
};

/** Faults that no test of this process can make: who is not root, and a disk that is really slow. */
const elsewhere = new Set(['pcsc.forbidden', 'disk.slow']);

function faceThat(selfTest: NonNullable<Ports['face']['selfTest']>): Ports['face'] {
  return { wanted: 'auto', models: async () => ok({ profile: 'embedded' }), selfTest };
}

function gatewayAt(url: string, answer: ReturnType<typeof failed> | undefined = undefined): Ports['gateway'] {
  return { url, tls: {}, ask: async () => answer ?? ok(true) };
}

const everyFault = allChecks.flatMap(({ id, faults }) => Object.keys(faults).map((name) => `${id}.${name}`));

test('each fault of the catalogue has its cause here', () => {
  expect([...Object.keys(causes), ...elsewhere].toSorted()).toEqual(everyFault.toSorted());
});

test('where all is well nothing is found, and everything is measured', async () => {
  const report = await runChecks({ checks: allChecks, ports: healthyPorts(await answering()), signal: never });
  expect(report.findings).toEqual([]);
  expect(report.ok).toBe(true);
  expect(report.skipped).toEqual([]);
  expect(report.checks.map(({ id }) => id)).toEqual(allChecks.map(({ id }) => id));
  const unmeasured = report.checks.flatMap(({ id, values }) => {
    const names = Object.entries(values).map(([name, value]) => [name.slice(name.lastIndexOf('.') + 1), value]);
    const known = allChecks.find((each) => each.id === id)?.measures ?? {};
    return names.filter(([name]) => !(String(name) in known)).map(([name]) => `${id}: ${String(name)}`);
  });
  expect(unmeasured).toEqual([]);
});

describe.concurrent('found, under its own name and number, with what to do', () => {
  test.each(Object.entries(causes))('%s', { timeout: 30_000 }, async (id, cause) => {
    const [checkId = '', name = ''] = [id.slice(0, id.indexOf('.')), id.slice(id.indexOf('.') + 1)];
    const own = allChecks.filter((each) => each.id === checkId);
    const ports = { ...healthyPorts(await answering()), ...(await cause()) };
    const { findings, checks, ok: isWell } = await runChecks({ checks: own, ports, signal: never });
    const fault = own[0]?.faults[name];
    const found = findings.find((each) => each.id === id);
    expect(found, JSON.stringify(findings)).toMatchObject({ severity: fault?.severity });
    expect(found?.next).not.toBe('');
    expect({ isWell, checked: checks[0]?.ok }).toEqual({ isWell: false, checked: false });
  });
});
