import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsOn } from '../../src/outbox/claims.ts';
import { listEntries, readPayload } from '../../src/outbox/inspection.ts';
import { exportQueue, importQueue, type TransferLock } from '../../src/outbox/transfer.ts';
import { unwrap } from '../../src/problem/result.ts';
import { patientName, sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';

const passphrase: TransferLock = { kind: 'passphrase', text: 'correct horse battery staple' };
const key: TransferLock = { kind: 'key', bytes: Buffer.alloc(32, 9) };
const quiet = () => {};

describe('a queue on its way to another machine', () => {
  test.each([
    ['a passphrase', passphrase],
    ['a key file', key],
  ])('arrives whole, closed with %s, and only what is not delivered', async (_what, lock) => {
    const old = temporaryOutbox();
    const [done, waiting] = [sampleReception(), sampleReception()];
    unwrap(old.record(done));
    const claims = claimsOn(old.store, 60_000);
    const claim = unwrap(claims.next('webhook', 60_000));
    if (claim) unwrap(claims.settle(claim, { state: 'delivered' }));
    unwrap(old.record(waiting));
    const file = join(temporaryFolder(), 'queue.sealed');
    expect(unwrap(exportQueue(old.store, file, lock, quiet))).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes(patientName)).toBe(false);

    const young = temporaryOutbox();
    expect(unwrap(await importQueue(young.store, file, lock, quiet))).toEqual({ imported: 1, known: 0 });
    expect(unwrap(await importQueue(young.store, file, lock, quiet))).toEqual({ imported: 0, known: 1 });
    expect(unwrap(listEntries(young.store, 10))).toMatchObject([
      { id: waiting.id, deliveries: [{ sink: 'webhook', state: 'waiting' }] },
    ]);
    expect(unwrap(readPayload(young.store, waiting.id, 1))?.toString('utf8')).toBe(JSON.stringify(waiting));
    expect(unwrap(old.backlog()).waiting).toBe(1);
  });

  test('does not open with anything else, nor when it was changed, reordered or cut short', async () => {
    const old = temporaryOutbox();
    for (let each = 0; each < 4; each += 1) unwrap(old.record(sampleReception()));
    const file = join(temporaryFolder(), 'queue.sealed');
    unwrap(exportQueue(old.store, file, key, quiet));
    const text = readFileSync(file, 'utf8');
    const lines = text.trimEnd().split('\n');
    const spoiled = join(temporaryFolder(), 'spoiled');
    const opening = async (content: string, lock: TransferLock = key) => {
      writeFileSync(spoiled, content);
      return importQueue(temporaryOutbox().store, spoiled, lock, quiet);
    };
    const refused = { ok: false, problem: { code: 'U-504' } };
    expect(await opening(text, { kind: 'key', bytes: Buffer.alloc(32, 8) })).toMatchObject(refused);
    expect(await opening(`${lines.slice(0, -1).join('\n')}\n`)).toMatchObject(refused);
    expect(await opening([lines[0], lines[2], lines[1], lines[3], lines[4], ''].join('\n'))).toMatchObject(refused);
    expect(await opening('')).toMatchObject(refused);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 2), async (at) => {
        const other = text[at] === 'A' ? 'B' : 'A';
        expect(await opening(`${text.slice(0, at)}${other}${text.slice(at + 1)}`)).toMatchObject({ ok: false });
      }),
      { numRuns: 30 },
    );
  });

  test('never overwrites a file that is there', () => {
    const { store } = temporaryOutbox();
    const file = join(temporaryFolder(), 'queue.sealed');
    writeFileSync(file, 'something else');
    expect(exportQueue(store, file, key, quiet)).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(readFileSync(file, 'utf8')).toBe('something else');
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});
