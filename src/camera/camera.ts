import type { Result } from '../problem/result.ts';

/** One picture. `jpeg` is a whole JPEG file, held in memory only; nobody writes it to disk. */
export interface Frame {
  readonly jpeg: Uint8Array;
  /** Counts from 1 in each {@link Camera.stream}. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** Its end marker was missing and was put there: it may have been cut short. */
  readonly isMended?: boolean;
}

/** Port: the camera that looks at the patient. Drivers: simulated, streaming (ffmpeg), and node-webcam (fswebcam). */
export interface Camera {
  /** For the log and for staff. */
  readonly name: string;
  /** Pictures that came torn and were dropped since the camera was opened, where the driver sees them. */
  readonly torn?: number;
  /** Has the device started where it takes time to: somebody will look in a moment. Stops by itself when nobody does. */
  warm?(): void;
  /**
   * Pictures until `signal` aborts. A failing camera yields one bad result (U-211) and ends; the caller decides
   * whether to start again. One that gives a few pictures each time it is opened just ends. Slow consumers get the newest picture, not a queue of old ones.
   */
  stream(signal: AbortSignal): AsyncIterable<Result<Frame>>;
  close(): Promise<void>;
}
