import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { readPayload } from '../../src/outbox/inspection.ts';
import { postAll } from '../../src/outbox/journal.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { unwrap } from '../../src/problem/result.ts';
import {
  patientName,
  sampleReception,
  scriptedSink,
  temporaryOutbox,
  temporaryPaths,
} from '../support/outbox/queue.ts';

describe('what lies on the disk', () => {
  test('holds nothing of the patient in the clear, in no file of the queue', () => {
    const paths = temporaryPaths();
    const outbox = temporaryOutbox(paths);
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    const files = readdirSync(paths.folder);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const bytes = readFileSync(join(paths.folder, file));
      for (const secret of [patientName, 'ﾔﾏﾀﾞ', '19850412', 'ひいらぎ市', reception.token.serial ?? '']) {
        expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
      }
    }
    // The same search finds what is there in the clear: it is able to find something.
    expect(files.some((file) => readFileSync(join(paths.folder, file)).includes(reception.id))).toBe(true);
  });

  test('opens again to exactly what was recorded', () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    const payload = unwrap(readPayload(outbox.store, reception.id, 1));
    expect(JSON.parse(payload?.toString('utf8') ?? '')).toEqual(reception);
  });

  test('never uses a nonce twice', () => {
    const outbox = temporaryOutbox();
    for (let each = 0; each < 50; each += 1) unwrap(outbox.record(sampleReception()));
    expect(outbox.store.database.prepare('SELECT count(DISTINCT nonce) FROM journal').pluck().get()).toBe(50);
  });
});

describe('a row that was changed', () => {
  const changes = {
    'one bit of the payload': 'UPDATE journal SET sealed = flip(sealed) WHERE sequence = 1',
    'the nonce': "UPDATE journal SET nonce = x'000000000000000000000000' WHERE sequence = 1",
    'a payload cut short': "UPDATE journal SET sealed = x'00' WHERE sequence = 1",
    'the payload of another reception':
      'UPDATE journal SET (sealed, nonce) = (SELECT sealed, nonce FROM journal WHERE sequence = 2) WHERE sequence = 1',
    'its version': 'UPDATE journal SET version = 7 WHERE sequence = 1',
    'another key': "UPDATE journal SET key_id = 'another' WHERE sequence = 1",
    'no payload': 'DELETE FROM journal WHERE sequence = 1',
  };

  test.each(Object.entries(changes))('%s: is parked as U-504, kept, and holds up no other', async (_what, sql) => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(sampleReception()));
    const sound = sampleReception();
    unwrap(outbox.record(sound));
    outbox.store.database.function('flip', (sealed) => {
      const flipped = Buffer.from(sealed instanceof Uint8Array ? sealed : []);
      flipped[40] = (flipped[40] ?? 0) ^ 1;
      return flipped;
    });
    unwrap(postAll(outbox.store));
    outbox.store.database.exec(sql);
    const before = outbox.store.database.prepare('SELECT * FROM journal WHERE sequence = 1').get();

    const sink = scriptedSink(() => ({ kind: 'taken' }));
    const parked: unknown[] = [];
    const delivery = startDelivery({
      outbox,
      sinks: [sink],
      onEvent: (event) => event.kind === 'parked' && parked.push(event),
    });
    await vi.waitFor(() => expect(sink.offered).toHaveLength(1));
    await delivery.stop();

    expect(sink.offered[0]?.key).toBe(`${sound.id}.v1`);
    expect(parked).toMatchObject([{ problem: { code: 'U-504' } }]);
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 1 });
    expect(outbox.store.database.prepare('SELECT * FROM journal WHERE sequence = 1').get()).toEqual(before);
  });
});

describe('the key', () => {
  test('is never made anew beside a queue that is there', () => {
    const paths = temporaryPaths();
    const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    first.close();
    rmSync(paths.keyFile);
    const again = openOutbox({ ...paths, sinks: ['webhook'] });
    expect(again).toMatchObject({ ok: false, problem: { code: 'U-504' } });
    expect(() => readFileSync(paths.keyFile)).toThrow('ENOENT');
  });

  test('stops the kiosk when it is another queue’s, and lets it go on once it is back', () => {
    const paths = temporaryPaths();
    const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    const reception = sampleReception();
    unwrap(first.record(reception));
    first.close();

    renameSync(paths.keyFile, `${paths.keyFile}.right`);
    writeFileSync(paths.keyFile, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-504' } });

    renameSync(`${paths.keyFile}.right`, paths.keyFile);
    const again = temporaryOutbox(paths);
    expect(unwrap(readPayload(again.store, reception.id, 1))?.toString('utf8')).toContain(patientName);
  });

  test.each(['', 'not a key\n', `${'AB'.repeat(32)}\n`, `${'ab'.repeat(31)}\n`])(
    'is refused as U-504 when malformed: %j',
    (text) => {
      const paths = temporaryPaths();
      unwrap(openOutbox({ ...paths, sinks: [] })).close();
      writeFileSync(paths.keyFile, text);
      expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-504' } });
    },
  );

  test('is rotated by adding a line: old rows open, new rows use the new key', () => {
    const paths = temporaryPaths();
    const first = unwrap(openOutbox({ ...paths, sinks: [] }));
    const old = sampleReception();
    unwrap(first.record(old));
    first.close();

    appendFileSync(paths.keyFile, `${'cd'.repeat(32)}\n`);
    const second = temporaryOutbox(paths);
    const fresh = sampleReception();
    unwrap(second.record(fresh));
    for (const { id } of [old, fresh]) expect(unwrap(readPayload(second.store, id, 1))).toBeDefined();
    expect(second.store.database.prepare('SELECT count(DISTINCT key_id) FROM journal').pluck().get()).toBe(2);
  });
});
