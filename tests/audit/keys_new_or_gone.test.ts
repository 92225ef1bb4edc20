import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signAnchor } from '../../src/audit/anchor.ts';
import { appendAnchors } from '../../src/audit/anchorFile.ts';
import { chainOn } from '../../src/audit/chain.ts';
import {
  pemOf,
  readSigningKey,
  rotateSigningKey,
  type SigningKey,
  trailKeyFromPem,
} from '../../src/audit/signingKey.ts';
import { openAuditTrail, trailIdOf } from '../../src/audit/trail.ts';
import { type AuditPaths, anchorsFile } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import { newKeyLine } from '../../src/storage/keyring.ts';
import {
  findingsIn,
  tampering,
  temporaryAuditPaths,
  temporaryTrail,
  verified,
  visitEvents,
} from '../support/audit/auditTrails.ts';

const keyOf = ({ keyFile }: AuditPaths): SigningKey => unwrap(readSigningKey({ file: keyFile, kind: 'file' }, false));

function filled(paths: AuditPaths): void {
  const trail = temporaryTrail(paths);
  unwrap(trail.appendAll(visitEvents(trail)));
  trail.close();
}

describe('a new key', () => {
  test('signs from the next start on; the one before it vouches for it, so that verifying needs the first only', () => {
    const paths = temporaryAuditPaths();
    filled(paths);
    const first = keyOf(paths).public;
    const second = unwrap(rotateSigningKey({ file: paths.keyFile, kind: 'file' }));
    filled(paths);
    const third = unwrap(rotateSigningKey({ file: paths.keyFile, kind: 'file' }));
    filled(paths);
    filled(paths);
    const ids = [first, second, third].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(verified(paths)).toMatchObject({ findings: [], keys: { from: 'trail', ids } });
    expect(verified(paths, { publicKeys: [first] })).toMatchObject({ findings: [], keys: { from: 'given', ids } });
    expect(verified(paths).anchored).toMatchObject({ key: third.id });
    const changes = unwrap(temporaryTrail(paths).newest({ event: 'audit.key-changed' }, 10));
    expect(changes).toHaveLength(2);
  });

  test('leaves the pseudonyms of cards as they were', () => {
    const paths = temporaryAuditPaths();
    filled(paths);
    const before = keyOf(paths).subjectOf('4F0C');
    rotateSigningKey({ file: paths.keyFile, kind: 'file' });
    expect(keyOf(paths).subjectOf('4f0c')).toBe(before);
    expect(before).not.toContain('4f0c');
  });

  test('is followed once, also where the program ends right after', () => {
    const paths = temporaryAuditPaths();
    filled(paths);
    rotateSigningKey({ file: paths.keyFile, kind: 'file' });
    for (const _start of [1, 2, 3]) temporaryTrail(paths).close();
    expect(unwrap(temporaryTrail(paths).newest({ event: 'audit.key-changed' }, 10))).toHaveLength(1);
    expect(findingsIn(paths)).toEqual([]);
  });
});

describe('a key that is not there', () => {
  test.each([
    ['gone', (file: string) => rmSync(file)],
    ['swapped for another', (file: string) => writeFileSync(file, `${newKeyLine()}\n`, { mode: 0o600 })],
    ['open to others', (file: string) => chmodSync(file, 0o644)],
    ['torn', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20))],
  ])('%s: U-504, and nothing is begun anew or written', (_what, harm) => {
    const paths = temporaryAuditPaths();
    filled(paths);
    const before = verified(paths);
    harm(paths.keyFile);
    expect(openAuditTrail(paths)).toMatchObject({ ok: false, problem: { code: 'U-504' } });
    expect(verified(paths)).toEqual(before);
  });

  test('gone together with the database: the anchors still say that there was a trail, and none is begun', () => {
    const paths = temporaryAuditPaths();
    filled(paths);
    rmSync(paths.keyFile);
    rmSync(join(paths.folder, 'audit.sqlite'));
    expect(openAuditTrail(paths)).toMatchObject({ ok: false, problem: { code: 'U-504' } });
  });
});

describe('whoever writes with a key of their own', () => {
  /** Goes on with the trail as the program would, but with another key. */
  function goesOnWith(paths: AuditPaths, stranger: SigningKey, announced: boolean): void {
    tampering(paths, (database) => {
      const chain = chainOn(database);
      const trail = trailIdOf(database) ?? '';
      if (announced) chain.append([{ type: 'audit.key-changed', key: stranger.public.text }], Date.now());
      else chain.append([{ type: 'service.in' }], Date.now());
      const anchor = chain.anchor(trail, stranger, Date.now());
      if (anchor) appendAnchors(anchorsFile(paths), [anchor]);
    });
  }

  test.each([
    ['without a word', false],
    ['and has the trail announce it', true],
  ])('%s: the signature is named as forged, its line too', (_how, announced) => {
    const paths = temporaryAuditPaths();
    filled(paths);
    const { last, anchored } = verified(paths);
    const elsewhere = temporaryAuditPaths();
    filled(elsewhere);
    const stranger = keyOf(elsewhere);
    goesOnWith(paths, stranger, announced);
    const line = readFileSync(anchorsFile(paths), 'utf8').trimEnd().split('\n').length;
    expect(findingsIn(paths)).toEqual([
      { kind: 'forged', sequence: last + 2, key: stranger.public.id },
      { kind: 'anchor-line', line },
    ]);
    expect(verified(paths).anchored).toEqual(anchored);
  });

  test('replaces an anchor by one over another hash: the line is named', () => {
    const paths = temporaryAuditPaths();
    filled(paths);
    const elsewhere = temporaryAuditPaths();
    filled(elsewhere);
    const lines = readFileSync(anchorsFile(paths), 'utf8').trimEnd().split('\n');
    const { signature: _signature, ...anchored } = JSON.parse(lines[1] ?? '');
    const replaced = { ...anchored, hash: 'ab'.repeat(32) };
    const signature = signAnchor(replaced, keyOf(elsewhere));
    lines[1] = JSON.stringify({ ...replaced, signature });
    writeFileSync(anchorsFile(paths), `${lines.join('\n')}\n`);
    expect(findingsIn(paths)).toEqual([{ kind: 'anchor-line', line: 2 }]);
  });
});

test('a credential of the service goes before the key file', () => {
  const paths = temporaryAuditPaths();
  filled(paths);
  const credentialsFolder = join(paths.folder, '..', 'credentials');
  mkdirSync(credentialsFolder);
  cpSync(paths.keyFile, join(credentialsFolder, 'uketsuke-audit-key'));
  rmSync(paths.keyFile);
  expect(openAuditTrail(paths).ok).toBe(false);
  filled({ ...paths, credentialsFolder });
  expect(findingsIn(paths)).toEqual([]);
  // Rotating it is adding a line where systemd keeps it.
  appendFileSync(join(credentialsFolder, 'uketsuke-audit-key'), `${newKeyLine()}\n`);
  filled({ ...paths, credentialsFolder });
  expect(verified(paths)).toMatchObject({ findings: [], keys: { ids: [expect.any(String), expect.any(String)] } });
  expect(rotateSigningKey({ file: join(credentialsFolder, 'uketsuke-audit-key'), kind: 'credential' }).ok).toBe(false);
});

test('the public key goes out as PEM and comes back as the same key', () => {
  const paths = temporaryAuditPaths();
  filled(paths);
  const { public: key } = keyOf(paths);
  expect(trailKeyFromPem(pemOf(key))?.id).toBe(key.id);
});
