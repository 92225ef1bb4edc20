import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Keyring, KeySource } from '../storage/keyring.ts';
import type { Damage } from './damage.ts';

/** Where a queue lives: the folder of its database, and its key file, which is never inside that folder. */
export interface OutboxPaths {
  readonly folder: string;
  readonly keyFile: string;
  /** `$CREDENTIALS_DIRECTORY` of the service; a key systemd hands over there goes before the key file. */
  readonly credentialsFolder?: string | undefined;
}

/** The places a kiosk uses unless its configuration says otherwise. */
export function outboxPaths(dataFolder: string, credentialsFolder?: string): OutboxPaths {
  return { folder: join(dataFolder, 'outbox'), keyFile: join(dataFolder, 'keys', 'outbox.key'), credentialsFolder };
}

/** An open queue database and what is needed to read it. */
export interface Store {
  readonly database: Database;
  readonly folder: string;
  readonly keySource: KeySource;
  readonly keys: Keyring;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Databases that were set aside because they were damaged, and what was saved of them; until somebody removes them. */
  readonly damage: readonly Damage[];
}
