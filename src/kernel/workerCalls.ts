import { Worker } from 'node:worker_threads';
import { minute } from './durations.ts';
import { endsWithin } from './within.ts';

/** One request on its way to a worker. */
export interface WorkerRequest<Request> {
  readonly id: number;
  readonly request: Request;
}

/** What a worker is told: one request, or to end. */
export type WorkerOrder<Request> = WorkerRequest<Request> | { readonly end: true };

/** What a worker says: that it has begun, the answer to one request, or why it cannot begin at all, its last word. */
export type WorkerMessage<Answer, Farewell> =
  | { readonly begun: true }
  | { readonly id: number; readonly answer: Answer }
  | { readonly farewell: Farewell };

/** Why there is no answer. `detail` is technical. */
export type WorkerLoss<Farewell> =
  | { readonly kind: 'farewell'; readonly farewell: Farewell }
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'closed' };

export interface WorkerCallsOptions<Answer, Farewell> {
  /** The worker's JavaScript, which answers with `answerCalls`. */
  readonly file: string;
  /** What the worker finds as `workerData`. */
  readonly startWith: unknown;
  /** What a request is answered whose worker is gone. */
  readonly without: (loss: WorkerLoss<Farewell>) => Answer;
  /** How long the worker may be silent while something was asked of it, milliseconds; then it is ended. */
  readonly silenceMs: number;
  /** Told once for each worker that ended before its time. */
  readonly onLost?: (loss: WorkerLoss<Farewell>) => void;
}

/** How long a worker may take to begin, milliseconds: networks are loaded, on a slow machine that is busy. */
const beginMs = 2 * minute;

/** How long a worker that is closed may take over its step, milliseconds: one run of a network. */
const lastStepMs = 1_200;

/**
 * Questions and answers over a worker thread, which starts at once; the first request waits for it. Where it ends
 * before its time, or is ended because it says nothing for too long, everything asked of it is answered by `without`,
 * and the next request starts a fresh one.
 */
export class WorkerCalls<Request, Answer, Farewell = never> {
  private readonly options: WorkerCallsOptions<Answer, Farewell>;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private worker: Worker | undefined;
  private hasBegun = false;
  private silence: NodeJS.Timeout | undefined;
  private closed = false;
  private asked = 0;

  constructor(options: WorkerCallsOptions<Answer, Farewell>) {
    this.options = options;
    this.worker = this.start();
  }

  /** Whether there is a worker, and with it a memory of what it was asked before. */
  get isRunning(): boolean {
    return this.worker !== undefined && !this.closed;
  }

  /** Never rejects. @param handedOver buffers that are moved to the worker instead of copied */
  ask(request: Request, handedOver: readonly ArrayBuffer[] = []): Promise<Answer> {
    if (this.closed) return Promise.resolve(this.options.without({ kind: 'closed' }));
    this.worker ??= this.start();
    const { worker } = this;
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      worker.postMessage({ id, request } satisfies WorkerOrder<Request>, [...handedOver]);
      if (this.waiting.size === 1) this.listen(worker);
    });
  }

  /** Ends the worker, and its memory with it. What still waits is answered by `without`. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.silence);
    if (this.worker) await end(this.worker, lastStepMs);
  }

  private start(): Worker {
    this.hasBegun = false;
    const worker = new Worker(this.options.file, { workerData: this.options.startWith, execArgv: [] });
    worker.on('message', (message: WorkerMessage<Answer, Farewell>) => {
      if (this.worker !== worker) return;
      if ('farewell' in message) return this.lose(worker, { kind: 'farewell', farewell: message.farewell });
      this.hasBegun = true;
      if ('id' in message) this.settle(message.id, message.answer);
      this.listen(worker);
    });
    worker.on('error', (error) => {
      this.lose(worker, { kind: 'lost', detail: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', (code) => this.lose(worker, { kind: 'lost', detail: `ended with ${code}` }));
    return worker;
  }

  private settle(id: number, answer: Answer): void {
    const resolve = this.waiting.get(id);
    this.waiting.delete(id);
    resolve?.(answer);
  }

  /** From now on the worker has its time again; it needs none while nothing waits for it. */
  private listen(worker: Worker): void {
    clearTimeout(this.silence);
    if (this.waiting.size === 0 || this.closed) return;
    const limitMs = this.hasBegun ? this.options.silenceMs : beginMs;
    this.silence = setTimeout(() => {
      this.lose(worker, { kind: 'lost', detail: `said nothing for ${limitMs / 1_000} s` });
      void end(worker, this.options.silenceMs);
    }, limitMs);
  }

  private lose(worker: Worker, loss: WorkerLoss<Farewell>): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    clearTimeout(this.silence);
    if (!this.closed) this.options.onLost?.(loss);
    for (const resolve of this.waiting.values()) resolve(this.options.without(loss));
    this.waiting.clear();
  }
}

/** Asks the worker to end itself; ends it from outside, which is dangerous (workerAnswers.ts), where it does not hear. */
async function end(worker: Worker, limitMs: number): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage({ end: true } satisfies WorkerOrder<never>);
  if (!(await endsWithin(limitMs, ended))) await worker.terminate();
}
