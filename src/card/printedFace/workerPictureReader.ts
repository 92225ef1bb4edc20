import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../system/paths.ts';
import type { PrintedLayout } from './layout.ts';
import type { PictureReader, PictureReading } from './pictureReader.ts';
import type { ReadingReply, ReadingRequest, Start } from './workerMessages.ts';

/** Told when the worker is lost; `reason` is technical and says nothing about a card. */
export type OnLost = (reason: string) => void;

/**
 * A picture reader in a worker thread, which starts at once and warms up on its own; the first picture waits for it.
 * Where it ends before its time, what was asked of it gives `engine-failed`, and the next picture starts a fresh one.
 *
 * @param file the worker's JavaScript, which speaks {@link ReadingRequest} and {@link ReadingReply}
 */
export function startWorkerPictureReader(
  layout: PrintedLayout,
  onLost: OnLost = () => undefined,
  file = builtWorker(),
): PictureReader {
  return new WorkerPictureReader({ layout }, onLost, file);
}

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'card', 'printedFace', 'worker.js');
}

class WorkerPictureReader implements PictureReader {
  private readonly startData: Start;
  private readonly onLost: OnLost;
  private readonly file: string;
  private readonly waiting = new Map<number, (reading: PictureReading) => void>();
  private worker: Worker | undefined;
  private closed = false;
  private asked = 0;

  constructor(startData: Start, onLost: OnLost, file: string) {
    this.startData = startData;
    this.onLost = onLost;
    this.file = file;
    this.worker = this.start();
  }

  read(picture: Uint8Array, now: Date): Promise<PictureReading> {
    // Only a buffer of its own can be handed over: a small Buffer shares its memory with strangers.
    const jpeg = Uint8Array.from(picture);
    picture.fill(0);
    if (this.closed) return Promise.resolve({ kind: 'nothing', why: 'engine-failed' });
    this.worker ??= this.start();
    const { worker } = this;
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      worker.postMessage({ id, jpeg, now: now.getTime() } satisfies ReadingRequest, [jpeg.buffer]);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    // The worker's memory goes with it, and so does that of the recogniser's thread below it.
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.file, { workerData: this.startData, execArgv: [] });
    worker.on('message', ({ id, reading }: ReadingReply) => {
      const resolve = this.waiting.get(id);
      this.waiting.delete(id);
      resolve?.(reading);
    });
    worker.on('error', (error) => this.lost(worker, error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => this.lost(worker, `ended with ${code}`));
    return worker;
  }

  private lost(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    if (!this.closed) this.onLost(reason);
    for (const resolve of this.waiting.values()) resolve({ kind: 'nothing', why: 'engine-failed' });
    this.waiting.clear();
  }
}
