import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { second } from '../../kernel/durations.ts';
import type { Door } from '../../kernel/listener/doors.ts';
import type { Result } from '../../problem/result.ts';
import { knownMs } from '../accounts/knownBrowsers.ts';
import type { Session, Sessions } from '../accounts/sessions.ts';
import { access, isRouteKey, mayNow, type RouteKey, signOf } from '../roles.ts';
import { refuse, troubled } from './outcome.ts';
import { answer } from './reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on routes for anyone. Set before any handler runs. */
    session: Session | null;
  }
}

/**
 * What the desk keeps in a browser. `desk` is the session; `browser` tells one in which somebody has signed in before
 * from a stranger's, and opens nothing; `set-up` is who said the set-up code.
 */
type CookieName = 'desk' | 'browser' | 'csrf' | 'set-up';

/**
 * `__Host-`: only over HTTPS, only from this host, never set by another one. On loopback the first set-up is had
 * without TLS, and there the prefix would keep the cookie out.
 */
function cookieName(name: CookieName, isSecured: boolean): string {
  return isSecured ? `__Host-${name}` : name;
}

function cookieOptions(isSecured: boolean) {
  return { path: '/', secure: isSecured, httpOnly: true, sameSite: 'strict' } as const;
}

function isSecured({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}

/** What a browser was given under this name; empty where it has none. */
export function cookieOf(request: FastifyRequest, name: CookieName): string {
  return request.cookies[cookieName(name, isSecured(request))] ?? '';
}

/** @param maxAge seconds; gone with the browser when absent */
export function giveCookie(reply: FastifyReply, name: CookieName, value: string, maxAge?: number): void {
  const secured = isSecured(reply.request);
  const lasting = maxAge === undefined ? {} : { maxAge };
  reply.setCookie(cookieName(name, secured), value, { ...cookieOptions(secured), ...lasting });
}

/** How a listener is guarded. */
export interface Guarding {
  readonly sessions: Sessions;
  /** Resolves once what such a request changes can be written, or with why it cannot. */
  readonly free: () => Promise<Result<void>>;
  /** Whether it is reached over TLS. */
  readonly isSecured: boolean;
  /** Routes beside the table, by key, and the door each of them has. */
  readonly beside?: Readonly<Record<string, string>>;
}

/**
 * Lets in whom the table in roles.ts lets in, and refuses to serve a route that is not in it. Everything that changes
 * something needs the CSRF token, tied to the session.
 */
export async function guardRoutes(
  server: FastifyInstance,
  { sessions, free, isSecured: secured, beside = {} }: Guarding,
): Promise<void> {
  const isGuarded = (request: FastifyRequest): boolean =>
    keyOf(request) !== undefined || Object.hasOwn(beside, textKeyOf(request));
  await server.register(cookie);
  await server.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: cookieName('csrf', secured),
    cookieOpts: cookieOptions(secured),
    csrfOpts: { userInfo: true, hmacKey: randomBytes(32).toString('base64') },
    getUserInfo: ({ session }) => userOf(session),
    getToken: csrfTokenOf,
  });
  server.decorateRequest('session', null);
  server.addHook('onRoute', (route) => {
    const key = `${String(route.method)} ${route.url}`;
    const door = beside[key] ?? (isRouteKey(key) ? (access[key] === 'anyone' ? 'open' : 'staff') : undefined);
    if (door === undefined) throw new Error(`${key} is not in the table of roles.ts`);
    route.config = { ...route.config, door };
  });
  server.addHook('onRequest', async (request) => {
    const key = keyOf(request);
    if (isGuarded(request)) request.session = sessions.find(tokenOf(request), key ? signOf(key) : 'act') ?? null;
  });
  // Nothing is begun that could not be written down: whoever asked waits, and nobody else does.
  server.addHook('preHandler', async (request, reply) => {
    if (!isGuarded(request) || request.method === 'GET') return;
    const able = await free();
    if (!able.ok) return answer(request, reply, troubled(able.problem));
  });
  server.addHook('preHandler', (request, reply, next) => {
    if (isGuarded(request) && request.method !== 'GET') server.csrfProtection(request, reply, next);
    else next();
  });
}

/** The door of every route that is not for anyone: who is signed in, and may somebody of this role? */
export const staffDoor: Door = async (request, reply) => {
  const { session } = request;
  if (!session) return answer(request, reply, refuse(401, 'not-signed-in', 'サインインしてください。'));
  const key = keyOf(request);
  const who = key && access[key];
  if (!key || !Array.isArray(who) || !who.includes(session.staff.role)) {
    return answer(request, reply, refuse(403, 'not-allowed', 'このアカウントでは使えない機能です。'));
  }
  if (mayNow(key, session.standing)) return undefined;
  const { standing } = session;
  return answer(request, reply, standing === 'proving' || standing === 'enrolling' ? isUnproven : isLocked);
};

/** Nothing before whoever is signed in has proved to be there. */
export const isLocked = refuse(423, 'locked', '画面をロックしています。番号またはパスワードで解除してください。');

/** Nothing before the second factor, which may have to be set up first. */
export const isUnproven = refuse(428, 'second-factor-wanted', '2段階認証が必要です。');

/** The token that a page's forms, or a program, must send back with everything that changes something. */
export function csrfFor(reply: FastifyReply, session: Session | null): string {
  return reply.generateCsrf({ userInfo: userOf(session) });
}

export function setSession(reply: FastifyReply, token: string): void {
  giveCookie(reply, 'desk', token);
}

/** @param token from the known browsers */
export function setBrowser(reply: FastifyReply, token: string): void {
  giveCookie(reply, 'browser', token, knownMs / second);
}

/** The token this browser was given at an earlier sign-in; empty where it has none. */
export function browserOf(request: FastifyRequest): string {
  return cookieOf(request, 'browser');
}

export function clearSession(reply: FastifyReply): void {
  const secured = isSecured(reply.request);
  reply.clearCookie(cookieName('desk', secured), cookieOptions(secured));
}

/** The token in the cookie; empty where there is none. */
export function tokenOf(request: FastifyRequest): string {
  return cookieOf(request, 'desk');
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

function keyOf(request: FastifyRequest): RouteKey | undefined {
  const key = textKeyOf(request);
  return isRouteKey(key) ? key : undefined;
}

/** `GET /staff`; of what is not served nothing. */
function textKeyOf({ is404, method, routeOptions }: FastifyRequest): string {
  return is404 ? '' : `${method} ${routeOptions.url}`;
}

function csrfTokenOf(request: FastifyRequest): string {
  const header = request.headers['x-csrf-token'];
  if (typeof header === 'string') return header;
  const { body } = request;
  return typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string'
    ? body._csrf
    : '';
}
