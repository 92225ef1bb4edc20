import { Newest } from '../kernel/newest.ts';
import { ok, type Result } from '../problem/result.ts';
import type { Camera, Frame } from './camera.ts';

export interface WarmCamera extends Camera {
  /** Starts looking before anybody asks for pictures. Looks for `idleMs`, or until the stream after that ends. */
  warm(): void;
}

/**
 * One running camera for all who look: the device starts when the first one asks, and goes on for `idleMs` after the
 * last has left, so that the next attempt has its first picture at once. Then its light goes out. Pictures that nobody
 * looks at are zeroed; nobody is ever shown one from before they asked.
 */
export function warmCamera(camera: Camera, idleMs: number): WarmCamera {
  return new Warm(camera, idleMs);
}

/** One start of the camera behind, and those who look. */
interface Run {
  readonly stop: AbortController;
  readonly lookers: Set<Newest<Result<Frame>>>;
}

class Warm implements WarmCamera {
  readonly name: string;
  private readonly camera: Camera;
  private readonly idleMs: number;
  private run: Run | undefined;
  /** When the device is free. */
  private lastEnded: Promise<void> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(camera: Camera, idleMs: number) {
    this.name = camera.name;
    this.camera = camera;
    this.idleMs = idleMs;
  }

  get torn(): number {
    return this.camera.torn ?? 0;
  }

  warm(): void {
    if (this.closed) return;
    const run = this.running();
    if (run.lookers.size === 0) this.stopWhenIdle(run);
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    if (signal.aborted || this.closed) return;
    const run = this.running();
    const pictures = new Newest<Result<Frame>>();
    const onAbort = () => pictures.finish();
    signal.addEventListener('abort', onAbort, { once: true });
    run.lookers.add(pictures);
    clearTimeout(this.idle);
    try {
      let sequence = 1;
      for (let next = await pictures.next(); next; next = await pictures.next()) {
        yield next.ok ? ok({ ...next.value, sequence }) : next;
        sequence += 1;
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      run.lookers.delete(pictures);
      if (run.lookers.size === 0 && run === this.run) this.stopWhenIdle(run);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.run?.stop.abort();
    clearTimeout(this.idle);
    await this.lastEnded;
    await this.camera.close();
  }

  private running(): Run {
    if (this.run) return this.run;
    const run: Run = { stop: new AbortController(), lookers: new Set() };
    this.run = run;
    // The device is free for this start when the one before has let go of it.
    this.lastEnded = this.lastEnded.then(() => this.look(run));
    return run;
  }

  private stopWhenIdle(run: Run): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.end(run), this.idleMs);
  }

  private end(run: Run): void {
    run.stop.abort();
    if (this.run === run) this.run = undefined;
  }

  private async look(run: Run): Promise<void> {
    const { lookers } = run;
    try {
      for await (const picture of this.camera.stream(run.stop.signal)) {
        if (!picture.ok) {
          for (const looker of lookers) looker.finish(picture);
          break;
        }
        for (const looker of lookers) looker.offer(ok({ ...picture.value, jpeg: Uint8Array.from(picture.value.jpeg) }));
        picture.value.jpeg.fill(0);
      }
    } catch (error) {
      // A bug belongs to whoever looks; where nobody does, to the process.
      if (lookers.size === 0) throw error;
      for (const looker of lookers) looker.fail(error);
    } finally {
      this.end(run);
      for (const looker of lookers) looker.finish();
    }
  }
}
