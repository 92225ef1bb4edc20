import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { readPayload } from '../../src/outbox/inspection.ts';
import { openExistingStore } from '../../src/outbox/openStore.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import type { OutboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, scriptedSink, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const address = (length: number) => ({ ...sampleReception().eligibility, address: '緑'.repeat(length) });

describe('a damaged queue', () => {
  test.each([
    ['its first page', 0, 4_096],
    ['the header alone', 0, 100],
    ['its schema', 100, 1_000],
    ['a page in the middle', 8 * 4_096, 4_096],
  ])('%s overwritten: set aside, what can be read goes on, and it is told', async (_what, from, length) => {
    const paths = temporaryPaths();
    const receptions = filled(paths, 60);
    const spoiled = overwritten(paths, from, length);

    const outbox = temporaryOutbox(paths);
    const { alerts, waiting } = unwrap(outbox.backlog());
    expect(alerts).toMatchObject([{ code: 'U-506' }]);
    // One page of receptions at most is gone.
    expect(waiting).toBeGreaterThan(50);
    const readable = receptions.filter(({ id }) => readPayload(outbox.store, id, 1).ok);
    expect(readable.length).toBeGreaterThan(50);
    // Nothing of the damaged file was changed.
    const [aside = ''] = outbox.store.damage.map(({ folder }) => folder);
    expect(readFileSync(join(aside, 'outbox.sqlite')).equals(spoiled)).toBe(true);

    const sink = scriptedSink(() => ({ kind: 'taken' }));
    const delivery = startDelivery({ outbox, sinks: [sink] });
    await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0), { timeout: 10_000 });
    await delivery.stop();
    const texts = new Set(sink.offered.map(({ text }) => text));
    expect(receptions.filter((each) => texts.has(JSON.stringify(each))).length).toBe(waiting);
  });

  test('gives back what is larger than a page', () => {
    const paths = temporaryPaths();
    const large = sampleReception({ eligibility: address(6_000) });
    const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    unwrap(outbox.record(large));
    outbox.close();
    overwritten(paths, 0, 100);
    const again = temporaryOutbox(paths);
    expect(unwrap(readPayload(again.store, large.id, 1))?.toString('utf8')).toBe(JSON.stringify(large));
  });

  test('gives back what only the log holds', () => {
    const paths = temporaryPaths();
    const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    const reception = sampleReception({ eligibility: address(3_000) });
    unwrap(outbox.record(reception));
    // As a power cut leaves it: the log is there, the database is still empty.
    const files = readdirSync(paths.folder).map((name) => [name, readFileSync(join(paths.folder, name))] as const);
    outbox.close();
    for (const [name, bytes] of files) writeFileSync(join(paths.folder, name), bytes);
    writeFileSync(join(paths.folder, 'outbox.sqlite'), 'no database at all '.repeat(300));
    const again = temporaryOutbox(paths);
    expect(unwrap(readPayload(again.store, reception.id, 1))?.toString('utf8')).toBe(JSON.stringify(reception));
  });

  test('alerts until somebody has removed what was set aside, and recovers once only', () => {
    const paths = temporaryPaths();
    filled(paths, 10);
    overwritten(paths, 0, 100);
    for (const _start of [1, 2]) {
      const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
      expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 10, alerts: [{ code: 'U-506' }] });
      expect(outbox.store.damage).toMatchObject([{ recovered: 10 }]);
      outbox.close();
    }
    for (const name of readdirSync(paths.folder).filter((each) => each.startsWith('damaged-'))) {
      rmSync(join(paths.folder, name), { recursive: true });
    }
    expect(unwrap(temporaryOutbox(paths).backlog()).alerts).toEqual([]);
  });

  test('is never replaced by an empty one when its key is gone too', () => {
    const paths = temporaryPaths();
    filled(paths, 3);
    overwritten(paths, 0, 100);
    rmSync(paths.keyFile);
    for (const _start of [1, 2]) {
      expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-504' } });
    }
    expect(existsSync(join(paths.folder, 'outbox.sqlite'))).toBe(true);
  });

  test('is left alone by the operator’s tools', () => {
    const paths = temporaryPaths();
    filled(paths, 3);
    overwritten(paths, 0, 100);
    expect(openExistingStore(paths, Date.now)).toMatchObject({ ok: false, problem: { code: 'U-506' } });
    expect(readdirSync(paths.folder).filter((name) => name.startsWith('damaged-'))).toEqual([]);
  });
});

function filled(paths: OutboxPaths, count: number) {
  const receptions = Array.from({ length: count }, () => sampleReception());
  const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
  for (const reception of receptions) unwrap(outbox.record(reception));
  outbox.close();
  return receptions;
}

/** Overwrites bytes of the database; returns the whole file as it then is. */
function overwritten(paths: OutboxPaths, from: number, length: number): Buffer {
  const file = join(paths.folder, 'outbox.sqlite');
  expect(statSync(file).size).toBeGreaterThan(from);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, from);
  closeSync(descriptor);
  return readFileSync(file);
}

describe('a queue whose file is gone while its key is there', () => {
  test('is begun anew and said as U-513, until somebody has looked', () => {
    const paths = temporaryPaths();
    const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    expect(unwrap(first.backlog()).alerts).toEqual([]);
    unwrap(first.record(sampleReception()));
    first.close();
    rmSync(paths.folder, { recursive: true });
    const second = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    expect(unwrap(second.backlog())).toMatchObject({ waiting: 0, alerts: [{ code: 'U-513' }] });
    unwrap(second.record(sampleReception()));
    second.close();
    const third = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    expect(unwrap(third.backlog())).toMatchObject({ waiting: 1, alerts: [{ code: 'U-513' }] });
    third.close();

    const [aside = 'none'] = readdirSync(paths.folder).filter((name) => name.startsWith('damaged-'));
    rmSync(join(paths.folder, aside), { recursive: true });
    expect(unwrap(temporaryOutbox(paths).backlog())).toMatchObject({ waiting: 1, alerts: [] });
  });

  test('gives back what its log still holds', () => {
    const paths = temporaryPaths();
    const first = temporaryOutbox(paths);
    const reception = sampleReception();
    unwrap(first.record(reception));
    rmSync(join(paths.folder, 'outbox.sqlite'));
    const again = temporaryOutbox(paths);
    expect(unwrap(again.backlog())).toMatchObject({ waiting: 1, alerts: [{ code: 'U-513' }] });
    expect(unwrap(readPayload(again.store, reception.id, 1))?.toString('utf8')).toContain(reception.id);
  });
});
