import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGzip } from 'node:zlib';
import type { Encrypter } from 'age-encryption';
import { type Pack, pack } from 'tar-stream';
import { Sqlite } from '../storage/sqlite.ts';
import { type Manifest, manifestName } from './manifest.ts';
import type { BackedUpFile } from './places.ts';
import { generationOf } from './standing.ts';

/** What a backup is made of, and what it says of itself. */
export interface SealOptions {
  readonly dataFolder: string;
  readonly places: readonly BackedUpFile[];
  readonly kiosk: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether this machine is to serve nobody any more. */
  readonly isRetiring: boolean;
}

/** A backup on its way to wherever it goes. Nothing of it is ever outside of memory in clear. */
export interface SealedBackup {
  /** From its first byte to its last. Errors as the reading of what goes along has them. */
  readonly bytes: Readable;
  /** What is in it; whole once `bytes` has come to its end. */
  readonly manifest: Manifest;
}

/** Seals everything, one file after the other as it is read, each database as it was at one moment. */
export async function sealed(encrypter: Encrypter, options: SealOptions): Promise<SealedBackup> {
  const manifest: Filled = {
    format: 'uketsuke backup 1',
    id: randomUUID(),
    kiosk: options.kiosk,
    version: options.version,
    at: options.now,
    generation: generationOf(options.dataFolder),
    isRetired: options.isRetiring,
    files: [],
  };
  const tar = pack();
  const compressed = createGzip();
  tar.on('error', (error) => compressed.destroy(error));
  // Whoever reads is told of it by what they read from.
  compressed.on('error', () => undefined);
  compressed.on('close', () => tar.destroy());
  void packInto(tar, options.places, manifest).catch((error: Error) => tar.destroy(error));
  tar.pipe(compressed);
  const clear = Readable.toWeb(compressed) as WebStream<Uint8Array>;
  return { bytes: Readable.fromWeb((await encrypter.encrypt(clear)) as WebStream<Uint8Array>), manifest };
}

type Filled = Omit<Manifest, 'files'> & { files: Manifest['files'] };

/** Puts the parts into `tar` one after another; the manifest, which this fills, is the last. */
async function packInto(tar: Pack, places: readonly BackedUpFile[], manifest: Filled): Promise<void> {
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

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
