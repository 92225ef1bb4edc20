import { parentPort } from 'node:worker_threads';
import type { WorkerMessage, WorkerRequest } from './workerCalls.ts';

/**
 * The worker's end of `WorkerCalls`: answers each request as it comes. What was asked while the worker was starting
 * has waited in the port. A rejection is a bug and ends the worker.
 *
 * @param handOver buffers of an answer that are moved instead of copied
 * @param sent told when an answer has gone: what is posted is a copy, and the original may be wiped
 */
export function answerCalls<Request, Answer>(
  answer: (request: Request) => Promise<Answer>,
  { handOver = () => [], sent = () => undefined }: AnswerOptions<Answer> = {},
): void {
  const port = ownPort();
  port.postMessage({ begun: true } satisfies WorkerMessage<Answer, never>);
  port.on('message', async ({ id, request }: WorkerRequest<Request>) => {
    const answered = await answer(request);
    port.postMessage({ id, answer: answered } satisfies WorkerMessage<Answer, never>, [...handOver(answered)]);
    sent(answered);
  });
}

export interface AnswerOptions<Answer> {
  readonly handOver?: (answer: Answer) => readonly ArrayBuffer[];
  readonly sent?: (answer: Answer) => void;
}

/** The last word of a worker that cannot do its work: it ends right after. */
export function sayFarewell<Farewell>(farewell: Farewell): void {
  ownPort().postMessage({ farewell } satisfies WorkerMessage<never, Farewell>);
}

function ownPort(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error('this file runs as a worker');
  return parentPort;
}
