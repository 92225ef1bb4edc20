import { X509Certificate } from 'node:crypto';
import { Server as HttpsServer } from 'node:https';
import { minute } from '../kernel/durations.ts';
import { listenOptions, type PortChoice } from '../kernel/heldPort.ts';
import { type GuardedListener, guardedListener, type ListenerLimits } from '../kernel/listener/guardedListener.ts';
import { addressOr } from '../kernel/listener/whoAsks.ts';
import { portTrouble } from '../kernel/portTrouble.ts';
import { strongTls } from '../kernel/tls.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { FailedSignIns } from './accounts/failedSignIns.ts';
import { firstCode } from './accounts/firstCode.ts';
import { KnownBrowsers } from './accounts/knownBrowsers.ts';
import { Sessions } from './accounts/sessions.ts';
import { SignIn } from './accounts/signIn.ts';
import type { SessionLimits } from './accounts/standing.ts';
import { SettledBook } from './attention/settledBook.ts';
import type { CertificateFiles, DeskCertificate } from './certificate.ts';
import { CertificateWatch } from './certificateWatch.ts';
import type { DeskContext } from './context.ts';
import { staffDoor } from './http/access.ts';
import { LiveEvents } from './http/liveEvents.ts';
import { bodyLimit, openPages } from './http/openPages.ts';
import { arrivalRoutes } from './routes/arrivalRoutes.ts';
import { attentionRoutes } from './routes/attentionRoutes.ts';
import { backupRoutes } from './routes/backupRoutes.ts';
import { insuranceLookUpRoutes } from './routes/insuranceLookUpRoutes.ts';
import { kioskRoutes } from './routes/kioskRoutes.ts';
import { lockRoutes } from './routes/lockRoutes.ts';
import { machineRoutes } from './routes/machineRoutes.ts';
import { modeRoutes } from './routes/modeRoutes.ts';
import { ownRoutes } from './routes/ownRoutes.ts';
import { reportRoutes } from './routes/reportRoutes.ts';
import { samePersonRoutes } from './routes/samePersonRoutes.ts';
import { settingsRoutes } from './routes/settingsRoutes.ts';
import type { SignInParts } from './routes/signInRoutes.ts';
import { staffRoutes } from './routes/staffRoutes.ts';
import { statisticsRoutes } from './routes/statisticsRoutes.ts';
import { supportRoutes } from './routes/supportRoutes.ts';
import { updateRoutes } from './routes/updateRoutes.ts';

export interface DeskOptions extends Omit<DeskContext, 'now' | 'sessions' | 'settled'> {
  /** Address to listen on: `0.0.0.0` for the clinic's network. */
  readonly host: string;
  readonly port: PortChoice;
  /** What the pages load, as built: `dist/desk`. */
  readonly appFolder: string;
  /** The operator's own; without it the desk makes one itself. */
  readonly certificate?: CertificateFiles | undefined;
  /** With the code for the first account; without it a new one is drawn at each start. */
  readonly firstCodeFile?: string | undefined;
  readonly sessionLimits?: SessionLimits | undefined;
}

/** A running desk. */
export interface DeskServer {
  readonly url: string;
  /** SHA-256 of its certificate, as browsers show it: for staff to compare once. */
  readonly fingerprint: string;
  /** For whoever makes the first account; undefined once there is one. To be printed where only the operator reads. */
  readonly setUpCode: string | undefined;
  close(): Promise<void>;
}

/**
 * A page asks for itself and two files, and keeps one connection; one that is open asks again when something happens.
 * A clinic has some ten of them, perhaps behind one address.
 */
const limits: ListenerLimits = {
  most: 128,
  mostOfOneAddress: 48,
  newOnes: { burst: 60, perSecond: 20 },
  // A handshake costs the main thread a millisecond or two, and a machine in the network has as many addresses as it likes.
  allNewOnes: { burst: 200, perSecond: 50 },
  requests: { burst: 300, perSecond: 10 },
  allRequests: { burst: 600, perSecond: 50 },
};

/** How often sessions that are over are removed, and the certificate is looked at, milliseconds. */
const sweepMs = minute;

/**
 * The staff desk over HTTPS. Errors: U-702 the port is taken, or the code for the first account cannot be read; U-801, U-802 the certificate cannot be made, or the
 * operator's own does not fit.
 */
