import { parentPort } from 'node:worker_threads';
import type { WorkerMessage, WorkerOrder, WorkerRequest } from './workerCalls.ts';

const port = ownPort();
const early: WorkerRequest<unknown>[] = [];
let take = (asked: WorkerRequest<unknown>): void => void early.push(asked);

// From the first moment on, also while networks are loaded: told to end, a worker ends between two of its steps. Ended
// from outside in the middle of a network's run, it would take the whole program with it: the runtime aborts.
port.on('message', (order: WorkerOrder<unknown>) => {
  if ('end' in order) process.exit();
  take(order);
});
// Only work keeps a worker: one that says farewell ends.
port.unref();

/**
 * The worker's end of `WorkerCalls`: answers each request as it comes, and those that came while it was starting. A
 * rejection is a bug and ends the worker.
 *
 * @param handOver buffers of an answer that are moved instead of copied
 * @param sent told when an answer has gone: what is posted is a copy, and the original may be wiped
 */
export function answerCalls<Request, Answer>(
  answer: (request: Request) => Promise<Answer>,
  { handOver = () => [], sent = () => undefined }: AnswerOptions<Answer> = {},
): void {
  const answerOne = async ({ id, request }: WorkerRequest<Request>): Promise<void> => {
    const answered = await answer(request);
    port.postMessage({ id, answer: answered } satisfies WorkerMessage<Answer, never>, [...handOver(answered)]);
    sent(answered);
  };
  // What WorkerCalls<Request, …> posts is a Request; a thread's port cannot say so.
  take = (asked) => void answerOne(asked as WorkerRequest<Request>);
  port.ref();
  port.postMessage({ begun: true } satisfies WorkerMessage<Answer, never>);
  for (const asked of early.splice(0)) take(asked);
}

export interface AnswerOptions<Answer> {
  readonly handOver?: (answer: Answer) => readonly ArrayBuffer[];
  readonly sent?: (answer: Answer) => void;
}

/** The last word of a worker that cannot do its work: it ends right after. */
export function sayFarewell<Farewell>(farewell: Farewell): void {
  port.postMessage({ farewell } satisfies WorkerMessage<never, Farewell>);
}

function ownPort(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error('this file runs as a worker');
  return parentPort;
}
