import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRegularFile } from '../kernel/regularFile.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { createPrivateFile, makePrivateFolder, replacePrivateFile } from './privateFile.ts';

/** One AES-256 key. Its id is derived from it, so that a row names its key without telling anything about it. */
export interface SealingKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** The keys that open what is in the queue; `current` seals what is new. */
export interface Keyring {
  readonly current: SealingKey;
  readonly ids: readonly string[];
  /** Looks into the key file again before it gives up: another process may have rotated the key meanwhile. */
  find(id: string): SealingKey | undefined;
}

/** Where the keys come from. */
export interface KeySource {
  readonly file: string;
  /** `credential`: handed over by systemd (TPM2, host key), not ours to change. `file`: our own, mode 0600. */
  readonly kind: 'credential' | 'file';
}

/** Name of the credential in a unit: `LoadCredentialEncrypted=uketsuke-outbox-key`. */
export const credentialName = 'uketsuke-outbox-key';

/**
 * The credential where the service was given one, else the key file.
 * @param credentialsFolder value of `$CREDENTIALS_DIRECTORY`, where there is one.
 */
export function keySourceOf(keyFile: string, credentialsFolder: string | undefined): KeySource {
  const credential = credentialsFolder === undefined ? undefined : join(credentialsFolder, credentialName);
  if (credential !== undefined && existsSync(credential)) return { file: credential, kind: 'credential' };
  return { file: keyFile, kind: 'file' };
}

/**
 * Reads the keys: one a line, 64 hex digits, the last line the current one. Rotation is adding a line; an old line
 * may go once nothing sealed with it is left. Errors: U-504 the file is missing, malformed, or open to others.
 */
export function readKeyring(source: KeySource): Result<Keyring> {
  const first = readKeys(source);
  if (!first.ok) return first;
  let keys = first.value;
  return ok({
    get current() {
      return keys.current;
    },
    get ids() {
      return keys.all.map(({ id }) => id);
    },
    find(id) {
      const known = keys.all.find((key) => key.id === id);
      if (known) return known;
      const again = readKeys(source);
      if (again.ok) keys = again.value;
      return keys.all.find((key) => key.id === id);
    },
  });
}

/** As {@link readKeyring}, but makes the file when it is not there yet. Only for a queue that holds nothing. */
export function readOrCreateKeyring(source: KeySource): Result<Keyring> {
  if (source.kind === 'file' && !existsSync(source.file)) {
    makePrivateFolder(dirname(source.file));
    createPrivateFile(source.file, Buffer.from(`${newKeyLine()}\n`, 'ascii'));
  }
  return readKeyring(source);
}

/** Adds a key, which seals from now on; every old one still opens. Errors: U-504. */
export function addKey(source: KeySource): Result<Keyring> {
  const before = readKeys(source);
  if (!before.ok) return before;
  replacePrivateFile(source.file, Buffer.from([...before.value.lines, newKeyLine(), ''].join('\n'), 'ascii'));
  return readKeyring(source);
}

/** Takes keys out of our own file that nothing is sealed with any more, never the current one. Returns their ids. */
export function dropUnusedKeys(source: KeySource, used: ReadonlySet<string>): Result<readonly string[]> {
  const before = readKeys(source);
  if (!before.ok) return before;
  const { all, lines, current } = before.value;
  if (source.kind === 'credential') return ok([]);
  const isKept = (id: string | undefined): boolean => id === current.id || (id !== undefined && used.has(id));
  const kept = lines.filter((_, at) => isKept(all[at]?.id));
  if (kept.length === lines.length) return ok([]);
  replacePrivateFile(source.file, Buffer.from(`${kept.join('\n')}\n`, 'ascii'));
  return ok(all.map(({ id }) => id).filter((id) => !isKept(id)));
}

/** A fresh key as a line of the key file: 64 hex digits. */
export function newKeyLine(): string {
  return randomBytes(32).toString('hex');
}

interface Keys {
  readonly lines: readonly string[];
  readonly all: readonly SealingKey[];
  readonly current: SealingKey;
}

function readKeys({ file, kind }: KeySource): Result<Keys> {
  let text: string;
  try {
    const { bytes, mode } = readRegularFile(file);
    if (kind === 'file' && mode & 0o077) {
      return failed('U-504', `key file ${file} is open to others: chmod 600`);
    }
    text = bytes.toString('utf8');
  } catch (error) {
    return failed('U-504', `key file ${file}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const all = lines.map(keyFromHex).filter((key) => key !== undefined);
  const current = all.at(-1);
  if (!current || all.length < lines.length) return failed('U-504', `key file ${file}: not lines of 64 hex digits`);
  return ok({ lines, all, current });
}

function keyFromHex(hex: string): SealingKey | undefined {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined;
  const bytes = Buffer.from(hex, 'hex');
  const id = createHash('sha256').update('uketsuke key id\n').update(bytes).digest('hex').slice(0, 16);
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  return { id, secret };
}
