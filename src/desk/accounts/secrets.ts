import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** What one guess costs: memory is 128 · N · r bytes, time grows with all three. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and some 0.2 s on a small machine. Written into each hash, so that a later version may raise it. */
export const passwordCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

/**
 * For passcodes. Four digits fall to anybody who holds the file, whatever this is; what protects them is the lock after
 * a few wrong ones, so it need not keep a patient waiting.
 */
export const passcodeCost: ScryptCost = { N: 2 ** 14, r: 8, p: 1 };

const hashBytes = 32;

const derive = promisify<string | Uint8Array, Uint8Array, number, object, Buffer>(scrypt);

/** The scrypt hash of `secret`, 32 bytes. */
export function scryptHash(secret: string | Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  return derive(secret, salt, hashBytes, { ...cost, maxmem: 256 * cost.N * cost.r });
}

/** A password as it is kept: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string, cost: ScryptCost = passwordCost): Promise<string> {
  const salt = randomBytes(16);
  return kept(cost, salt, await scryptHash(password.normalize('NFC'), salt, cost));
}

/** What no password is behind, and takes as long to find that out: for a name that nobody has. */
export function nobodysPassword(cost: ScryptCost = passwordCost): string {
  return kept(cost, randomBytes(16), randomBytes(hashBytes));
}

function kept(cost: ScryptCost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether `password` is the one behind `hashed`. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = hashed.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash, 'base64url');
  const given = await scryptHash(password.normalize('NFC'), Buffer.from(salt, 'base64url'), cost);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Letters and digits that nobody takes for each other when they are read off a screen or a log. */
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code to be typed once, 12 characters in three groups: some 58 bits. */
export function newCode(): string {
  const letters: string[] = [];
  while (letters.length < 12) {
    // Bytes past the last whole round of the alphabet would make its first letters likelier.
    for (const byte of randomBytes(16)) {
      const letter = byte < 240 ? codeAlphabet[byte % codeAlphabet.length] : undefined;
      if (letter !== undefined && letters.length < 12) letters.push(letter);
    }
  }
  const text = letters.join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** What is kept of a code or a session token: too long to be guessed, so a plain hash is enough. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** A code as somebody typed it, with or without its dashes. */
export function codeHash(code: string): Buffer {
  return tokenHash(
    code
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, ''),
  );
}
