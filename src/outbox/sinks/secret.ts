import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../../problem/result.ts';
import { createPrivateFile, makePrivateFolder, readPrivateFile } from '../../storage/privateFile.ts';

/** Shorter than this and the signature can be guessed. */
const leastBytes = 16;

/**
 * The secret a kiosk and a clinic system share: the file's text without blanks around it, as UTF-8.
 * Errors: U-702 the file is missing, too short, or readable by others than its owner.
 */
export function readSecretFile(file: string): Result<Uint8Array> {
  const read = readPrivateFile(file);
  if (!read.ok) return read;
  const secret = Buffer.from(Buffer.from(read.value).toString('utf8').trim(), 'utf8');
  return secret.length < leastBytes ? failed('U-702', `${file} holds less than ${leastBytes} bytes`) : ok(secret);
}

/** As {@link readSecretFile}, but draws a secret where there is no file yet: for the simulated clinic. */
export function readOrCreateSecretFile(file: string): Result<Uint8Array> {
  if (!existsSync(file)) {
    makePrivateFolder(dirname(file));
    createPrivateFile(file, Buffer.from(`${randomBytes(32).toString('hex')}\n`, 'ascii'));
  }
  return readSecretFile(file);
}
