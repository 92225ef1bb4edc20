import { z } from 'zod';

/** An address without a name or password in it: those are shown wherever the address is. */
function address(protocol: RegExp) {
  return z
    .url({ protocol })
    .refine((text) => !holdsCredentials(text), 'must hold no name or password: those belong in a file of their own');
}

/** An HTTP address, or nothing. */
export const addressOrNone = z.union([z.literal(''), address(/^https?$/)]);

/** A server of a NATS cluster. */
export const natsServer = address(/^(nats|tls)$/);

/**
 * What to write instead of an address that patients' data would go to in clear, over a network; undefined where it is
 * secured, or stays on this machine.
 */
export function securedInstead(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, hostname } = new URL(text);
  const secured = { 'http:': 'https:', 'nats:': 'tls:' }[protocol];
  return secured === undefined || isLoopback(hostname) ? undefined : `${secured}//${host}`;
}

export function isSecured(text: string): boolean {
  return /^(https|tls):/.test(text);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function holdsCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}
