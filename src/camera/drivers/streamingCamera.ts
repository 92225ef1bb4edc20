import { Newest } from '../../kernel/newest.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { Camera, Frame } from '../camera.ts';
import { type CutPicture, JpegSplitter } from '../jpegSplitter.ts';
import { type CameraSource, parseCameraSource } from '../source.ts';
import { type DeviceFormat, ffmpegArguments } from './ffmpegArguments.ts';
import { offersNoMjpeg, whyItEnded } from './ffmpegReason.ts';
import { type FfmpegEnd, startFfmpeg } from './ffmpegRun.ts';

export interface StreamingOptions {
  /** `camera.device`, see {@link parseCameraSource}. */
  readonly device: string;
  /** What the device is asked for; it may give less, in dim light for one. */
  readonly framesPerSecond: number;
  /** The program, where it is not the `ffmpeg` on the PATH. */
  readonly ffmpeg?: string;
}

/**
 * A camera through one ffmpeg process per stream: MJPEG as the webcam makes it, over a pipe, in memory only. The
 * process ends with the stream.
 */
export function createStreamingCamera(options: StreamingOptions): Result<Camera> {
  const source = parseCameraSource(options.device);
  return source.ok ? ok(new StreamingCamera(source.value, options)) : source;
}

type Picture = Result<Omit<Frame, 'sequence'>>;

class StreamingCamera implements Camera {
  readonly name: string;
  torn = 0;
  private readonly source: CameraSource;
  private readonly framesPerSecond: number;
  private readonly program: string;
  private format: DeviceFormat = 'mjpeg';
  private closed = false;
  /** Ends each stream that runs. */
  private readonly stops = new Set<() => Promise<void>>();

  constructor(source: CameraSource, { device, framesPerSecond, ffmpeg }: StreamingOptions) {
    this.name = `${device} (ffmpeg)`;
    this.source = source;
    this.framesPerSecond = framesPerSecond;
    this.program = ffmpeg ?? 'ffmpeg';
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    if (signal.aborted || this.closed) return;
    const pictures = new Newest<Picture>();
    const stop = this.start(pictures);
    const onAbort = () => void stop();
    this.stops.add(stop);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      let sequence = 1;
      for (let next = await pictures.next(); next; next = await pictures.next()) {
        yield next.ok ? ok({ ...next.value, sequence }) : next;
        sequence += 1;
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      await stop();
      this.stops.delete(stop);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.stops].map((stop) => stop()));
  }

  /** Starts a process that fills `pictures`; returns what ends both. */
  private start(pictures: Newest<Picture>): () => Promise<void> {
    const { program, source, framesPerSecond, format } = this;
    const splitter = new JpegSplitter();
    let given = 0;
    const offer = (cut: readonly CutPicture[]): void => {
      for (const { jpeg, isMended } of cut) pictures.offer(ok({ jpeg, isMended, takenAt: Date.now() }));
      given += cut.length;
    };
    const run = startFfmpeg(program, ffmpegArguments(source, framesPerSecond, format), (bytes) => {
      const before = splitter.torn;
      offer(splitter.push(bytes));
      this.torn += splitter.torn - before;
    });
    run.ended
      .then(async (end) => {
        offer(splitter.end());
        // Some cameras give one picture each time they are opened, and then are through.
        const isThrough = end.how === 'code 0' && given > 0;
        pictures.finishAfter(isThrough ? undefined : failed('U-211', await this.whyEnded(end)));
      })
      .catch((error) => pictures.fail(error))
      .finally(() => splitter.clear());
    return async () => {
      pictures.finish();
      await run.stop();
    };
  }

  private async whyEnded(end: FfmpegEnd): Promise<string> {
    if (this.format === 'raw' || !offersNoMjpeg(end)) return whyItEnded(this.program, this.source, end);
    this.format = 'raw';
    return `${this.name} offers no MJPEG: raw pictures are asked for from now on`;
  }
}
