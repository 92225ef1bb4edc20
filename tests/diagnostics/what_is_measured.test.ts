import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import { film } from '../../src/diagnostics/film.ts';
import { pictureSeen } from '../../src/diagnostics/pictureSeen.ts';
import { readerHardwareOf } from '../../src/diagnostics/readerHardware.ts';
import { namedValue } from '../../src/diagnostics/valueName.ts';
import { gatewayServiceNames } from '../../src/eligibility/wire.ts';
import { ok } from '../../src/problem/result.ts';
import { cameraThat, machineWith } from '../support/diagnostics/healthyPorts.ts';

test('no name of the wire is shown to people: each service of the gateway has words', () => {
  const answers = allChecks.find(({ id }) => id === 'answers');
  for (const service of gatewayServiceNames) {
    const { says } = namedValue(answers, `${service}.last`);
    expect(says).not.toContain(service);
    expect(says).toMatch(/^[^A-Za-z]+ 最後の回答まで$/);
  }
  expect(namedValue(answers, 'another.last').says).toBe('another 最後の回答まで');
});

test('reader, driver and policy are told as the machine knows them', async () => {
  const machine = machineWith({
    'usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist':
      '<key>CFBundleShortVersionString</key>\n\t<string>1.5.2</string>',
    'sys/bus/usb/devices/1-2/manufacturer': 'SONY',
    'sys/bus/usb/devices/1-2/product': 'PaSoRi RC-S300',
    'sys/bus/usb/devices/1-2/bcdDevice': '0112',
    'sys/bus/usb/devices/1-2:1.0/bInterfaceClass': '0b',
    'sys/bus/usb/devices/1-3/product': 'Keyboard',
    'sys/bus/usb/devices/1-3:1.0/bInterfaceClass': '03',
    'etc/polkit-1/rules.d/50-kiosk.rules': 'action.id.indexOf("org.debian.pcsc-lite")',
    'etc/polkit-1/rules.d/60-other.rules': 'nothing of ours',
  });
  expect(await readerHardwareOf(machine)).toEqual({
    drivers: 'ifd-ccid 1.5.2',
    readers: 'SONY PaSoRi RC-S300 1.12',
    policy: '50-kiosk.rules',
  });
  expect(await readerHardwareOf(machineWith())).toEqual({ drivers: '', readers: '', policy: '' });
});

/** A board of light and dark squares on a screen of 640×480, out of focus by so many pixels. */
async function board(light: number, blur = 0): Promise<Uint8Array> {
  const squares = Array.from({ length: 12 }, (_, at) => {
    const [x, y] = [(at % 4) * 160, Math.floor(at / 4) * 160];
    return `<rect x="${x}" y="${y}" width="80" height="80" fill="rgb(${light},${light},${light})"/>`;
  });
  const drawn = sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
<rect width="640" height="480" fill="rgb(20,20,20)"/>${squares.join('')}</svg>`),
  );
  return (blur > 0 ? drawn.blur(blur) : drawn).jpeg().toBuffer();
}

test('focus, darkness and the light where a face is are told of a picture', async () => {
  const [sharpOne, soft] = await Promise.all([board(200).then(pictureSeen), board(200, 12).then(pictureSeen)]);
  expect(sharpOne).toMatchObject({ resolution: '640×480', glare: 0, dark: 0 });
  expect(sharpOne?.focus).toBeGreaterThan(3 * (soft?.focus ?? 0));
  const lit = sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480"/>
<rect x="160" y="120" width="320" height="240" fill="rgb(180,180,180)"/></svg>`,
    ),
  );
  const face = await pictureSeen(await lit.jpeg().toBuffer());
  expect(face?.middle).toBeGreaterThan(170);
  expect(face?.brightness).toBeLessThan(60);
  expect(face?.dark).toBeGreaterThan(70);
  expect(await pictureSeen(new Uint8Array(10))).toBeUndefined();
});

/** Every second picture brighter, every fifth late. */
async function flickering(): Promise<Camera> {
  const pictures = await Promise.all([board(120), board(200)]);
  const steady = cameraThat({ everyMs: 40 });
  return {
    ...steady,
    async *stream(signal) {
      let sequence = 0;
      for await (const frame of steady.stream(signal)) {
        sequence += 1;
        if (!frame.ok || sequence % 5 === 0) continue;
        yield ok({ ...frame.value, jpeg: Uint8Array.from(pictures[sequence % 2] ?? []) });
      }
    },
  };
}

test('light that flickers and pictures that come late are told of a stream', async () => {
  const signal = new AbortController().signal;
  const { values, problem } = await film(
    { camera: await flickering(), limits: { frozenMs: Number.POSITIVE_INFINITY } },
    signal,
  );
  expect(problem).toBeUndefined();
  expect(values.flicker).toBeGreaterThan(10);
  const calm = await film(
    { camera: cameraThat({ everyMs: 60, still: true }), limits: { frozenMs: Number.POSITIVE_INFINITY } },
    signal,
  );
  expect(calm.values).toMatchObject({ flicker: 0 });
  expect(Number(values.late)).toBeGreaterThanOrEqual(0);
});
