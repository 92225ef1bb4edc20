import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from 'better-sqlite3';
import { openOutbox } from '../../../src/outbox/outbox.ts';
import { seal } from '../../../src/outbox/seal.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import { keySourceOf, readOrCreateKeyring } from '../../../src/storage/keyring.ts';
import { Sqlite } from '../../../src/storage/sqlite.ts';

/** Something that takes receptions durably: write-ahead log, `synchronous=FULL`, one commit each. */
export interface Contender {
  readonly name: string;
  /** Durable when it returns or resolves. */
  enqueue(reception: Reception): unknown;
  /** Only while it is filled: nobody waits for those. */
  durable(on: boolean): void;
  close(): void;
}

/** The product. */
export function ourOutbox(folder: string): Contender {
  const outbox = unwrap(openOutbox({ folder, keyFile: join(folder, '..', 'keys', 'outbox.key'), sinks: ['webhook'] }));
  return {
    name: 'Uketsuke',
    enqueue: (reception) => unwrap(outbox.record(reception)),
    durable: (on) => setDurable(outbox.store.database, on),
    close: () => outbox.close(),
  };
}

/** The peer: better-sqlite3 and one table, given the reception as text, as one would write it without a queue. */
export function bareInsert(folder: string): Contender {
  const { database, insert } = bareTable(join(folder, 'bare.sqlite'), 'TEXT');
  return {
    name: 'bare insert of the reception as JSON',
    enqueue: (reception) => insert.run(JSON.stringify(reception)),
    durable: (on) => setDurable(database, on),
    close: () => void database.close(),
  };
}

/** The peer that keeps a patient's data as we do: the same seal, one table, nothing of a queue. */
export function bareSealed(folder: string): Contender {
  const { database, insert } = bareTable(join(folder, 'sealed.sqlite'), 'BLOB');
  const keys = unwrap(readOrCreateKeyring(keySourceOf(join(folder, 'keys', 'sealed.key'), undefined)));
  return {
    name: 'bare insert of the sealed reception',
    enqueue: ({ id, version, ...rest }) => {
      const label = { id, version, recordedAt: Date.now(), sinks: '["webhook"]', provisional: 0 } as const;
      insert.run(seal(keys.current, label, Buffer.from(JSON.stringify({ id, version, ...rest }))).ciphertext);
    },
    durable: (on) => setDurable(database, on),
    close: () => void database.close(),
  };
}

/** The floor: the same bytes again and again, made before the clock runs. Not even the reception is written. */
export function bareBytes(folder: string, size: number): Contender {
  const { database, insert } = bareTable(join(folder, 'bytes.sqlite'), 'BLOB');
  const bytes = Buffer.alloc(size, 7);
  return {
    name: 'bare insert of ready-made bytes',
    enqueue: () => insert.run(bytes),
    durable: (on) => setDurable(database, on),
    close: () => void database.close(),
  };
}

function bareTable(file: string, type: 'TEXT' | 'BLOB') {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  setDurable(database, true);
  database.exec(`CREATE TABLE bare (id INTEGER PRIMARY KEY, body ${type} NOT NULL) STRICT`);
  return { database, insert: database.prepare('INSERT INTO bare (body) VALUES (?)') };
}

/** Published queues, put into a folder of the benchmark's own: the product does not depend on them. */
const published = { plainjob: '0.0.14', liteque: '0.8.0' };

/** Installs them where they are not yet; they run on this project's build of better-sqlite3, as everybody here. */
export function installPublished(cache: string, root: string): void {
  if (Object.keys(published).every((name) => existsSync(join(cache, 'node_modules', name)))) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{ "private": true, "type": "module" }\n');
  const packages = Object.entries(published).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', ...packages], { cwd: cache });
  const engine = join(cache, 'node_modules', 'better-sqlite3');
  if (!existsSync(engine)) symlinkSync(join(root, 'node_modules', 'better-sqlite3'), engine);
}

/** plainjob: its own settings, but `synchronous=FULL`, which it lowers. */
export async function plainjob(folder: string, cache: string): Promise<Contender> {
  const library: PlainjobLibrary = await load(cache, 'plainjob');
  mkdirSync(folder, { recursive: true });
  const database = new Sqlite(join(folder, 'plainjob.sqlite'));
  const queue = library.defineQueue({ connection: library.better(database) });
  setDurable(database, true);
  return {
    name: `plainjob ${published.plainjob}`,
    enqueue: (reception) => queue.add('reception', reception),
    durable: (on) => setDurable(database, on),
    close: () => {
      queue.close();
    },
  };
}

/** liteque: its own settings with the write-ahead log, but `synchronous=FULL`, which it lowers. */
export async function liteque(folder: string, cache: string): Promise<Contender> {
  const library: LitequeLibrary = await load(cache, 'liteque');
  mkdirSync(folder, { recursive: true });
  const client = library.buildDBClient(join(folder, 'liteque.sqlite'), { runMigrations: true, walEnabled: true });
  const { client: database } = client.session;
  setDurable(database, true);
  const queue = new library.SqliteQueue('receptions', client, {
    defaultJobArgs: { numRetries: 2 },
    keepFailedJobs: false,
  });
  return {
    name: `liteque ${published.liteque}`,
    enqueue: (reception) => queue.enqueue(reception),
    durable: (on) => setDurable(database, on),
    close: () => void database.close(),
  };
}

/** The part of plainjob that is used here. */
interface PlainjobLibrary {
  better(database: Database): unknown;
  defineQueue(options: { connection: unknown }): { add(type: string, data: unknown): unknown; close(): void };
}

/** The part of liteque that is used here. */
interface LitequeLibrary {
  buildDBClient(
    file: string,
    options: { runMigrations: boolean; walEnabled: boolean },
  ): { readonly session: { readonly client: Database } };
  readonly SqliteQueue: new (
    name: string,
    client: unknown,
    options: { defaultJobArgs: { numRetries: number }; keepFailedJobs: boolean },
  ) => { enqueue(payload: unknown): Promise<unknown> };
}

async function load(cache: string, name: string) {
  const file = createRequire(join(cache, 'package.json')).resolve(name);
  const esm = join(dirname(file), name === 'liteque' ? 'index.js' : `${name}.js`);
  return import(pathToFileURL(esm).href);
}

function setDurable(database: Database, on: boolean): void {
  database.pragma(`synchronous = ${on ? 'FULL' : 'OFF'}`);
  const level = database.pragma('synchronous', { simple: true });
  if (on && (level !== 2 || database.pragma('journal_mode', { simple: true }) !== 'wal')) {
    throw new Error('not the durability the comparison is about');
  }
}
