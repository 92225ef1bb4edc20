import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import type { Logger } from 'pino';
import { listenOptions, type PortChoice } from '../kernel/heldPort.ts';
import { guardedListener, type ListenerLimits } from '../kernel/listener/guardedListener.ts';
import { isLoopbackName } from '../kernel/listener/whoAsks.ts';
import { SummedUp } from '../kernel/summedUp.ts';
import { type Problem, problemWith } from '../problem/result.ts';
import { connectLine, lineCodes, PressLimits } from './line.ts';
import { PaintWatch } from './paintWatch.ts';
import type { PatientScreen } from './patientScreen.ts';
import { type SeatMemory, type Seats, seatNames, seatsAt } from './seats.ts';

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** One browser, its reloads, and the dock beside it. */
const limits: ListenerLimits = {
  most: 32,
  mostOfOneAddress: 32,
  newOnes: { burst: 100, perSecond: 30 },
  allNewOnes: { burst: 200, perSecond: 60 },
  requests: { burst: 200, perSecond: 50 },
  allRequests: { burst: 200, perSecond: 50 },
};

/** The longest is a technician's sign-in: a name, a password and a code, in UTF-8. */
const maxPayload = 2_048;

/** How the screen server is started. */
export interface ScreenServerOptions {
  readonly screen: PatientScreen;
  /** Folder with the built browser app. */
  readonly appFolder: string;
  readonly port: PortChoice;
  /** Of an earlier start in this process, whose browsers go on with what they were let in by; new ones when absent. */
  readonly seats?: Seats | undefined;
  /** What lets the page that is open come back after this process has died; without it the seat dies with it. */
  readonly seatMemory?: SeatMemory;
  /** Origins that may show the screen inside a page of theirs: the simulator's dock. Nobody else may. */
  readonly framedBy?: readonly string[];
  readonly log: Pick<Logger, 'warn'>;
  /** U-602: a browser was turned away, or a line closed for what came over it. */
  readonly onTrouble?: (problem: Problem) => void;
  /** Whether somebody starts a browser without being asked, so that one has to come. */
  readonly isBrowserExpected?: boolean;
  /** U-614: the browser is to be started again. */
  readonly onFrozen?: (problem: Problem) => void;
}

/** A running screen server. */
export interface ScreenServer {
  /** Carries the token of this start. */
  readonly url: string;
  /** The same with a place of its own, for the page of `framedBy`; undefined where there is none. */
  readonly mirrorUrl: string | undefined;
  readonly seats: Seats;
  /** Whether the patient's browser paints. */
  readonly paint: Pick<PaintWatch, 'trouble' | 'onChange' | 'sincePaintedMs'>;
  close(): Promise<void>;
}

/** Serves the patient screen on loopback only; nothing but the app's own files answers without this start's token. */
export async function startScreenServer(options: ScreenServerOptions): Promise<ScreenServer> {
  const {
    screen,
    appFolder,
    port,
    framedBy = [],
    log,
    onTrouble = () => undefined,
    onFrozen = () => undefined,
  } = options;
  const seats =
    options.seats ??
    seatsAt(
      typeof port === 'number' ? port : port.port,
      framedBy.length > 0 ? seatNames : ['token'],
      options.seatMemory,
    );
  const listener = guardedListener({
    name: 'patient screen',
    isOwnName: isLoopbackName,
    doors: { seat: seats.door },
    limits,
    log,
  });
  const { server } = listener;
  const frames = framedBy.length > 0 ? framedBy.join(' ') : "'none'";
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders);
    reply.header('content-security-policy', `${securityHeaders['content-security-policy']}; frame-ancestors ${frames}`);
  });
  await server.register(fastifyCookie);
  await server.register(fastifyWebsocket, { options: { maxPayload } });

  const trouble = new SummedUp((why, times) => {
    log.warn({ problem: 'U-602', why, times }, 'patient screen');
    onTrouble(problemWith('U-602', why));
  });
  const paint = new PaintWatch({ isExpected: options.isBrowserExpected ?? false, onFrozen });
  const pressLimits = new PressLimits();
  server.get('/live', { websocket: true, config: { door: 'seat' } }, async (socket, request) => {
    listener.keep(request.raw.socket);
    const seat = seats.of(request);
    if (await seat?.browser.admit(socket)) {
      const isPatients = seat?.name === 'token';
      if (isPatients) paint.came();
      connectLine({
        socket,
        screen,
        limits: pressLimits,
        onPainted: (zoom) => isPatients && paint.painted(zoom),
        onAbuse: () => trouble.count('too many messages'),
      });
      return;
    }
    trouble.count('another browser asked for it');
    socket.close(lineCodes.taken, 'another browser has the patient screen');
  });
  await server.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      const isPage = route.url === '/' || route.url.endsWith('.html');
      route.config = { ...route.config, door: isPage ? 'seat' : 'open' };
    });
    // A route for each file that was built: what the folder holds besides cannot be asked for.
    await scope.register(fastifyStatic, { root: appFolder, cacheControl: false, wildcard: false });
  });

  await server.listen(listenOptions('127.0.0.1', port));
  const base = `http://127.0.0.1:${listener.port()}/`;
  const mirror = seats.tokenOf('mirror');
  return {
    url: `${base}?token=${seats.tokenOf('token')}`,
    mirrorUrl: mirror === undefined ? undefined : `${base}?mirror=${mirror}`,
    seats,
    paint,
    close: async () => {
      paint.close();
      trouble.close();
      for (const client of server.websocketServer.clients) client.terminate();
      await server.close();
    },
  };
}
