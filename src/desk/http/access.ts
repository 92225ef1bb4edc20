import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session, Sessions } from '../accounts/sessions.ts';
import { access, background, isRouteKey, type RouteKey } from '../roles.ts';
import { refuse } from './outcome.ts';
import { answer } from './reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on routes for anyone. Set before any handler runs. */
    session: Session | null;
  }
}

/** `__Host-`: only over HTTPS, only from this host, never set by another one. */
const sessionCookie = '__Host-desk';
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/**
 * Lets in whom the table in roles.ts lets in, and refuses to serve a route that is not in it. Everything that changes
 * something needs the CSRF token, tied to the session.
 */
export async function guardRoutes(server: FastifyInstance, sessions: Sessions): Promise<void> {
  await server.register(cookie);
  await server.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: '__Host-csrf',
    cookieOpts: cookieOptions,
    csrfOpts: { userInfo: true, hmacKey: randomBytes(32).toString('base64') },
    getUserInfo: ({ session }) => userOf(session),
    getToken: csrfTokenOf,
  });
  server.decorateRequest('session', null);
  server.addHook('onRoute', ({ method, url }) => {
    const key = `${String(method)} ${url}`;
    if (!isRouteKey(key)) throw new Error(`${key} is not in the table of roles.ts`);
  });
  server.addHook('onRequest', async (request, reply) => {
    const key = keyOf(request);
    if (!key) return;
    const who = access[key];
    request.session = sessions.find(tokenOf(request), !background.has(key)) ?? null;
    if (who === 'anyone') return;
    if (!request.session) return answer(request, reply, refuse(401, 'not-signed-in', 'サインインしてください。'));
    if (!who.includes(request.session.staff.role)) {
      return answer(request, reply, refuse(403, 'not-allowed', 'このアカウントでは使えない機能です。'));
    }
  });
  server.addHook('preHandler', (request, reply, next) => {
    if (keyOf(request) && request.method !== 'GET') server.csrfProtection(request, reply, next);
    else next();
  });
}

/** The token that a page's forms, or a program, must send back with everything that changes something. */
export function csrfFor(reply: FastifyReply, session: Session | null): string {
  return reply.generateCsrf({ userInfo: userOf(session) });
}

export function setSession(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, cookieOptions);
}

export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, cookieOptions);
}

/** The token in the cookie; empty where there is none. */
export function tokenOf(request: FastifyRequest): string {
  return request.cookies[sessionCookie] ?? '';
}

/** Who is signed in. Only for routes that nobody else reaches; anything else is a bug. */
export function signedIn(request: FastifyRequest): Session {
  if (!request.session) throw new Error('a handler for signed-in staff ran without any');
  return request.session;
}

/** Whom a CSRF token is for. The library takes no empty name. */
function userOf(session: Session | null): string {
  return session?.key ?? 'nobody';
}

function keyOf({ is404, method, routeOptions }: FastifyRequest): RouteKey | undefined {
  const key = `${method} ${routeOptions.url}`;
  return !is404 && isRouteKey(key) ? key : undefined;
}

function csrfTokenOf(request: FastifyRequest): string {
  const header = request.headers['x-csrf-token'];
  if (typeof header === 'string') return header;
  const { body } = request;
  return typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string'
    ? body._csrf
    : '';
}
