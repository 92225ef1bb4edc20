import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Camera } from '../../camera/camera.ts';
import { openCamera } from '../../camera/openCamera.ts';
import { createPcscReader } from '../../card/drivers/pcscReader.ts';
import type { CardReader } from '../../card/reader.ts';
import { second } from '../../kernel/durations.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { ReaderSeen } from '../../setup/ports.ts';

/** Reader and cameras while nobody is served: the set-up has them to itself. */
export interface SetUpDevices {
  readonly reader: () => ReaderSeen;
  cameras(): Promise<readonly string[]>;
  /** Errors: U-211. */
  camera(device: string): Promise<Result<Camera>>;
  /** One picture, as it comes. Errors: U-211. */
  picture(device: string, signal: AbortSignal): Promise<Result<Uint8Array>>;
  close(): Promise<void>;
}

/** What devices are made of: the real ones, or a simulator's. */
export interface DeviceSource {
  openReader(): Promise<Result<CardReader>>;
  cameras(): Promise<readonly string[]>;
  openCamera(device: string): Promise<Result<Camera>>;
}

/** A camera that was not looked through for so long is let go, milliseconds: its light goes out. */
const idleMs = 3 * second;

const links = ['/dev/v4l/by-id', '/dev/v4l/by-path'] as const;

/** The hardware of this machine. */
export function realDevices(log: Logger): DeviceSource {
  return {
    openReader: () => createPcscReader({ log }),
    cameras: realCameras,
    openCamera: (device) => openCamera({ device, idleMs, log }),
  };
}

/** Names that stay with the camera first; what a camera says beside pictures is none. */
async function realCameras(): Promise<readonly string[]> {
  const [byId = [], byPath = []] = await Promise.all(
    links.map(async (folder) =>
      (await namesIn(folder)).filter((name) => name.endsWith('index0')).map((name) => join(folder, name)),
    ),
  );
  const plain = (await namesIn('/dev')).filter((name) => /^video\d+$/.test(name)).map((name) => join('/dev', name));
  return byId.length > 0 ? [...byId, ...plain] : [...byPath, ...plain];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}

/** Watches the reader from now on. A reader that is not there is no error: it is seen, or not. */
export async function openDevices(source: DeviceSource): Promise<SetUpDevices> {
  let seen: ReaderSeen = { name: '', card: 'none', problem: { code: 'U-104' } };
  const opened = await source.openReader();
  if (opened.ok) {
    await opened.value.watch((event) => {
      if (event.type === 'reader.ready') seen = { name: event.reader, card: 'none', problem: undefined };
      if (event.type === 'reader.lost') seen = { ...seen, card: 'none', problem: event.problem };
      // Of the card itself nothing is asked: that it lies there is enough.
      if (event.type === 'card.placed' || event.type === 'card.failed') seen = { ...seen, card: 'present' };
      if (event.type === 'card.removed') seen = { ...seen, card: 'none' };
    });
  } else seen = { name: '', card: 'none', problem: opened.problem };

  const cameras = new Map<string, Camera>();
  const camera = async (device: string): Promise<Result<Camera>> => {
    const there = cameras.get(device);
    if (there) return ok(there);
    const made = await source.openCamera(device);
    if (made.ok) cameras.set(device, made.value);
    return made;
  };
  return {
    reader: () => seen,
    cameras: () => source.cameras(),
    camera,
    async picture(device, signal) {
      const eye = await camera(device);
      if (!eye.ok) return eye;
      const stop = new AbortController();
      const end = () => stop.abort();
      signal.addEventListener('abort', end, { once: true });
      try {
        for await (const frame of eye.value.stream(stop.signal)) {
          return frame.ok ? ok(Uint8Array.from(frame.value.jpeg)) : frame;
        }
        return failed('U-211', 'no picture came');
      } finally {
        signal.removeEventListener('abort', end);
        stop.abort();
      }
    },
    async close() {
      for (const each of cameras.values()) await each.close();
      if (opened.ok) await opened.value.close();
    },
  };
}
