import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { Camera } from '../../../src/camera/camera.ts';
import type { CardReader, ReaderEvent } from '../../../src/card/reader.ts';
import { checkConfig } from '../../../src/config/load.ts';
import { holdPort } from '../../../src/kernel/heldPort.ts';
import type { DeviceSource } from '../../../src/kiosk/setUp/devices.ts';
import { type FirstRun, type FirstRunOptions, startFirstRun } from '../../../src/kiosk/setUp/startFirstRun.ts';
import { ok, unwrap } from '../../../src/problem/result.ts';
import { machineOfOthers } from '../../../src/setup/machine/machine.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { temporaryFolder } from '../outbox/queue.ts';

/** The smallest picture that is one. */
export const picture = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

export interface DrawnDevices extends DeviceSource {
  tell(event: ReaderEvent): void;
  readonly lookedThrough: string[];
  /** A card that is left alone: the set-up sees that it lies there, and nothing of it. */
  readonly card: Extract<ReaderEvent, { readonly type: 'card.placed' }>['card'];
}

/** A reader the test lays something on, and a camera that always gives the same picture. */
export function drawnDevices(jpeg: Uint8Array = picture): DrawnDevices {
  let report: (event: ReaderEvent) => void = () => undefined;
  const lookedThrough: string[] = [];
  const reader: CardReader = {
    watch: async (listener) => {
      report = listener;
      listener({ type: 'reader.ready', reader: 'Drawn reader' });
    },
    close: async () => undefined,
  };
  return {
    lookedThrough,
    tell: (event) => report(event),
    card: {
      atr: new Uint8Array(),
      reader: { name: 'Drawn reader', extendedLength: 'unknown' },
      transmit: () => Promise.reject(new Error('the card is left alone')),
      powerOff: async () => undefined,
    },
    openReader: async () => ok(reader),
    cameras: async () => ['/dev/v4l/by-id/usb-front', '/dev/video0'],
    openCamera: async (device): Promise<{ readonly ok: true; readonly value: Camera }> => {
      lookedThrough.push(device);
      const stream: Camera['stream'] = async function* () {
        yield ok({ jpeg, sequence: 1, takenAt: 0 });
      };
      return { ok: true, value: { name: device, stream, close: async () => undefined } };
    },
  };
}

/** A set-up that runs, and where supervisors ask about it. */
export interface RunningSetUp extends FirstRun {
  readonly opsUrl: string;
}

export interface Box {
  readonly configFile: string;
  readonly dataFolder: string;
  readonly devices: DrawnDevices;
  readonly log: () => string;
  /** Starts the set-up, as at power on. */
  start(change?: Partial<FirstRunOptions>): Promise<RunningSetUp>;
}

/** A box that has just been unpacked. @param jpeg what its camera shows */
export function box(jpeg?: Uint8Array): Box {
  const folder = temporaryFolder();
  const configFile = join(folder, 'kiosk.config.json');
  const dataFolder = join(folder, 'data');
  const devices = drawnDevices(jpeg);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  const made = checkConfig('{}');
  if (!made.ok) throw new Error('the defaults are a configuration');
  const { config } = made;
  return {
    ...{ configFile, dataFolder, devices },
    log: () => lines.join(''),
    async start(change = {}) {
      const hold = () => holdPort('127.0.0.1', 0);
      const ports = { screen: await hold(), desk: await hold(), ops: await hold() };
      const run = unwrap(
        await startFirstRun({
          root: projectRoot(),
          ...{ configFile, dataFolder, config, ports, devices, log },
          credentialsFolder: undefined,
          browser: undefined,
          modelsFolder: join(folder, 'models'),
          machine: machineOfOthers,
          ...change,
        }),
      );
      let isOpen = true;
      const close = async (): Promise<void> => {
        if (isOpen) await run.close();
        isOpen = false;
        await ports.ops.close();
      };
      onTestFinished(close);
      return { ...run, opsUrl: `http://127.0.0.1:${ports.ops.port}/`, close };
    },
  };
}
