import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { headOf } from '../../kernel/httpClient.ts';
import { httpDate } from '../../kernel/httpDate.ts';
import { underLimit } from '../../kernel/linkedAbort.ts';
import { strongTls } from '../../kernel/tls.ts';
import { untilAborted } from '../../kernel/untilAborted.ts';
import { whyOf } from '../check.ts';
import type { NetworkPlace } from '../ports.ts';

/** From here to an answer, in this order. */
export const reachSteps = ['name', 'tcp', 'tls', 'http'] as const;
export type ReachStep = (typeof reachSteps)[number];

/** How far one came towards an address. */
export interface Reached {
  /** How long each step took that succeeded, milliseconds. */
  readonly ms: Readonly<Partial<Record<ReachStep, number>>>;
  /** The step to blame, and what the system said; undefined where all went well. */
  readonly failed: { readonly step: ReachStep; readonly why: string } | undefined;
  /** Days until the certificate at the other end is no longer valid; undefined without TLS. */
  readonly daysLeft: number | undefined;
  /** What time it is there, milliseconds since the epoch, as its answer says. */
  readonly date: number | undefined;
}

export interface ReachOptions {
  /** The last step. */
  readonly upTo: 'tls' | 'http';
  readonly signal: AbortSignal;
  /** Longest time of each step, milliseconds. */
  readonly stepMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Goes the way to an address step by step, as the kiosk itself does: name, connection, TLS with both identities, an
 * answer. Sends nothing of anybody's; of HTTP only `HEAD`.
 */
export async function reach(place: NetworkPlace, options: ReachOptions): Promise<Reached> {
  const { upTo, signal, stepMs, now } = options;
  const url = new URL(place.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecured = url.protocol === 'https:' || url.protocol === 'tls:';
  const ms: Partial<Record<ReachStep, number>> = {};
  let step: ReachStep = 'name';
  let socket: Socket | undefined;
  let daysLeft: number | undefined;
  let date: number | undefined;
  const timed = async <T>(name: ReachStep, work: () => Promise<T>): Promise<T> => {
    step = name;
    const startedAt = performance.now();
    const done = await underLimit([signal], stepMs, (limit) => untilAborted(work(), limit));
    ms[name] = Math.round(performance.now() - startedAt);
    return done;
  };
  try {
    const { address } = await timed('name', () => addressOf(host));
    // Known before it is open: one that opens when nobody waits for it any more is closed all the same.
    const plain = connectTcp({ host: address, port: portOf(url) });
    socket = plain;
    await timed('tcp', () => opened(plain, 'connect'));
    // NATS speaks in clear before it turns to TLS: how far that comes is seen by its first delivery.
    if (isSecured && url.protocol !== 'tls:') {
      const secured = await timed('tls', async () => {
        const named = isIP(host) === 0 ? { servername: host } : {};
        const over = connectTls({ ...strongTls, ...place.tls, socket: plain, host, ...named });
        await opened(over, 'secureConnect');
        // By TLS 1.3 who does not accept our certificate says so only now.
        await refusalOf(over);
        return over;
      });
      const { valid_to: end } = secured.getPeerCertificate();
      daysLeft = Math.floor((Date.parse(end) - now()) / 86_400_000);
      secured.destroy();
    }
    if (upTo === 'http') date = await timed('http', () => dateAt(place, signal));
    return { ms, failed: undefined, daysLeft, date };
  } catch (error) {
    return { ms, failed: { step, why: whyOf(error) }, daysLeft, date };
  } finally {
    socket?.destroy();
  }
}

const refusalMs = 150;

/**
 * Looked up as every connection of this program does it. A name server that is gone holds a thread of Node's few for
 * seconds, and files are read by the same: no name is looked up twice at once.
 */
function addressOf(host: string): Promise<LookupAddress> {
  const underWay = lookingUp.get(host);
  if (underWay) return underWay;
  const found = lookup(host).finally(() => lookingUp.delete(host));
  lookingUp.set(host, found);
  return found;
}

const lookingUp = new Map<string, Promise<LookupAddress>>();

async function dateAt({ url, tls }: NetworkPlace, signal: AbortSignal): Promise<number | undefined> {
  const head = await headOf(new URL(url), { method: 'HEAD', signal }, tls);
  return httpDate(head.get('date'));
}

function opened<S extends Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket));
    // An error that comes later is nobody's: the socket is destroyed by then.
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('closed by the other end')));
  });
}

/** Settles after a moment without a word, milliseconds; rejects with what the other end says against us. */
async function refusalOf(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed by the other end once it had seen who we are')));
    setTimeout(resolve, refusalMs);
  });
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  if (protocol === 'https:') return 443;
  return protocol === 'http:' ? 80 : 4_222;
}
