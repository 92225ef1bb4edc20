import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Why a request is not looked at any further: a status, and a word for the log. */
export interface Turned {
  readonly status: 400 | 403 | 421;
  readonly why: string;
}

/** Whether the listener is called by this name: lower case, no port, IPv6 without brackets. */
export type IsOwnName = (name: string) => boolean;

/** For what listens on loopback only. */
export const isLoopbackName: IsOwnName = (name) => name === '127.0.0.1' || name === 'localhost' || name === '::1';

/** Any address, since no stranger's page has one for a name, and the names `certifies` says are ours. */
export function addressOr(certifies: IsOwnName): IsOwnName {
  return (name) => isIP(name) !== 0 || isLoopbackName(name) || certifies(name);
}

/**
 * Turns away what was not sent to this listener, or was sent by a page that is not its own. A browser does what any
 * page says, from inside the network; it only never lies in these headers:
 * - `Host`: a name that was made to point here (DNS rebinding) is not one of ours.
 * - `Origin`: on everything that changes something and on every WebSocket. Another port is another origin; `null` is
 *   nobody's.
 * - `Sec-Fetch-Site`: on pictures and scripts too, which come without an origin. To follow a link is allowed.
 */
export function turnAway(request: IncomingMessage, scheme: 'http' | 'https', isOwn: IsOwnName): Turned | undefined {
  const { headers, rawHeaders, url = '' } = request;
  if (!url.startsWith('/')) return { status: 400, why: 'not a path' };
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  const host = headers.host?.toLowerCase();
  if (hosts.length !== 1 || host === undefined) return { status: 400, why: 'no host, or several' };
  const name = nameIn(host);
  if (name === undefined || !isOwn(name)) return { status: 421, why: 'host of another' };
  const { origin } = headers;
  if (origin !== undefined && origin.toLowerCase() !== `${scheme}://${host}`) {
    return { status: 403, why: 'origin of another' };
  }
  const site = headers['sec-fetch-site'];
  const opens = request.method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  const isOurs = site === undefined || site === 'same-origin' || site === 'none';
  return isOurs || opens ? undefined : { status: 403, why: 'page of another' };
}

/** `name`, `name:port` or `[address]:port`; undefined where it is none of these. */
function nameIn(host: string): string | undefined {
  const [, address, name] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/.exec(host) ?? [];
  return address ?? name?.replace(/\.$/, '');
}
