import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { Camera } from '../../../src/camera/camera.ts';
import type { Ports } from '../../../src/diagnostics/ports.ts';
import { failed, ok } from '../../../src/problem/result.ts';
import { temporaryFolder } from '../outbox/queue.ts';

/** What a machine shows of itself below `/`: its files by path. A device that has not all of it is a fixture less. */
export function machineWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  const all = { ...healthyMachine, ...files };
  for (const [path, text] of Object.entries(all)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
  return folder;
}

const healthyMachine = {
  'proc/meminfo': 'MemTotal:        4025000 kB\nMemAvailable:    2025000 kB',
  'proc/7/status': 'Name:\tnode\nVmRSS:\t  420000 kB',
  'proc/7/limits':
    'Limit                     Soft Limit           Hard Limit           Units\nMax open files            20                   20                   files',
  'proc/7/fd/0': '',
  'proc/net/route': 'Iface\tDestination\tGateway\neth0\t00000000\t0101A8C0',
  'proc/asound/cards': ' 0 [Device         ]: USB-Audio - USB Audio Device',
  'dev/snd/pcmC0D0p': '',
  'sys/class/net/eth0/carrier': '1',
  'sys/class/thermal/thermal_zone0/temp': '48200',
  'sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count': '0',
  'sys/class/rtc/rtc0/since_epoch': String(Math.floor(Date.now() / 1_000)),
  'sys/block/mmcblk0/device/life_time': '0x01 0x02',
  'sys/block/mmcblk0/device/pre_eol_info': '0x01',
  'sys/fs/ext4/mmcblk0p2/errors_count': '0',
} as const;

/** Somebody on this machine who answers as told; gone when the test ends. */
export async function answering(answer: RequestListener = (_request, response) => response.end('{}')): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const painted = (tone: number): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: tone, g: tone, b: tone } } })
    .jpeg()
    .toBuffer();
const walls = await Promise.all([100, 110, 120, 130].map(painted));
const darkness = await Promise.all([0, 1].map(painted));
const lamps = await Promise.all([251, 252, 253, 254].map(painted));

/** A camera that looks at a grey wall; each picture is another than the last unless told. */
export function cameraThat({ everyMs = 100, still = false, black = false, dazzled = false } = {}): Camera {
  return {
    name: 'test camera',
    async *stream(signal) {
      for (let sequence = 1; !signal.aborted; sequence += 1) {
        const pictures = black ? darkness : dazzled ? lamps : walls;
        const jpeg = pictures[still ? 0 : sequence % pictures.length] ?? new Uint8Array();
        yield ok({ jpeg: Uint8Array.from(jpeg), sequence, takenAt: Date.now() });
        await delay(everyMs, undefined, { signal }).catch(() => undefined);
      }
    },
    close: async () => undefined,
  };
}

/** A camera that fails with these words. */
export function brokenCamera(detail: string): Camera {
  return {
    ...cameraThat(),
    async *stream() {
      yield failed('U-211', detail);
    },
  };
}

/** Everything there is, all of it well. @param url of somebody who answers */
export function healthyPorts(url: string): Ports {
  const answered = { service: 'eligibility', problem: undefined, ms: 300 };
  return {
    program: {
      version: '1.0.0',
      node: 'v24.0.0',
      leastNode: '20.19.0',
      digest: async () => 'abc',
      parts: [{ name: 'dist', isThere: true }],
    },
    programs: [{ name: 'ffmpeg', isThere: true, of: 'camera' }],
    configuration: { file: 'kiosk.config.json', isThere: true, faults: [] },
    namedFiles: [{ key: 'card.trustAnchors', file: 'ca.pem', opened: ok(undefined) }],
    certificates: [{ name: 'ca.pem', notBefore: Date.now() - 1e9, notAfter: Date.now() + 1e12 }],
    dataFolder: { path: temporaryFolder(), minFreeMiB: 1 },
    machine: machineWith(),
    process: 7,
    network: { farHosts: ['terminal.example'], addresses: () => ['192.168.1.20'] },
    gateway: { url, tls: {}, ask: async () => ok(true) },
    receivers: [{ name: 'webhook', url, tls: {} }],
    shares: [{ name: 'oqs-face', folder: shareWith('face'), holds: ['face'], number: 'U-510' }],
    clock: { wall: Date.now, builtAt: Date.now() - 1e9, recordedAt: Date.now() - 1e6, trouble: () => undefined },
    pcsc: { answers: async () => true, version: async () => '1.9.9', socket: '/run/pcscd/pcscd.comm' },
    reader: {
      wanted: '',
      look: async () => ok({ name: 'Reader', card: 'present', kind: 'My Number card', exchangeMs: 30 }),
    },
    camera: { camera: cameraThat(), limits: {} },
    cardCamera: { camera: cameraThat(), limits: {} },
    face: {
      wanted: 'auto',
      models: async () => ok({ profile: 'standard' }),
      selfTest: async () => ok({ same: 0.7, other: 0.1, areToldApart: true, ms: 80 }),
    },
    queue: {
      look: () => ok({ waiting: 1, parked: 0, unreconciled: 0, oldestAt: Date.now() - 1_000, alerts: [] }),
      canRecord: () => ok(undefined),
      now: Date.now,
    },
    audit: { verify: () => ok({ records: 100, findings: [] }) },
    statistics: () => ok(undefined),
    backups: { look: () => ok({ kind: 'made', at: Date.now() - 40 * 86_400_000 }), remindDays: 45, now: Date.now },
    trends: () => [],
    service: { outage: () => undefined, alerts: () => [] },
    eventLoop: async () => ({ medianMs: 1, longestMs: 20 }),
    visits: { last: () => [{ problem: 'U-101' }, { problem: undefined }] },
    answers: () => [answered],
    deliveries: () => [{ sink: 'webhook', problem: undefined }],
    screen: { isShown: () => true, japaneseFonts: async () => ['Noto Sans CJK JP'] },
    sound: { isUsed: true },
  };
}

/** A share with these folders in it. */
export function shareWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) mkdirSync(join(folder, name));
  return folder;
}
