import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { oqsFaceSink } from '../../src/outbox/sinks/oqs/oqsFaceSink.ts';
import { lookUpInsurance } from '../../src/outbox/sinks/oqs/roundTrip.ts';
import { voucherOf } from '../../src/outbox/voucher.ts';
import { unwrap } from '../../src/problem/result.ts';
import { emptyMemo, parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';

/** Everybody in the clinic may write to the share the kiosk delivers to. */
describe('whoever writes to the share', () => {
  test.each(['1.xml', '1.moving'])('overwrites no file of the kiosk with a link planted as %s', async (name) => {
    const { root, treasure, deliver } = attacked();
    const reception = sampleReception();
    const own = join(root, 'uketsuke-work', reception.id);
    mkdirSync(own, { recursive: true });
    symlinkSync(treasure, join(own, name));
    expect(await deliver(reception)).toEqual({ kind: 'taken' });
    expect(readFileSync(treasure, 'utf8')).toBe('keys');
    expect(faceFiles(root)).toEqual([faceFile(reception, 'utf-8').name]);
  });

  test('suppresses no reception with a promise planted beforehand', async () => {
    const { root, deliver } = attacked();
    const reception = sampleReception();
    const own = join(root, 'uketsuke-work', reception.id);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, '1.moving'), '');
    writeFileSync(join(own, '9.moving'), '');
    expect(await deliver(reception)).toEqual({ kind: 'taken' });
    expect(faceFiles(root)).toEqual([faceFile(reception, 'utf-8').name]);
  });

  test.each(['uketsuke-work', 'face'])('gets nothing written through a link in the place of %s', async (name) => {
    const { root, house, deliver } = attacked();
    rmSync(join(root, name), { recursive: true, force: true });
    symlinkSync(house, join(root, name));
    expect(await deliver(sampleReception())).toEqual({
      kind: 'unavailable',
      detail: expect.stringMatching(/^E[A-Z]+$/),
      needs: 'set-up',
    });
    expect(readdirSync(house)).toEqual(['treasure']);
  });

  test.runIf(process.getuid?.() === 0)('has a work folder of their own refused, with the reason', async () => {
    const { root, deliver } = attacked();
    mkdirSync(join(root, 'uketsuke-work'));
    chownSync(join(root, 'uketsuke-work'), 4242, 4242);
    expect(await deliver(sampleReception())).toEqual({
      kind: 'unavailable',
      detail: 'uketsuke-work belongs to user 4242',
    });
    expect(readdirSync(join(root, 'uketsuke-work'))).toEqual([]);
  });

  test('gets a link in the place of the file replaced, not followed', async () => {
    const { root, treasure, deliver } = attacked();
    const reception = sampleReception();
    const { name, bytes } = faceFile(reception, 'utf-8');
    symlinkSync(treasure, join(root, 'face', name));
    expect(await deliver(reception)).toEqual({ kind: 'taken' });
    expect(readFileSync(treasure, 'utf8')).toBe('keys');
    expect(readFileSync(join(root, 'face', name))).toEqual(bytes);
  });

  test('holds up one reception at most with a folder in its place, and it is delivered once that is gone', async () => {
    const { root, deliver } = attacked();
    const reception = sampleReception();
    const memo = emptyMemo();
    const { name } = faceFile(reception, 'utf-8');
    mkdirSync(join(root, 'face', name));
    expect(await deliver(reception, memo)).toMatchObject({ kind: 'refused-for-now' });
    expect(await deliver(sampleReception())).toEqual({ kind: 'taken' });
    // They take away what lies in the work folder too: that must not pass for its having been delivered.
    for (const each of readdirSync(join(root, 'uketsuke-work'))) rmSync(join(root, 'uketsuke-work', each));
    rmSync(join(root, 'face', name), { recursive: true });
    expect(await deliver(reception, memo)).toEqual({ kind: 'taken' });
    expect(faceFiles(root)).toContain(name);
  });

  test.each([
    ['a link to a file of the kiosk', (staged: string, treasure: string) => symlinkSync(treasure, staged)],
    ['other bytes', (staged: string) => writeFileSync(staged, '<XmlMsg/>')],
  ])('cannot have %s delivered in the place of what a power cut left', async (_what, plant) => {
    const { root, treasure, deliver } = attacked();
    const reception = sampleReception();
    const memo = emptyMemo();
    mkdirSync(join(root, 'uketsuke-work'));
    memo.text = `moving ${reception.id}.v1.0f.xml`;
    plant(join(root, 'uketsuke-work', `${reception.id}.v1.0f.xml`), treasure);
    expect(await deliver(reception, memo)).toEqual({ kind: 'taken' });
    const { name, bytes } = faceFile(reception, 'utf-8');
    expect(readFileSync(join(root, 'face', name))).toEqual(bytes);
    expect(readdirSync(join(root, 'uketsuke-work'))).toEqual([]);
    expect(readFileSync(treasure, 'utf8')).toBe('keys');
  });

  test('cannot undo what the queue remembers', async () => {
    const { root, sink } = attacked();
    const outbox = temporaryOutbox({ sinks: ['oqs-face'] });
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    const first = startDelivery({ outbox, sinks: [sink] });
    await expect.poll(() => faceFiles(root)).toHaveLength(1);
    await expect.poll(() => unwrap(outbox.backlog()).waiting).toBe(0);
    await first.stop();

    // Read and taken away; the work folder emptied as well; and the kiosk never came to note that it was delivered.
    rmSync(join(root, 'face', faceFile(reception, 'utf-8').name));
    rmSync(join(root, 'uketsuke-work'), { recursive: true });
    outbox.store.database.exec(
      `UPDATE delivery SET state = 'waiting', due_at = 0, settled_at = NULL,
         voucher = ${voucherOf({ state: "'waiting'", settledAt: 'NULL' })}`,
    );
    const again = startDelivery({ outbox, sinks: [sink] });
    await expect.poll(() => unwrap(outbox.backlog()).waiting).toBe(0);
    await again.stop();
    expect(faceFiles(root)).toEqual([]);
  });
});

