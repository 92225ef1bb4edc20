import { plainLine } from '../../kernel/plainLine.ts';

/** Where the device has the clinic's shared folder; the receiver's own folders (`face`, `req`, `res`) lie in it. */
export const shareFolder = '/srv/uketsuke/share';

/** A folder of another machine. */
export interface ShareAddress {
  /** Name or IPv4 address. */
  readonly server: string;
  /** Share, and folders below it. */
  readonly path: readonly string[];
}

/** How the device gets at the clinic's shared folder (SMB). */
export interface SharePlan {
  readonly address: ShareAddress;
  /** As Windows takes it: a name, or `DOMAIN\name`. */
  readonly user: string;
  /** Undefined: the one that was laid down for the same server and user. */
  readonly password: string | undefined;
  /** Whether it must be encrypted (SMB 3). Signed it always is. */
  readonly isSealed: boolean;
}

/** What was laid down; nobody reads the password back. */
export type ShareLaid = Omit<SharePlan, 'password'>;

/** No part of a name that Windows knows, and nothing that ends a mount option. */
const forbidden = /["<>|*?:,\\/]/;
const hostName = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/**
 * As people write it: `\\server\share`, with the yen sign that Japanese keyboards and fonts have for the backslash, in
 * full width, with slashes, or as `smb://server/share`. Undefined where it is none.
 */
export function shareAddressIn(text: string): ShareAddress | undefined {
  const slashed = text
    .trim()
    .normalize('NFC')
    .replaceAll(/[\\¥￥＼]/g, '/')
    .replace(/^smb:/i, '');
  if (!slashed.startsWith('//') || slashed.length > 250) return undefined;
  const [server = '', ...path] = slashed.slice(2).replace(/\/+$/, '').split('/');
  const isPath = path.length > 0 && path.every(isNamePart);
  return server.length <= 253 && hostName.test(server) && isPath ? { server, path } : undefined;
}

/** As Windows writes it. */
export function shownAddress({ server, path }: ShareAddress): string {
  return `\\\\${[server, ...path].join('\\')}`;
}

/** Domain and name of a user; undefined where it is none. */
export function shareUserIn(text: string): { readonly domain: string; readonly name: string } | undefined {
  const parts = text
    .trim()
    .replaceAll(/[¥￥＼]/g, '\\')
    .split('\\');
  const [domain, name] = parts.length === 2 ? parts : ['', ...parts];
  if (domain === undefined || !name || parts.length > 2) return undefined;
  const isWord = (word: string): boolean => word.length <= 104 && plainLine.test(word) && !/[,"/]/.test(word);
  return isWord(name) && (domain === '' ? parts.length === 1 : isWord(domain)) ? { domain, name } : undefined;
}

/** What Windows takes, and a line holds. */
export function isSharePassword(text: string): boolean {
  return text !== '' && text.length <= 127 && plainLine.test(text);
}

function isNamePart(part: string): boolean {
  return part !== '' && plainLine.test(part) && !forbidden.test(part) && !/^\.+$/.test(part) && part.trim() === part;
}
