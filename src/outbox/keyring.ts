import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';
import { createPrivateFile, makePrivateFolder } from './privateFile.ts';

/** One AES-256 key. Its id is derived from it, so that a row names its key without telling anything about it. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The keys that open what is in the queue; `current` seals what is new. */
export interface Keyring {
  readonly current: SealingKey;
  find(id: string): SealingKey | undefined;
}

/**
 * Reads the key file: one key a line, 64 hex digits, the last line the current one. Rotation is adding a line; an old
 * line may go once nothing sealed with it is left. Errors: U-504 the file is missing, unreadable or malformed.
 */
export function readKeyring(file: string): Result<Keyring> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return failed('U-504', `key file ${file}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => keyFromHex(line.trim()));
  const current = keys.at(-1);
  if (!current || keys.includes(undefined)) return failed('U-504', `key file ${file}: not lines of 64 hex digits`);
  return ok({ current, find: (id) => keys.find((key) => key?.id === id) });
}

/** As {@link readKeyring}, but makes the file when it is not there yet. Only for a queue that holds nothing. */
export function readOrCreateKeyring(file: string): Result<Keyring> {
  if (!existsSync(file)) {
    makePrivateFolder(dirname(file));
    createPrivateFile(file, Buffer.from(`${randomBytes(32).toString('hex')}\n`, 'ascii'));
  }
  return readKeyring(file);
}

function keyFromHex(hex: string): SealingKey | undefined {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined;
  const bytes = Buffer.from(hex, 'hex');
  const id = createHash('sha256').update('uketsuke key id\n').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes };
}