describe('whoever answers on the share', () => {
  test.each([
    ['a pipe nobody writes into', (file: string) => execFileSync('mkfifo', [file])],
    ['a link to a file of the kiosk', (file: string, treasure: string) => symlinkSync(treasure, file)],
    ['a link to a device', (file: string) => symlinkSync('/dev/zero', file)],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('gets %s neither opened nor waited for', async (_what, plant) => {
    const { root, treasure } = attacked();
    for (const name of ['req', 'res']) mkdirSync(join(root, name));
    plant(join(root, 'res', 'OQSsiquc01res_q1.xml'), treasure);
    const answer = await lookUpInsurance(
      {
        insurerNumber: '138057',
        insuredCardSymbol: '',
        insuredIdentificationNumber: '18730',
        insuredBranchNumber: '',
        birthdate: '19850412',
        limitConsent: false,
      },
      {
        root,
        encoding: 'utf-8',
        institutionCode: '1311234567',
        fileIdentifier: 'q1',
        timeLimitMs: 5_000,
        pollMs: 10,
      },
      new AbortController().signal,
    );
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'U-403', detail: 'OQSsiquc01res_q1.xml is no regular file' },
    });
    expect(readFileSync(treasure, 'utf8')).toBe('keys');
    expect(readdirSync(join(root, 'req'))).toEqual([]);
  });

  test('gets no question written through a link planted in the work folder', async () => {
    const { root, treasure } = attacked();
    for (const name of ['req', 'res', 'uketsuke-work']) mkdirSync(join(root, name));
    symlinkSync(treasure, join(root, 'uketsuke-work', 'q1.req'));
    const question = {
      insurerNumber: '138057',
      insuredCardSymbol: '',
      insuredIdentificationNumber: '18730',
      insuredBranchNumber: '',
      birthdate: '19850412',
      limitConsent: false,
    };
    const options = {
      root,
      encoding: 'utf-8',
      institutionCode: '1311234567',
      fileIdentifier: 'q1',
      timeLimitMs: 200,
      pollMs: 10,
    } as const;
    await lookUpInsurance(question, options, new AbortController().signal);
    expect(readFileSync(treasure, 'utf8')).toBe('keys');
  });
});

function attacked() {
  const root = temporaryFolder();
  const house = temporaryFolder();
  const treasure = join(house, 'treasure');
  writeFileSync(treasure, 'keys');
  mkdirSync(join(root, 'face'));
  const sink = oqsFaceSink({ root, encoding: 'utf-8', timeLimitMs: 5_000 });
  const deliver = (reception = sampleReception(), memo = emptyMemo()) =>
    sink.deliver(parcelOf(reception, memo), new AbortController().signal);
  return { root, house, treasure, sink, deliver };
}

/** Regular files only: a folder an attacker planted is none. */
function faceFiles(root: string): readonly string[] {
  const face = join(root, 'face');
  return existsSync(face) ? readdirSync(face).filter((name) => statSync(join(face, name)).isFile()) : [];
}