export async function startDesk(options: DeskOptions): Promise<Result<DeskServer>> {
  const { accounts, audit, store, log, host, port } = options;
  const { now } = store;
  const watched = await CertificateWatch.open(options.certificate, store);
  if (!watched.ok) return watched;
  const certificate = watched.value;

  const desk: DeskContext = {
    ...options,
    now,
    sessions: new Sessions(store, accounts, options.sessionLimits),
    settled: new SettledBook(store, audit),
  };
  const browsers = new KnownBrowsers(store);
  const failures = new FailedSignIns(audit);
  const signIn = new SignIn(accounts, failures, browsers, store.lived);
  const code = accounts.needSetUp() ? firstCode(options.firstCodeFile) : ok(undefined);
  if (!code.ok) return code;
  const setUpCode = code.value;
  const { fingerprint } = certificate.shown;
  const listener = guardedListener({
    name: 'staff desk',
    isOwnName: addressOr((name) => new X509Certificate(certificate.shown.certificate).checkHost(name) !== undefined),
    doors: { staff: staffDoor },
    limits,
    tls: tlsOf(certificate.shown),
    log,
    fastify: { bodyLimit, exposeHeadRoutes: false },
  });
  const { server } = listener;
  const live = new LiveEvents(desk, listener.keep);
  await deskRoutes(listener, desk, { signIn, failures, browsers, setUpCode, live, appFolder: options.appFolder });
  const sweep = setInterval(() => {
    endSessions(desk);
    void renew(certificate, listener.raw, options);
  }, sweepMs).unref();
  const close = async () => {
    clearInterval(sweep);
    live.close();
    await server.close();
    failures.close();
  };

  try {
    await server.listen(listenOptions(host, port));
  } catch (error) {
    await close();
    const trouble = portTrouble(error);
    if (trouble !== undefined) return failed('U-702', trouble);
    throw error;
  }
  const bound = listener.port();
  log.info({ fingerprint, port: bound }, 'staff desk is open; compare the fingerprint when a browser asks');
  return ok({ url: `https://${shownHost(host)}:${bound}/`, fingerprint, setUpCode, close });
}

async function deskRoutes(
  { server }: GuardedListener,
  desk: DeskContext,
  parts: SignInParts & { readonly live: LiveEvents; readonly appFolder: string },
): Promise<void> {
  await openPages(server, desk, { isSecured: true, appFolder: parts.appFolder, parts });
  ownRoutes(server, desk, parts.signIn);
  lockRoutes(server, desk, parts.signIn);
  staffRoutes(server, desk);
  kioskRoutes(server, desk, parts.live);
  arrivalRoutes(server, desk);
  attentionRoutes(server, desk);
  insuranceLookUpRoutes(server, desk);
  samePersonRoutes(server, desk);
  modeRoutes(server, desk);
  statisticsRoutes(server, desk);
  supportRoutes(server, desk);
  backupRoutes(server, desk);
  machineRoutes(server, desk);
  reportRoutes(server, desk);
  await updateRoutes(server, desk);
  settingsRoutes(server, desk);
}

/** Removes sessions that are over, locks those that nobody was seen at, and says so in the trail. */
function endSessions({ sessions, audit, log }: DeskContext): void {
  try {
    for (const staff of sessions.removeOver()) audit.append({ type: 'desk.signed-out', staff, why: 'idle' });
    for (const staff of sessions.lockUnseen()) audit.append({ type: 'desk.locked', staff, why: 'unseen' });
  } catch (error) {
    // They are over all the same, by their times; the next sweep removes them.
    log.warn({ problem: 'U-801', error: error instanceof Error ? error.message : undefined }, 'sessions not removed');
  }
}

/** Shows another certificate from now on where there is one. */
async function renew(
  certificate: CertificateWatch,
  server: GuardedListener['raw'],
  { store, log }: Pick<DeskOptions, 'store' | 'log'>,
): Promise<void> {
  const looked = await certificate.look();
  if (!looked.ok) {
    log.error({ problem: looked.problem.code, detail: looked.problem.detail }, 'certificate not renewed');
    return;
  }
  if (!looked.value) return;
  if (server instanceof HttpsServer) server.setSecureContext(tlsOf(looked.value));
  log.info({ fingerprint: looked.value.fingerprint, at: store.now() }, 'staff desk has a new certificate');
}

function tlsOf({ key, certificate }: DeskCertificate) {
  return { key, cert: certificate, ...strongTls } as const;
}

/** What to type into a browser on this machine. */
export function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? 'localhost' : host;
}
