import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { projectRoot } from '../system/paths.ts';
import type { FaceEngine, Look } from './engine.ts';
import type { FaceProfile } from './faceMatcher.ts';
import './networks/withoutTelemetry.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { Farewell, Reply, Request } from './workerMessages.ts';

/** How long a worker is given to finish and forget before it is ended. */
const farewellMs = 1_000;

/**
 * The face engine in a worker thread. The worker starts at once and loads its networks on its own; the first call waits
 * for it. Where a worker ends before its time, whatever was asked of it is answered U-214, and the next call starts
 * a fresh one, which knows no reference.
 *
 * @param file the worker's JavaScript, which speaks {@link Request} and {@link Reply}
 */
export function startWorkerEngine(chosen: ChosenProfile, file = builtWorker()): FaceEngine {
  return new WorkerEngine(chosen, file);
}

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'face', 'worker.js');
}

type Task = { readonly task: 'enrol' | 'look'; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly task: 'forget' };

class WorkerEngine implements FaceEngine {
  readonly profile: FaceProfile;
  private readonly chosen: ChosenProfile;
  private readonly file: string;
  private readonly waiting = new Map<number, (result: Reply['result']) => void>();
  private worker: Worker | undefined;
  private closed = false;
  private asked = 0;

  constructor(chosen: ChosenProfile, file: string) {
    this.chosen = chosen;
    this.file = file;
    this.profile = chosen.profile;
    this.worker = this.start();
  }

  async enrol(photo: Uint8Array): Promise<Result<void>> {
    // Only a buffer of its own can be handed over: a small Buffer shares its memory with strangers.
    const bytes = Uint8Array.from(photo);
    photo.fill(0);
    const enrolled = await this.ask({ task: 'enrol', bytes });
    return enrolled.ok ? ok(undefined) : enrolled;
  }

  async look(jpeg: Uint8Array): Promise<Result<Look>> {
    const looked = await this.ask({ task: 'look', bytes: Uint8Array.from(jpeg) });
    if (!looked.ok) return looked;
    if (!looked.value) throw new Error('the worker answered a look without one');
    return ok(looked.value);
  }

  async forget(): Promise<void> {
    // A worker that is gone took its memory along.
    if (this.worker) await this.ask({ task: 'forget' });
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (worker && !this.closed) {
      const limit = new AbortController();
      const late = delay(farewellMs, undefined, { signal: limit.signal }).catch(() => undefined);
      await Promise.race([this.forget(), late]);
      limit.abort();
    }
    this.closed = true;
    await worker?.terminate();
  }

  private ask(task: Task): Promise<Reply['result']> {
    if (this.closed) return Promise.resolve(failed('U-214', 'the face engine is closed'));
    this.worker ??= this.start();
    const { worker } = this;
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      const request: Request = { id, ...task };
      worker.postMessage(request, task.task === 'forget' ? [] : [task.bytes.buffer]);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.file, { workerData: this.chosen, execArgv: [] });
    worker.on('message', (message: Reply | Farewell) => {
      if ('problem' in message) return this.lost(worker, message.problem);
      const resolve = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      resolve?.(message.result);
    });
    worker.on('error', (error) => this.lost(worker, { code: 'U-214', detail: `face worker: ${messageOf(error)}` }));
    worker.on('exit', (code) => this.lost(worker, { code: 'U-214', detail: `face worker ended with ${code}` }));
    return worker;
  }

  private lost(worker: Worker, problem: Problem): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const resolve of this.waiting.values()) resolve({ ok: false, problem });
    this.waiting.clear();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
