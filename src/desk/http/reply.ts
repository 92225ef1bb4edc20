import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '../../kernel/html.ts';
import { refusalPage } from '../pages/refusalPage.ts';
import type { Notices } from './notices.ts';
import type { Outcome } from './outcome.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page a form belongs to; `:id` stands for the route's own. */
    page?: string;
  }
  interface FastifyInstance {
    notices: Notices;
  }
}

/** Tells a program in JSON and a person on a page what became of their request. */
export function answer(request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply {
  const refused = outcome.kind === 'refused';
  if (!isForPerson(request)) {
    return refused
      ? reply.code(outcome.status).send({ error: outcome.code, message: outcome.said })
      : reply.send({ ...outcome.body, message: outcome.said });
  }
  const { page } = request.routeOptions.config;
  const { session } = request;
  if (refused && outcome.status === 401) return reply.redirect('/sign-in', 303);
  if (refused && outcome.status === 423) return reply.redirect(lockPage(request), 303);
  if (refused && outcome.status === 428) return reply.redirect('/second-factor', 303);
  if (page === undefined || !session)
    return sendPage(reply.code(refused ? outcome.status : 200), refusalPage(outcome.said));
  // After a form the browser is sent on, so that reloading the page does nothing twice.
  request.server.notices.leave(session.key, { said: outcome.said, good: !refused });
  return reply.redirect((refused ? undefined : outcome.to) ?? pageOf(page, request), 303);
}

export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page.text);
}

/** Sent at once, so that the thread of the visits encrypts no megabytes in one go. Bytes. */
const pieceBytes = 64 * 1024;

/** Sends what is long a piece at a time, no faster than it is read, with a turn for others after each. */
export function sendInPieces(reply: FastifyReply, all: readonly Uint8Array[]): FastifyReply {
  return reply.send(Readable.from(pieces(all), { objectMode: false }));
}

async function* pieces(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const bytes of all) {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield bytes.subarray(at, at + pieceBytes);
      await setImmediate();
    }
  }
}

/** Whether a form was sent, and not JSON. */
export function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

/** Whether a page asked, and not a program. */
function isForPerson(request: FastifyRequest): boolean {
  const { method, url } = request;
  return method === 'GET' ? !url.startsWith('/api/') && !url.startsWith('/fragments/') : isForm(request);
}

/** The lock, and the way back from it: to the page that was asked for, or that the form stands on. */
function lockPage(request: FastifyRequest): string {
  const { page = '/' } = request.routeOptions.config;
  const back = request.method === 'GET' ? request.url : pageOf(page, request);
  return `/lock?${new URLSearchParams({ to: back })}`;
}

function pageOf(page: string, { params }: FastifyRequest): string {
  const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : '';
  return page.replace(':id', encodeURIComponent(id));
}
