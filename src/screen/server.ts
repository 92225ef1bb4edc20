import { randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify from 'fastify';
import type { WebSocket } from 'ws';
import type { PatientScreen } from './patientScreen.ts';
import { commandSchema, type View } from './view.ts';

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** A live picture is dropped rather than queued when this much waits to be sent: the newest is what counts. */
const pictureBacklogBytes = 256 * 1024;

/** How the screen server is started. */
export interface ScreenServerOptions {
  readonly screen: PatientScreen;
  /** Folder with the built browser app. */
  readonly appFolder: string;
  /** 0 picks a free port. */
  readonly port: number;
}

/** A running screen server. `url` carries the token of this start. */
export interface ScreenServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the patient screen on loopback only; nothing but the static files answers without this start's token. */
export async function startScreenServer({ screen, appFolder, port }: ScreenServerOptions): Promise<ScreenServer> {
  const token = randomBytes(24).toString('base64url');
  const isToken = tokenTest(token);
  const server = fastify({ logger: false });
  await server.register(fastifyWebsocket, { options: { maxPayload: 4096 } });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  server.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0];
    if (path !== '/' && path !== '/live') return;
    const given = new URL(request.url, 'http://kiosk').searchParams.get('token') ?? '';
    if (!isToken(given))
      await reply.code(403).type('text/plain; charset=utf-8').send('This address needs its token.\n');
  });
  server.get('/live', { websocket: true }, (socket) => attach(socket, screen));
  await server.register(fastifyStatic, { root: join(appFolder), cacheControl: false });

  await server.listen({ host: '127.0.0.1', port });
  const address = server.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}/?token=${token}`,
    close: async () => {
      for (const client of server.websocketServer.clients) client.terminate();
      await server.close();
    },
  };
}

/** One browser: the present view at once, every change after it, live pictures, and its presses back. */
function attach(socket: WebSocket, screen: PatientScreen): void {
  let last = '';
  const show = (view: View): void => {
    const message = JSON.stringify({ type: 'view', view });
    if (message === last) return;
    last = message;
    socket.send(message);
  };
  const stopViews = screen.onView(show);
  const stopFrames = screen.onFrame((jpeg) => {
    if (socket.bufferedAmount >= pictureBacklogBytes) return;
    // The picture belongs to whoever took it and is zeroed when looked at; so is this copy, once it is sent.
    const copy = Buffer.from(jpeg);
    socket.send(copy, { binary: true }, () => copy.fill(0));
  });
  socket.on('message', (data, isBinary) => {
    const command = isBinary ? undefined : commandSchema.safeParse(parsed(data.toString()));
    if (command?.success) screen.press(command.data.action);
  });
  socket.on('close', () => {
    stopViews();
    stopFrames();
  });
  show(screen.view());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tokenTest(token: string): (given: string) => boolean {
  const expected = Buffer.from(token);
  return (given) => {
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  };
}
