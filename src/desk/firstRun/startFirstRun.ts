import { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { hour } from '../../kernel/durations.ts';
import { listenOptions, type PortChoice } from '../../kernel/heldPort.ts';
import type { Doors } from '../../kernel/listener/doors.ts';
import { type GuardedListener, guardedListener, type ListenerLimits } from '../../kernel/listener/guardedListener.ts';
import { addressOr, isLoopbackName } from '../../kernel/listener/whoAsks.ts';
import { portTrouble } from '../../kernel/portTrouble.ts';
import { strongTls } from '../../kernel/tls.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { FailedSignIns } from '../accounts/failedSignIns.ts';
import { KnownBrowsers } from '../accounts/knownBrowsers.ts';
import { newCode } from '../accounts/secrets.ts';
import { Sessions } from '../accounts/sessions.ts';
import { SignIn } from '../accounts/signIn.ts';
import { type DeskCertificate, ownCertificate } from '../certificate.ts';
import { staffDoor } from '../http/access.ts';
import { bodyLimit, openPages } from '../http/openPages.ts';
import type { SignInParts } from '../routes/signInRoutes.ts';
import { shownHost } from '../startDesk.ts';
import { type FirstRunContext, firstRunRoutes } from './context.ts';
import { firstRunRouting } from './firstRunRoutes.ts';
import { Grant } from './grant.ts';
import { setUpDoor } from './setUpDoor.ts';

export interface FirstRunPagesOptions
  extends Omit<FirstRunContext, 'now' | 'sessions' | 'grant' | 'code' | 'addresses'> {
  /** By which other computers call this machine. */
  readonly hosts: () => readonly string[];
  /** What the pages load, as built: `dist/desk`. */
  readonly appFolder: string;
  /** For the kiosk's own browser: on loopback, without TLS. */
  readonly screen: PortChoice;
  /** For another computer: over HTTPS, with a certificate of its own making. */
  readonly desk: { readonly host: string; readonly port: PortChoice };
}

/** The pages of the first set-up, at both places. */
export interface FirstRunServer {
  readonly screenUrl: string;
  readonly deskUrl: string;
  /** Where another computer finds it at this moment; none where it listens on loopback. */
  readonly addresses: () => readonly string[];
  /** To be shown where only whoever stands before the kiosk reads; undefined once there is an administrator. */
  readonly setUpCode: string | undefined;
  close(): Promise<void>;
}

/** One person sets a kiosk up, perhaps from two places. */
const limits: ListenerLimits = {
  most: 32,
  mostOfOneAddress: 24,
  newOnes: { burst: 40, perSecond: 10 },
  allNewOnes: { burst: 80, perSecond: 20 },
  requests: { burst: 300, perSecond: 10 },
  allRequests: { burst: 400, perSecond: 20 },
};

/** Nobody's data is behind these pages, and somebody looks for a certificate meanwhile. */
const sessionLimits = { idleMs: hour, longestMs: 12 * hour, lockMs: hour } as const;

/**
 * Opens the set-up: the same pages on the kiosk's own screen and for a browser in the clinic's network. Errors: U-702 a
 * port is taken; U-801, U-802 the certificate.
 */
export async function startFirstRun(options: FirstRunPagesOptions): Promise<Result<FirstRunServer>> {
  const { store, accounts, audit, log } = options;
  const { now } = store;
  const certificate = await ownCertificate(store.folder, now());
  if (!certificate.ok) return certificate;
  const setUpCode = newCode();
  const failures = new FailedSignIns(audit);
  const browsers = new KnownBrowsers(store);
  const parts = {
    signIn: new SignIn(accounts, failures, browsers, store.lived),
    failures,
    browsers,
    setUpCode: accounts.needSetUp() ? setUpCode : undefined,
    firstAt: '/set-up',
  };
  const grant = new Grant(setUpCode, store.lived);
  const doors: Doors = { staff: staffDoor, 'set-up': setUpDoor({ accounts, grant }) };
  const desk = listenerFor(certificate.value, doors, log);
  const screen = listenerFor(undefined, doors, log);
  const context: FirstRunContext = {
    ...options,
    now,
    sessions: new Sessions(store, accounts, sessionLimits),
    grant,
    code: () => (accounts.needSetUp() ? setUpCode : undefined),
    addresses: () => offered(options.desk.host, options.hosts()).map((host) => `https://${host}:${desk.port()}/`),
  };
  const servers = [desk, screen] as const;
  for (const listener of servers) await serve(listener, context, parts, { ...options, isAtKiosk: listener === screen });
  const close = async () => {
    for (const { server } of servers) await server.close();
    failures.close();
  };
  try {
    await desk.server.listen(listenOptions(options.desk.host, options.desk.port));
    await screen.server.listen(listenOptions('127.0.0.1', options.screen));
  } catch (error) {
    await close();
    const trouble = portTrouble(error);
    if (trouble !== undefined) return failed('U-702', trouble);
    throw error;
  }
  log.info({ fingerprint: certificate.value.fingerprint, port: desk.port() }, 'the set-up is open');
  return ok({
    screenUrl: `http://127.0.0.1:${screen.port()}/`,
    deskUrl: `https://${shownHost(options.desk.host)}:${desk.port()}/`,
    addresses: context.addresses,
    setUpCode: context.code(),
    close,
  });
}

/** By what another computer reaches a listener at `host`, as it stands in an address; none where that is loopback. */
export function offered(host: string, own: readonly string[]): readonly string[] {
  const all = { '0.0.0.0': own.filter((each) => !each.includes(':')), '::': own }[host] ?? [host];
  return all.filter((each) => !isLoopbackName(each)).map((each) => (each.includes(':') ? `[${each}]` : each));
}

/** @param certificate of the one that is reached over TLS; the other is on loopback */
function listenerFor(certificate: DeskCertificate | undefined, doors: Doors, log: Logger): GuardedListener {
  const named = certificate && new X509Certificate(certificate.certificate);
  return guardedListener({
    name: certificate ? 'set-up' : 'set-up at the kiosk',
    isOwnName: named ? addressOr((name) => named.checkHost(name) !== undefined) : isLoopbackName,
    doors,
    limits,
    ...(certificate ? { tls: { key: certificate.key, cert: certificate.certificate, ...strongTls } } : {}),
    log,
    fastify: { bodyLimit, exposeHeadRoutes: false },
  });
}

async function serve(
  { server }: GuardedListener,
  context: FirstRunContext,
  parts: SignInParts,
  { appFolder, isAtKiosk }: { readonly appFolder: string; readonly isAtKiosk: boolean },
): Promise<void> {
  await openPages(server, context, { isSecured: !isAtKiosk, appFolder, parts, beside: firstRunRoutes });
  await firstRunRouting(server, context, { failures: parts.failures, isAtKiosk });
}
