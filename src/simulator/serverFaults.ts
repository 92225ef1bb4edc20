import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a slow server takes: longer than anyone waits for it. Milliseconds. */
export const slowAnswerMs = 30_000;

/** How long a server with much to do takes: noticed, and still in time. Milliseconds. */
export const lateAnswerMs = 3_000;

/** Ends the exchange as a server that died does: the connection is gone, without a word. */
export function dropConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** Waits, but not longer than the caller does: false where the caller left or the server closes. */
export async function stall(request: FastifyRequest, ms: number): Promise<boolean> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  request.raw.socket.once('close', leave);
  try {
    await sleep(ms, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    request.raw.socket.off('close', leave);
  }
}
