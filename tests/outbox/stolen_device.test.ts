import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { claimsOn } from '../../src/outbox/claims.ts';
import { readPayload } from '../../src/outbox/inspection.ts';
import { openStore } from '../../src/outbox/openStore.ts';
import { rowsOnPages } from '../../src/outbox/pages.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { rotateKey } from '../../src/outbox/rotation.ts';
import { unwrap } from '../../src/problem/result.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { sampleReception, temporaryFolder, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

/** A queue as a thief finds it: waiting, parked, delivered, wiped and rotated receptions, the log not yet emptied. */
function stolenQueue() {
  const paths = temporaryPaths();
  const outbox = temporaryOutbox(paths);
  const claims = claimsOn(outbox.store, 60_000);
  const receptions = Array.from({ length: 40 }, () => sampleReception());
  for (const reception of receptions.slice(0, 30)) unwrap(outbox.record(reception));
  for (let each = 0; each < 20; each += 1) {
    const claim = unwrap(claims.next('webhook', 60_000));
    if (!claim) throw new Error('nothing was due');
    if (claim.payload.ok) claim.payload.value.fill(0);
    const outcome = { state: 'parked', problem: { code: 'U-503', detail: 'HTTP 422' } } as const;
    unwrap(claims.settle(claim, each % 2 === 0 ? { state: 'delivered' } : outcome));
  }
  unwrap(wipeDelivered(outbox.store, 0));
  unwrap(rotateKey(outbox.store, () => {}));
  for (const reception of receptions.slice(30)) unwrap(outbox.record(reception));
  return { paths, outbox, receptions };
}

const encodings = ['utf8', 'utf16le', 'base64', 'hex'] as const;

function secretsOf(receptions: ReturnType<typeof stolenQueue>['receptions']): readonly string[] {
  return receptions.flatMap(({ token, eligibility }) => [
    token.serial ?? '',
    eligibility?.name ?? '',
    eligibility?.nameKana ?? '',
    eligibility?.birthdate ?? '',
    eligibility?.address ?? '',
    eligibility?.insurance?.insuredIdentificationNumber ?? '',
    eligibility?.insurance?.insurerNumber ?? '',
  ]);
}

test('finds no name, birth date, number or certificate in any byte of the folder, in any spelling', () => {
  const { paths, receptions } = stolenQueue();
  const files = readdirSync(paths.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(paths.folder, name))
    .filter((file) => statSync(file).isFile());
  expect(files.length).toBeGreaterThan(1);
  const words = new Set(secretsOf(receptions).filter((word) => word !== ''));
  expect(words.size).toBeGreaterThan(5);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const word of words) {
      for (const encoding of encodings) {
        const spelt = Buffer.from(Buffer.from(word, 'utf8').toString(encoding), 'latin1');
        const needle =
          encoding === 'utf8' ? Buffer.from(word) : encoding === 'utf16le' ? Buffer.from(word, 'utf16le') : spelt;
        expect(bytes.includes(needle), `${word} as ${encoding} in ${file}`).toBe(false);
      }
    }
    // As a thief would begin.
    const strings = execFileSync('strings', ['-n', '6', file], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    for (const word of words) expect(strings).not.toContain(word);
  }
});

test('finds nothing by SQL, nor on the pages and in the log behind SQLite’s back', () => {
  const { paths, outbox, receptions } = stolenQueue();
  const file = join(paths.folder, 'outbox.sqlite');
  const everything: string[] = [];
  const keep = (value: unknown): void => {
    everything.push(Buffer.isBuffer(value) ? value.toString('latin1') + value.toString('utf8') : String(value));
  };
  for (const { columns } of rowsOnPages(file)) columns.forEach(keep);
  const thief = new Sqlite(file, { readonly: true });
  onTestFinished(() => {
    thief.close();
  });
  const tables = thief.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  expect(tables).toContain('journal');
  for (const table of tables) {
    for (const row of thief.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all()) {
      Object.values(row).forEach(keep);
    }
  }
  expect(everything.length).toBeGreaterThan(300);
  const text = everything.join('\n');
  for (const word of secretsOf(receptions)) if (word !== '') expect(text).not.toContain(word);
  // The same reading finds what lies there in the clear, and the key does open the rest: there was something to find.
  const last = receptions.at(-1);
  expect(text).toContain(last?.id);
  expect(unwrap(readPayload(outbox.store, last?.id ?? '', 1))?.toString('utf8')).toContain('山田');
});

test('does not help to open it with a key of one’s own', () => {
  const { paths } = stolenQueue();
  const keyFile = join(temporaryFolder(), 'keys', 'outbox.key');
  const { store } = temporaryOutbox({ ...temporaryPaths(), keyFile });
  expect(store.keySource.file).toBe(keyFile);
  expect(openStore({ ...paths, keyFile }, Date.now)).toMatchObject({ ok: false, problem: { code: 'U-504' } });
});
