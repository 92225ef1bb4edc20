import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Hashing, Lane, ScryptCost } from './hashing.ts';

/** 32 MiB and some 0.2 s on a small machine. Written into each hash, so that a later version may raise it. */
export const passwordCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

/**
 * For passcodes. Four digits fall to anybody who holds the file, whatever this is; what protects them is the lock after
 * a few wrong ones, so it need not keep a patient waiting.
 */
export const passcodeCost: ScryptCost = { N: 2 ** 14, r: 8, p: 1 };

const hashBytes = 32;

/** What is kept of a passcode (ASCII digits), 32 bytes; `busy` where the desk's line is full. */
export function passcodeHash(
  hashing: Hashing,
  lane: Lane,
  passcode: Uint8Array,
  { salt, cost }: { readonly salt: Uint8Array; readonly cost: ScryptCost },
): Promise<Buffer | 'busy'> {
  return hashing.hash(lane, passcode, { salt, bytes: hashBytes, cost });
}

/** A password as it is kept, `scrypt$N$r$p$salt$hash`; `busy` where the line for hashes is full. */
export async function hashPassword(
  hashing: Hashing,
  password: string,
  cost: ScryptCost = passwordCost,
): Promise<string> {
  const salt = randomBytes(16);
  const hash = await hashing.hash('desk', bytesOf(password), { salt, bytes: hashBytes, cost });
  return hash === 'busy' ? hash : kept(cost, salt, hash);
}

/** What no password is behind, and takes as long to find that out: for a name that nobody has. */
export function nobodysPassword(cost: ScryptCost = passwordCost): string {
  return kept(cost, randomBytes(16), randomBytes(hashBytes));
}

function kept(cost: ScryptCost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether `password` is the one behind `hashed`; `busy` where the line for hashes is full. */
export async function isPassword(hashing: Hashing, password: string, hashed: string): Promise<boolean | 'busy'> {
  const [scheme, N, r, p, salt, hash] = hashed.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash, 'base64url');
  const by = { salt: Buffer.from(salt, 'base64url'), bytes: hashBytes, cost };
  const given = await hashing.hash('desk', bytesOf(password), by);
  if (given === 'busy') return given;
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function bytesOf(password: string): Uint8Array {
  return Buffer.from(password.normalize('NFC'), 'utf8');
}

/** Letters and digits that nobody takes for each other when they are read off a screen or a log. */
/** Letters and digits that look like no other. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

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
