import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions as TlsOptions } from 'node:https';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';
import { Allowance, type AllowanceLimits, Allowances } from '../allowance.ts';
import { SummedUp } from '../summedUp.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { askDoor, type Doors } from './doors.ts';
import { type IsOwnName, turnAway } from './whoAsks.ts';

/** How much a listener takes on. */
export interface ListenerLimits extends ConnectionLimits {
  /** Requests of one address. */
  readonly requests: AllowanceLimits;
  /** Requests of all together. */
  readonly allRequests: AllowanceLimits;
}

export interface ListenerOptions {
  /** For the log. */
  readonly name: string;
  readonly isOwnName: IsOwnName;
  /** What routes may name as their door. */
  readonly doors?: Doors;
  readonly limits: ListenerLimits;
  /** HTTPS with this; plain HTTP when absent. */
  readonly tls?: TlsOptions;
  /** Told, summed up, of what is refused; nobody is when absent. */
  readonly log?: Pick<Logger, 'warn'> | undefined;
  readonly fastify?: Pick<FastifyServerOptions, 'bodyLimit' | 'exposeHeadRoutes'>;
}

/** A server that is not listening yet. */
export interface GuardedListener {
  readonly server: FastifyInstance;
  /** The server underneath; of `node:https` where there is TLS. */
  readonly raw: Server;
  /** Marks a connection as one that is meant to stay open. */
  keep(socket: Socket): void;
  /** The port it got, once it listens. */
  port(): number;
}

/** Time to say what one wants, milliseconds: who sends a byte now and then holds nothing for long. */
const patience = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 10_000 } as const;
const lookEveryMs = 1_000;
const handshakeMs = 5_000;

/**
 * What every listener of the program is made of. Before any route runs: was this sent to us and by one of our own pages
 * ({@link turnAway}), is it not too much, and does the route's own door let it in ({@link askDoor}). What says nothing
 * is refused.
 */
export function guardedListener(options: ListenerOptions): GuardedListener {
  const { name, isOwnName, doors = {}, limits, tls, log } = options;
  const timing = { headersTimeout: patience.headersTimeout, requestTimeout: patience.requestTimeout };
  const http = { ...timing, connectionsCheckingInterval: lookEveryMs, keepAliveTimeout: patience.keepAliveTimeout };
  const raw: Server = tls
    ? createHttpsServer({ ...tls, ...http, handshakeTimeout: handshakeMs })
    : createHttpServer(http);
  const refused = new SummedUp((why, times) => log?.warn({ listener: name, why, times }, 'refused at the edge'));
  const connections = new Connections(raw, limits, refused);
  const server = fastify({
    logger: false,
    ...options.fastify,
    // A busy or slow device takes as long as it takes to start; whoever supervises it has the limit.
    pluginTimeout: 0,
    // Waiting for a client that keeps its connection would hold up the end of the kiosk.
    forceCloseConnections: true,
    serverFactory: (handler) => raw.on('request', handler),
  });
  const all = new Allowance(limits.allRequests);
  const each = new Allowances(limits.requests);
  const scheme = tls ? 'https' : 'http';

  server.addHook('onRequest', async (request, reply) => {
    const turned = turnAway(request.raw, scheme, isOwnName);
    const isTooMuch = !turned && !(each.take(request.ip) && all.take());
    if (!turned && !isTooMuch) return undefined;
    refused.count(turned?.why ?? 'requests too many');
    if (isTooMuch) reply.header('retry-after', '1');
    return reply
      .code(turned?.status ?? 429)
      .header('connection', 'close')
      .type('text/plain; charset=utf-8')
      .send(isTooMuch ? 'Too many requests.\n' : 'Refused.\n');
  });
  // After every hook that reads cookies, before any that reads a body.
  server.addHook('preParsing', async (request, reply) => askDoor(doors, request, reply));
  // A connection that wanted to become something else and was answered instead has no use any more.
  server.addHook('onResponse', async ({ raw: { headers, socket } }) => {
    if (headers.upgrade !== undefined) socket.destroySoon();
  });
  server.addHook('onClose', async () => refused.close());

  return {
    server,
    raw,
    keep: (socket) => connections.keep(socket),
    port: () => {
      const address = raw.address();
      if (typeof address !== 'object' || !address) throw new Error(`${name} does not listen`);
      return address.port;
    },
  };
}
