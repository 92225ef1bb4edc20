import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { minute } from '../../kernel/durations.ts';
import { WorkerCalls } from '../../kernel/workerCalls.ts';
import { projectRoot } from '../../system/paths.ts';

/** What one guess costs: memory is 128 · N · r bytes, time grows with all three. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What the worker is asked. `secret` is handed over, and zeroed there. */
export interface HashRequest {
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array;
  readonly bytes: number;
  readonly cost: ScryptCost;
}

/** Who waits: a patient before the kiosk, or somebody at a desk who may be anybody. */
export type Lane = 'visit' | 'desk';

/** More than a clinic's staff sign in within the same two seconds. */
const mostWaitingAtDesks = 8;

/** Two hundred times what one takes: past this the thread hangs. Milliseconds. */
const silenceMs = minute;

interface Waiting {
  readonly request: HashRequest;
  readonly resolve: (hash: Uint8Array | 'busy') => void;
}

/**
 * Slow hashes, where they hold up nobody: on a thread of their own, one at a time. Whoever can reach the desk can ask
 * for one without having proved anything; on the threads that Node shares among all its work some dozens of them would
 * stand before the zeroing of a patient's face. A patient's passcode goes first; desks wait in a short line, and the
 * thread rests between two of theirs as long as one took, so that half a processor is all that strangers get.
 */
export class Hashing {
  private readonly lines: Readonly<Record<Lane, Waiting[]>> = { visit: [], desk: [] };
  private worker: HashWorker | undefined;
  private isRunning = false;
  private isClosed = false;
  private restsUntil = 0;
  private rest: AbortController | undefined;

  /** Whether the desk's line is not full. */
  get hasRoom(): boolean {
    return this.lines.desk.length < mostWaitingAtDesks;
  }

  /** The scrypt hash of `secret` (copied at once); `busy` where the desk's line is full, or the program ends. */
  async hash(
    lane: Lane,
    secret: Uint8Array,
    { salt, bytes, cost }: Omit<HashRequest, 'secret'>,
  ): Promise<Buffer | 'busy'> {
    if (this.isClosed || (lane === 'desk' && !this.hasRoom)) return 'busy';
    const request = { secret: Uint8Array.from(secret), salt, bytes, cost };
    const hash = await new Promise<Uint8Array | 'busy'>((resolve) => {
      this.lines[lane].push({ request, resolve });
      this.next();
    });
    return hash === 'busy' ? hash : Buffer.from(hash);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.rest?.abort();
    for (const { resolve } of [...this.lines.visit.splice(0), ...this.lines.desk.splice(0)]) resolve('busy');
    await this.worker?.close();
  }

  private next(): void {
    if (this.isRunning) return;
    const restMs = this.restsUntil - performance.now();
    const isPatient = this.lines.visit.length > 0;
    if (!isPatient && this.lines.desk.length > 0 && restMs > 0) {
      void this.nextAfter(restMs);
      return;
    }
    const next = this.lines[isPatient ? 'visit' : 'desk'].shift();
    if (next) void this.run(next, isPatient);
  }

  private async run({ request, resolve }: Waiting, isPatient: boolean): Promise<void> {
    this.isRunning = true;
    const worker = this.worker ?? startWorker();
    this.worker = worker;
    const since = performance.now();
    const hash = await worker.ask(request, [request.secret.buffer]);
    const now = performance.now();
    if (!isPatient) this.restsUntil = now + (now - since);
    this.isRunning = false;
    resolve(hash);
    this.next();
  }

  /** One rest at a time. A patient does not wait for its end. */
  private async nextAfter(restMs: number): Promise<void> {
    if (this.rest) return;
    const rest = new AbortController();
    this.rest = rest;
    await delay(restMs, undefined, { signal: rest.signal }).catch(() => undefined);
    this.rest = undefined;
    if (!rest.signal.aborted) this.next();
  }
}

type HashWorker = WorkerCalls<HashRequest, Uint8Array | 'busy'>;

function startWorker(): HashWorker {
  return new WorkerCalls<HashRequest, Uint8Array | 'busy'>({
    file: builtWorker(),
    startWith: undefined,
    without: () => 'busy',
    silenceMs,
  });
}

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'desk', 'accounts', 'hashWorker.js');
}
