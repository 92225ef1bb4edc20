import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { queueCommand } from '../../src/cli/queue/command.ts';
import { claimsOn } from '../../src/outbox/claims.ts';
import type { OutboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import {
  patientName,
  sampleReception,
  temporaryFolder,
  temporaryOutbox,
  temporaryPaths,
} from '../support/outbox/queue.ts';

describe('uketsuke queue', () => {
  test('lists what is there, beside the running kiosk', async () => {
    const { paths, waiting, parked } = queueOfTwo();
    const { exitCode, out } = await run(paths, 'list', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { id: waiting.id, version: 1, deliveries: [{ sink: 'webhook', state: 'waiting', attempts: 0 }] },
      { id: parked.id, deliveries: [{ state: 'parked', attempts: 1, problem: { code: 'U-503', detail: 'HTTP 422' } }] },
    ]);
    const filtered = await run(paths, 'list', '--state', 'parked');
    expect(filtered.out).toContain(parked.id);
    expect(filtered.out).not.toContain(waiting.id);
    expect(filtered.out).toContain('U-503 HTTP 422');
  });

  test('shows one, and the patient only when asked to', async () => {
    const { paths, parked } = queueOfTwo();
    for (const flags of [[], ['--json']]) {
      const plain = await run(paths, 'show', parked.id, ...flags);
      expect(plain).toMatchObject({ exitCode: 0, out: expect.stringContaining('sealed') });
      expect(plain.out).not.toContain(patientName);
      expect((await run(paths, 'show', parked.id, '--reveal', ...flags)).out).toContain(patientName);
    }
  });

  test('shows a damaged payload as U-504 and fails', async () => {
    const { paths, outbox, parked } = queueOfTwo();
    outbox.store.database
      .prepare("UPDATE journal SET sealed = x'00' WHERE sequence = (SELECT sequence FROM reception WHERE id = ?)")
      .run(parked.id);
    const shown = await run(paths, 'show', parked.id);
    expect(shown).toMatchObject({ exitCode: 1, out: expect.stringContaining('damaged') });
    expect(shown.complaints).toContain('U-504');
  });

  test('retries one or all that is parked', async () => {
    const { paths, outbox, parked } = queueOfTwo();
    expect(await run(paths, 'retry', parked.id, '--json')).toMatchObject({
      exitCode: 0,
      out: '{\n  "retried": 1\n}\n',
    });
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 2, parked: 0 });
    expect(await run(paths, 'retry', '--all-parked')).toMatchObject({ exitCode: 0, out: '0 deliveries are due now\n' });
  });

  test('parks one until it is retried', async () => {
    const { paths, outbox, waiting } = queueOfTwo();
    expect(await run(paths, 'park', waiting.id, '--reason', 'wrong door')).toMatchObject({
      exitCode: 0,
      out: '1 parked\n',
    });
    expect((await run(paths, 'list', '--state', 'parked')).out).toContain('wrong door');
    expect(await run(paths, 'park', waiting.id)).toMatchObject({ exitCode: 1 });
    expect(await run(paths, 'retry', waiting.id)).toMatchObject({ exitCode: 0 });
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 1, parked: 1 });
  });

  test('counts what is there', async () => {
    const { paths } = queueOfTwo();
    const { exitCode, out } = await run(paths, 'stats', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sinks: [{ sink: 'webhook', counts: { waiting: 1, parked: 1 }, oldestOpenAt: expect.any(String) }],
      payloads: 2,
      key: { source: 'file', ids: [expect.any(String)] },
      damage: [],
    });
    expect((await run(paths, 'stats')).out).toContain('webhook: 1 parked, 1 waiting');
  });

  test('carries a queue to another machine in a sealed file', async () => {
    const { paths } = queueOfTwo();
    const folder = temporaryFolder();
    const [file, passphrase] = [join(folder, 'queue.sealed'), join(folder, 'passphrase')];
    writeFileSync(passphrase, 'long enough for this\n');
    const lock = ['--passphrase-file', passphrase];
    expect(await run(paths, 'export', file, ...lock, '--json')).toMatchObject({
      exitCode: 0,
      out: '{\n  "exported": 2\n}\n',
    });
    expect(await run(paths, 'export', file, ...lock)).toMatchObject({ exitCode: 1 });
    const other = temporaryPaths();
    temporaryOutbox(other);
    expect(await run(other, 'import', file, '--passphrase', 'quite another one')).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('U-504'),
    });
    expect(await run(other, 'import', file, ...lock)).toMatchObject({
      exitCode: 0,
      out: '2 imported, 0 known already\n',
    });
    expect(await run(other, 'import', file)).toMatchObject({ exitCode: 2 });
  });

  test('rotates the key', async () => {
    const { paths, parked } = queueOfTwo();
    const { exitCode, out } = await run(paths, 'rotate-key', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ resealed: 2, unreadable: 0 });
    expect((await run(paths, 'show', parked.id, '--reveal')).out).toContain(patientName);
  });

  test('fails with 1 where there is nothing to work on, and makes nothing', async () => {
    const { paths } = queueOfTwo();
    expect(await run(paths, 'show', 'nobody')).toMatchObject({ exitCode: 1 });
    expect(await run(paths, 'retry', 'nobody')).toMatchObject({ exitCode: 1 });
    const nowhere = temporaryPaths();
    for (const _twice of [1, 2]) {
      const listed = await run(nowhere, 'list');
      expect(listed).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('there is no queue') });
    }
  });

  test.each([
    ['retry'],
    ['retry', 'an-id', '--all-parked'],
    ['list', '--state', 'lost'],
    ['list', '--limit', '0'],
    ['show'],
    ['park'],
    ['export', 'file'],
    ['retry', '--delivered-since', 'yesterday'],
    ['drop'],
    ['list', '--jsn'],
  ])('answers wrong usage with 2: %s %s %s', async (...words) => {
    const { paths } = queueOfTwo();
    expect(await run(paths, ...words.filter((word) => word !== undefined))).toMatchObject({ exitCode: 2 });
  });

  test('explains itself with examples', async () => {
    for (const name of ['list', 'show', 'retry', 'park', 'stats', 'export', 'import', 'rotate-key']) {
      const { exitCode, out } = await run(temporaryPaths(), name, '--help');
      expect(exitCode).toBe(0);
      expect(out).toContain(`uketsuke queue ${name}`);
    }
  });
});

function queueOfTwo() {
  const paths = temporaryPaths();
  const outbox = temporaryOutbox(paths);
  const parked = sampleReception();
  unwrap(outbox.record(parked));
  const claims = claimsOn(outbox.store, 60_000);
  const claim = unwrap(claims.next('webhook', 60_000));
  if (!claim) throw new Error('nothing was due');
  unwrap(claims.settle(claim, { state: 'parked', problem: { code: 'U-503', detail: 'HTTP 422' } }));
  const waiting = sampleReception();
  unwrap(outbox.record(waiting));
  return { paths, outbox, waiting, parked };
}

function run(paths: OutboxPaths, ...words: readonly string[]) {
  const context = { dataFolder: () => dirname(paths.folder), credentialsFolder: paths.credentialsFolder };
  return ranCommand(queueCommand, ['queue', ...words], context);
}
