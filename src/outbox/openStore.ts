import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { vacuumPolicy } from '../storage/durable.ts';
import { guarded } from '../storage/guarded.ts';
import { dropUnusedKeys, type Keyring, keySourceOf, readKeyring, readOrCreateKeyring } from '../storage/keyring.ts';
import { type Notes, notesIn } from '../storage/notes.ts';
import { openExistingPrivateDatabase, openPrivateDatabase, type PrivateDatabase } from '../storage/privateDatabase.ts';
import { makePrivateFolder } from '../storage/privateFile.ts';
import { setAside } from '../storage/setAside.ts';
import { listDamage } from './damage.ts';
import { recoverSetAside } from './recovery.ts';
import { queueSchema } from './schema.ts';
import type { OutboxPaths, Store } from './store.ts';
import { vouchingIn } from './voucher.ts';

const fileName = 'outbox.sqlite';

/** Larger than this it only is after a long outage. */
const checkedUpToBytes = 256 * 1024 * 1024;

function queueIn(folder: string, keys: Keyring): PrivateDatabase {
  const prepare = (database: Database): void => vouchingIn(database, keys);
  return { name: 'queue', folder, fileName, schema: queueSchema, prepare, checkedUpToBytes };
}

/**
 * Opens the queue of a kiosk, and makes it at the very first start. A damaged one is set aside, what can be read of
 * it is taken over, and {@link Store.damage} says so, as it does where the file is gone and its key is not. Errors: U-501 the disk, the file or its durability is not as it
 * must be; U-504 there is a queue but not its key: a new key would make it unreadable for good.
 */
export function openStore(paths: OutboxPaths, now: () => number): Result<Store> {
  const { folder } = paths;
  const keySource = keySourceOf(paths.keyFile, paths.credentialsFolder);
  return guarded(() => {
    const isNew = !existsSync(join(folder, fileName)) && listDamage(folder, fileName).length === 0;
    const isGone = isNew && keySource.kind === 'file' && existsSync(keySource.file);
    const keys = isNew ? readOrCreateKeyring(keySource) : readKeyring(keySource);
    if (!keys.ok) return keys;
    if (isGone) {
      makePrivateFolder(folder);
      setAside(folder, fileName, now());
    }
    const parts = { folder, keySource, keys: keys.value, now };
    const open = () =>
      openPrivateDatabase(queueIn(folder, keys.value), (database, before) => finish(database, before, parts));
    const opened = open();
    const isDamaged = !opened.ok && opened.problem.code === 'U-506';
    if (isDamaged) setAside(folder, fileName, now());
    const database = isDamaged ? open() : opened;
    if (!database.ok) return database;
    const store = { ...parts, database: database.value, damage: [] };
    if (listDamage(folder, fileName).length > 0) recoverSetAside(store, fileName);
    return ok({ ...store, damage: listDamage(folder, fileName) });
  });
}

/** Opens a queue that a kiosk may be running on; makes and migrates nothing. Errors as {@link openStore}, and U-506. */
export function openExistingStore({ folder, ...paths }: OutboxPaths, now: () => number): Result<Store> {
  const keySource = keySourceOf(paths.keyFile, paths.credentialsFolder);
  return guarded(() => {
    if (!existsSync(join(folder, fileName))) return failed('U-501', `there is no queue in ${folder}`);
    const keys = readKeyring(keySource);
    if (!keys.ok) return keys;
    const database = openExistingPrivateDatabase(queueIn(folder, keys.value), 'write');
    if (!database.ok) return database;
    return ok({
      folder,
      keySource,
      keys: keys.value,
      now,
      database: database.value,
      damage: listDamage(folder, fileName),
    });
  });
}

/** Reads the notes in a queue that a kiosk may be running on; needs no key. Errors: U-501, also where there are none yet. */
export function readQueueNotes(folder: string): ReturnType<Notes['all']> {
  return guarded(() => {
    const opened = openExistingPrivateDatabase({ name: 'queue', folder, fileName, schema: queueSchema }, 'read');
    if (!opened.ok) return opened;
    try {
      return notesIn(opened.value).all();
    } finally {
      opened.value.close();
    }
  });
}

type StoreParts = Omit<Store, 'database' | 'damage'>;

function finish(database: Database, versionBefore: number, parts: StoreParts): Result<void> {
  if (versionBefore === 1) takeOverVacuumPolicy(database);
  return knowsItsKeys(database, parts);
}

/** A queue of the first version rewrites its file once, to be able to give pages back. Without room: next time. */
function takeOverVacuumPolicy(database: Database): void {
  guarded(() => {
    database.pragma(vacuumPolicy);
    database.exec('VACUUM');
    return ok(undefined);
  });
}

/** One damaged row must not stop a kiosk; not one row that opens means that the key file is another's. */
function knowsItsKeys(database: Database, { keys, keySource, folder }: StoreParts): Result<void> {
  // From both ends: a queue of a million receptions is not read through at every start.
  const ends = database
    .prepare<[], string>(
      `SELECT key_id FROM (SELECT key_id FROM journal ORDER BY sequence LIMIT 50)
       UNION SELECT key_id FROM (SELECT key_id FROM journal ORDER BY sequence DESC LIMIT 50)`,
    )
    .pluck()
    .all();
  if (ends.length > 0 && !ends.some((id) => keys.find(id))) {
    return failed('U-504', `the key file holds none of the keys the queue is sealed with (${ends[0]})`);
  }
  // What was set aside may be sealed with any of them.
  if (keys.ids.length === 1 || listDamage(folder, fileName).length > 0) return ok(undefined);
  const used = new Set(
    database
      .prepare<[], string>(
        // A rotation that was cut short may have left either behind.
        `SELECT DISTINCT key_id FROM journal
         UNION SELECT DISTINCT lower(hex(substr(voucher, 1, 8))) FROM delivery
         WHERE voucher IS NOT NULL AND reception IN (SELECT sequence FROM journal)`,
      )
      .pluck()
      .all(),
  );
  const dropped = dropUnusedKeys(keySource, used);
  return dropped.ok ? ok(undefined) : dropped;
}
