import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { failed, ok, type Result } from '../problem/result.ts';
import { syncFolder } from '../storage/privateFile.ts';
import { Sqlite } from '../storage/sqlite.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { isWithinReach, nameBackup, partEnding } from './naming.ts';
import type { BackedUpFile } from './places.ts';
import { sealer } from './recipients.ts';
import { generationOf, type Naming, namingOf, retire, serveAgain } from './standing.ts';

export interface BackupOptions {
  readonly dataFolder: string;
  readonly places: readonly BackedUpFile[];
  /** A file that is not there yet. */
  readonly to: string;
  /** `age1…`, one or more. */
  readonly recipients: readonly string[];
  readonly kiosk: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether this machine is to serve nobody any more. Only for who has the data folder to itself. */
  readonly isRetiring: boolean;
}

/**
 * Writes everything into one sealed file, beside a running kiosk too: each database as it was at one moment. The file
 * has its name only once all of it is on the disk. A machine that retires is out of service, durably, before that; where
 * it was cut short in between, the same call brings it to its end.
 *
 * Errors: U-708 a recipient is no key; U-714 the file is there already, or could not be written: then there is none, and
 * nothing has changed; U-732 the machine has retired, and it is not certain that the file has its name: the same again.
 */
export async function createBackup(options: BackupOptions): Promise<Result<Manifest>> {
  const { to, recipients, dataFolder, isRetiring, now } = options;
  const sealing = await sealer(recipients);
  if (!sealing.ok) return sealing;
  const unfinished = isRetiring ? namingOf(dataFolder) : undefined;
  // Nobody was served since: what is in it is still everything.
  if (unfinished && unfinished.to === resolve(to) && isWithinReach(unfinished)) return ended(dataFolder, unfinished);
  if (existsSync(to)) return failed('U-714', `${to} exists`);
  const part = `${to}${partEnding}`;
  const manifest: Omit<Manifest, 'files'> & { files: Manifest['files'] } = {
    format: 'uketsuke backup 1',
    id: randomUUID(),
    kiosk: options.kiosk,
    version: options.version,
    at: now,
    generation: generationOf(dataFolder),
    isRetired: isRetiring,
    files: [],
  };
  try {
    rmSync(part, { force: true });
    // A stick that is gone, or full from the start, is known before anything is read.
    const target = await open(part, 'wx', 0o600);
    const tar = pack();
    const compressed = createGzip();
    tar.on('error', (error) => compressed.destroy(error));
    // Where the disk refuses, that comes back through here; it is told by who writes.
    compressed.on('error', () => undefined);
    const packing = packInto(tar, options.places, manifest).catch((error: Error) => tar.destroy(error));
    tar.pipe(compressed);
    const sealed = await sealing.value.encrypt(Readable.toWeb(compressed) as WebStream<Uint8Array>);
    await pipeline(Readable.fromWeb(sealed as WebStream<Uint8Array>), target.createWriteStream());
    await packing;
    await flushed(part);
    if (isRetiring) return retireWith(dataFolder, { part: resolve(part), to: resolve(to), manifest });
    try {
      renameSync(part, to);
      syncFolder(dirname(resolve(to)));
    } catch (error) {
      dropped(to);
      throw error;
    }
    return ok(manifest);
  } catch (error) {
    dropped(part);
    return failed('U-714', said(error));
  }
}

/** Out of service first, then the name. Where the file has no name everything is taken back; where it has, nothing. */
function retireWith(dataFolder: string, naming: Naming): Result<Manifest> {
  try {
    retire(dataFolder, naming);
    nameBackup(dataFolder, naming);
    return ok(naming.manifest);
  } catch (error) {
    if (existsSync(naming.to)) return failed('U-732', said(error));
    dropped(naming.part);
    try {
      serveAgain(dataFolder);
    } catch (stuck) {
      return failed('U-732', said(stuck));
    }
    return failed('U-714', said(error));
  }
}

function ended(dataFolder: string, unfinished: Naming): Result<Manifest> {
  try {
    nameBackup(dataFolder, unfinished);
    return ok(unfinished.manifest);
  } catch (error) {
    return failed('U-732', said(error));
  }
}

/** Puts the parts into `tar` one after another; the manifest, which this fills, is the last. */
async function packInto(
  tar: Pack,
  places: readonly BackedUpFile[],
  manifest: { files: Manifest['files'] },
): Promise<void> {
  const add = (name: string, bytes: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      tar.entry({ name, mode: 0o600, mtime: new Date(0) }, bytes, (error) => (error ? reject(error) : resolve()));
    });
  for (const { name, file } of places) {
    const bytes = contentOf(file);
    manifest.files = [...manifest.files, { path: name, bytes: bytes.length, sha256: sha256(bytes) }];
    await add(name, bytes);
  }
  await add(manifestName, Buffer.from(JSON.stringify(manifest)));
  tar.finalize();
}

/** A database as it is at this moment, whoever writes to it meanwhile; any other file as it is. */
function contentOf(file: string): Buffer {
  if (!file.endsWith('.sqlite')) return readFileSync(file);
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return database.serialize();
  } finally {
    database.close();
  }
}

/** Half a backup is none; where it cannot be removed, its name says so. */
function dropped(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The disk has said already what is wrong with it.
  }
}

async function flushed(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
