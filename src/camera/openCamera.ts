import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Logger } from 'pino';
import { ok, type Result } from '../problem/result.ts';
import { programFolders } from '../system/environment.ts';
import type { Camera } from './camera.ts';
import { createStreamingCamera } from './drivers/streamingCamera.ts';
import { createWebcamCamera } from './drivers/webcamCamera.ts';
import { type WarmCamera, warmCamera } from './warm.ts';
import { type CameraCounts, watchedCamera } from './watched.ts';
import { stillLimits, streamingLimits, type WatchLimits } from './watchLimits.ts';

/** `streaming`: ffmpeg. `still`: node-webcam with fswebcam. `auto`: streaming where there is an ffmpeg. */
export type CameraDriver = 'auto' | 'streaming' | 'still';

export interface CameraOptions {
  /** `/dev/videoN`, a name under `/dev/v4l/by-id` or `by-path`, `FILE:picture.jpg`, or `TEST`. */
  readonly device: string;
  /** Default `auto`. */
  readonly driver?: CameraDriver;
  /** Streaming driver: how many pictures the camera is asked for. Default 15. */
  readonly framesPerSecond?: number;
  /** How long the camera goes on when nobody looks, milliseconds. Default 10 000. */
  readonly idleMs?: number;
  /** Other limits than the driver's own. */
  readonly limits?: Partial<WatchLimits>;
  /** The ffmpeg program, where it is not the one on the PATH. */
  readonly ffmpeg?: string;
  readonly log?: Pick<Logger, 'info' | 'warn'>;
}

/** The kiosk's camera: watched, restarted, and warm between the attempts of a visit. */
export interface KioskCamera extends WarmCamera {
  /** For diagnostics. */
  counts(): CameraCounts;
}

const defaults = { framesPerSecond: 15, idleMs: 10_000 } as const;

/**
 * Opens the camera that the configuration names. U-211 for a name that is none; a camera that is not plugged in, or a
 * program that is not installed, is found out by the first stream: a kiosk without a camera still takes the PIN.
 */
export async function openCamera(options: CameraOptions): Promise<Result<KioskCamera>> {
  const { device, framesPerSecond = defaults.framesPerSecond, idleMs = defaults.idleMs, ffmpeg, log } = options;
  const streaming = await streams(options);
  const driver: Result<Camera> = streaming
    ? createStreamingCamera({ device, framesPerSecond, ...(ffmpeg === undefined ? {} : { ffmpeg }) })
    : createWebcamCamera({ device });
  if (!driver.ok) return driver;
  log?.info({ camera: driver.value.name }, 'camera');
  const limits = { ...(streaming ? streamingLimits : stillLimits), ...whatFilesDo(device), ...options.limits };
  const watched = watchedCamera(driver.value, limits, log);
  const warm = warmCamera(watched, idleMs);
  return ok(Object.assign(warm, { counts: () => watched.counts() }));
}

async function streams({ driver = 'auto', ffmpeg = 'ffmpeg' }: CameraOptions): Promise<boolean> {
  return driver === 'auto' ? isInstalled(ffmpeg) : driver === 'streaming';
}

/** A picture in a file stands still. */
function whatFilesDo(device: string): Partial<WatchLimits> {
  return device.startsWith('/dev/') ? {} : { frozenMs: Number.POSITIVE_INFINITY };
}

async function isInstalled(program: string): Promise<boolean> {
  const places = program.includes('/') ? [''] : programFolders().split(delimiter);
  const found = await Promise.allSettled(places.map((place) => access(join(place, program), constants.X_OK)));
  return found.some(({ status }) => status === 'fulfilled');
}
