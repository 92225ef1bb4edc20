import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPayload } from '../../src/outbox/inspection.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { rotateKey } from '../../src/outbox/rotation.ts';
import { unwrap } from '../../src/problem/result.ts';
import { credentialName, newKeyLine } from '../../src/storage/keyring.ts';
import { sampleReception, temporaryFolder, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

describe('a key that systemd hands over', () => {
  test('goes before the key file, which is not even made', () => {
    const { paths, credentialsFolder } = withCredential(`${newKeyLine()}\n`);
    const outbox = temporaryOutbox({ ...paths, credentialsFolder });
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    expect(outbox.store.keySource.kind).toBe('credential');
    expect(unwrap(readPayload(outbox.store, reception.id, 1))).toBeDefined();
    expect(() => readFileSync(paths.keyFile)).toThrow('ENOENT');
    expect(rotateKey(outbox.store, () => {})).toMatchObject({ ok: false, problem: { code: 'U-504' } });
  });

  test('is missed as U-504 when the service is started without it', () => {
    const { paths, credentialsFolder } = withCredential(`${newKeyLine()}\n`);
    const outbox = unwrap(openOutbox({ ...paths, credentialsFolder, sinks: ['webhook'] }));
    unwrap(outbox.record(sampleReception()));
    outbox.close();
    expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-504' } });
  });

  // The real tool with the host's key; a TPM cannot be had here, to us the file it leaves behind is the same.
  test('comes out of systemd-creds as it went in', () => {
    const folder = temporaryFolder();
    const [plain, sealed] = [join(folder, 'plain'), join(folder, 'sealed')];
    writeFileSync(plain, `${newKeyLine()}\n`, { mode: 0o600 });
    execFileSync('systemd-creds', ['encrypt', '--with-key=host', `--name=${credentialName}`, plain, sealed], {
      stdio: 'ignore',
    });
    expect(readFileSync(sealed).includes(readFileSync(plain))).toBe(false);
    const text = execFileSync('systemd-creds', ['decrypt', `--name=${credentialName}`, sealed, '-'], {
      encoding: 'utf8',
    });
    const { paths, credentialsFolder } = withCredential(text);
    expect(temporaryOutbox({ ...paths, credentialsFolder }).record(sampleReception()).ok).toBe(true);
  });
});

describe('a key file', () => {
  test('that others can read is refused as U-504', () => {
    const paths = temporaryPaths();
    unwrap(openOutbox({ ...paths, sinks: [] })).close();
    chmodSync(paths.keyFile, 0o640);
    expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-504' } });
  });
});

describe('rotation', () => {
  test('seals everything anew beside a running kiosk, which goes on', () => {
    const paths = temporaryPaths();
    const kiosk = temporaryOutbox(paths);
    const before = sampleReception();
    unwrap(kiosk.record(before));
    const operator = temporaryOutbox(paths);
    expect(unwrap(rotateKey(operator.store, () => {}))).toMatchObject({ resealed: 1, unreadable: 0 });

    const after = sampleReception();
    unwrap(kiosk.record(after));
    for (const { id } of [before, after]) expect(unwrap(readPayload(kiosk.store, id, 1))).toBeDefined();
  });

  test('takes the old key out at the start at which nothing needs it, and leaves nothing sealed with it', () => {
    const paths = temporaryPaths();
    const first = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    const reception = sampleReception();
    unwrap(first.record(reception));
    const old = readFileSync(paths.keyFile, 'utf8').trim();
    const sealed = first.store.database.prepare<[], Buffer>('SELECT sealed FROM journal').pluck().get();
    unwrap(rotateKey(first.store, () => {}));
    expect(readFileSync(paths.keyFile, 'utf8').trim().split('\n')).toHaveLength(2);
    first.close();

    const second = temporaryOutbox(paths);
    const lines = readFileSync(paths.keyFile, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines).not.toContain(old);
    expect(unwrap(readPayload(second.store, reception.id, 1))).toBeDefined();
    for (const name of readdirSync(paths.folder)) {
      expect(readFileSync(join(paths.folder, name)).includes(sealed?.subarray(8, 40) ?? '')).toBe(false);
    }
    expect(readdirSync(dirname(paths.keyFile))).toEqual(['outbox.key']);
  });

  test('keeps the old key while something was sealed with it after the rotation', () => {
    const paths = temporaryPaths();
    const kiosk = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    unwrap(kiosk.record(sampleReception()));
    const operator = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
    unwrap(rotateKey(operator.store, () => {}));
    operator.close();
    const late = sampleReception();
    unwrap(kiosk.record(late));
    kiosk.close();
    const next = temporaryOutbox(paths);
    expect(unwrap(readPayload(next.store, late.id, 1))).toBeDefined();
    expect(next.store.keys.ids).toHaveLength(2);
  });
});

function withCredential(text: string) {
  const paths = temporaryPaths();
  const credentialsFolder = join(temporaryFolder(), 'credentials');
  mkdirSync(credentialsFolder);
  rmSync(join(credentialsFolder, credentialName), { force: true });
  // systemd makes them 0400, in a folder only the service sees.
  writeFileSync(join(credentialsFolder, credentialName), text, { mode: 0o400 });
  return { paths, credentialsFolder };
}
