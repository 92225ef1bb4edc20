import { Worker } from 'node:worker_threads';

/** One request on its way to a worker. */
export interface WorkerRequest<Request> {
  readonly id: number;
  readonly request: Request;
}

/** What a worker says: the answer to one request, or why it cannot begin at all, its last word. */
export type WorkerMessage<Answer, Farewell> =
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
  /** Told once for each worker that ended before its time. */
  readonly onLost?: (loss: WorkerLoss<Farewell>) => void;
}

/**
 * Questions and answers over a worker thread, which starts at once; the first request waits for it. Where it ends
 * before its time, everything asked of it is answered by `without`, and the next request starts a fresh one.
 */
export class WorkerCalls<Request, Answer, Farewell = never> {
  private readonly options: WorkerCallsOptions<Answer, Farewell>;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private worker: Worker | undefined;
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
      worker.postMessage({ id, request } satisfies WorkerRequest<Request>, [...handedOver]);
    });
  }

  /** Ends the worker, and its memory with it. What still waits is answered by `without`. */
  async close(): Promise<void> {
    this.closed = true;
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.options.file, { workerData: this.options.startWith, execArgv: [] });
    worker.on('message', (message: WorkerMessage<Answer, Farewell>) => {
      if ('farewell' in message) return this.lose(worker, { kind: 'farewell', farewell: message.farewell });
      const resolve = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      resolve?.(message.answer);
    });
    worker.on('error', (error) => {
      this.lose(worker, { kind: 'lost', detail: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', (code) => this.lose(worker, { kind: 'lost', detail: `ended with ${code}` }));
    return worker;
  }

  private lose(worker: Worker, loss: WorkerLoss<Farewell>): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    if (!this.closed) this.options.onLost?.(loss);
    for (const resolve of this.waiting.values()) resolve(this.options.without(loss));
    this.waiting.clear();
  }
}
