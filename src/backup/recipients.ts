import { failed, ok } from '../problem/result.ts';

/** A pair of keys (age, X25519): who has the first can make backups, who has the second can open them. */
export interface BackupKey {
  /** `age1…`: stands on every kiosk. */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1…`: kept by clinic IT, away from every kiosk. */
  readonly identity: string;
}

export async function makeBackupKey(): Promise<BackupKey> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  return { recipient: await identityToRecipient(identity), identity };
}

/** Seals to all of them: each can open it alone. Errors: U-708 one is no key. */
export async function sealer(recipients: readonly string[]) {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  try {
    for (const each of recipients) encrypter.addRecipient(each);
  } catch (error) {
    return failed('U-708', error instanceof Error ? error.message : String(error));
  }
  return ok(encrypter);
}

/** Opens what was sealed to one of these: the lines of a key file. Errors: U-708 none of them is a key. */
export async function opener(keyFile: string) {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  const identities = keyFile
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  try {
    for (const each of identities) decrypter.addIdentity(each);
  } catch {
    // What the library says of it may repeat the key.
    return failed('U-708', 'the key file holds no age identity');
  }
  return identities.length > 0 ? ok(decrypter) : failed('U-708', 'the key file is empty');
}
