import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCertificate } from '../../src/card/certificate.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readPemFiles } from '../../src/config/pemFiles.ts';
import { readCertificate } from '../../src/desk/certificate.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { ownFolderIn } from '../../src/storage/ownFolder.ts';
import { readPrivateFile } from '../../src/storage/privateFile.ts';
import { readTlsFiles } from '../../src/storage/tlsFiles.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/** Everything that reads a file whose name somebody wrote down. */
const readers: readonly (readonly [string, (file: string) => { readonly ok: boolean }])[] = [
  ['the configuration', (file) => loadConfig(file)],
  ['an anchor', (file) => readPemFiles('card.trustAnchors', [file], '/', parseCertificate)],
  ['an authority for TLS', (file) => readTlsFiles({ caFile: file })],
  ['a secret', (file) => readPrivateFile(file)],
  ['the key file', (file) => readKeyring({ file, kind: 'file' })],
  ['a credential', (file) => readKeyring({ file, kind: 'credential' })],
  ["the desk's certificate", (file) => readCertificate({ certificateFile: file, keyFile: file }, Date.now())],
];

describe.each(readers)('%s', (_what, read) => {
  test('is not waited for where it is a pipe', () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(read(pipe).ok).toBe(false);
  });

  test('is not read without end where it is a device', () => {
    expect(read('/dev/zero').ok).toBe(false);
  });

  test('is not read into memory where it is far too large', () => {
    const file = join(temporaryFolder(), 'large');
    writeFileSync(file, '', { mode: 0o600 });
    truncateSync(file, 2 * 1024 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(read(file).ok).toBe(false);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('a folder of ours where everybody may write', () => {
  test('is made, and found again', () => {
    const shared = temporaryFolder();
    expect(ownFolderIn(shared, 'state')).toEqual({ ok: true, value: join(shared, 'state') });
    expect(ownFolderIn(shared, 'state').ok).toBe(true);
  });

  test('is refused where it is a link, a file, or open to others', () => {
    const shared = temporaryFolder();
    symlinkSync(temporaryFolder(), join(shared, 'link'));
    symlinkSync(join(shared, 'nowhere'), join(shared, 'dangling'));
    writeFileSync(join(shared, 'file'), '');
    mkdirSync(join(shared, 'open'));
    chmodSync(join(shared, 'open'), 0o777);
    for (const name of ['link', 'dangling', 'file', 'open']) {
      expect(ownFolderIn(shared, name), name).toMatchObject({ ok: false, problem: { code: 'U-702' } });
    }
  });

  test.runIf(process.getuid?.() === 0)('is refused where it is somebody else’s', () => {
    const shared = temporaryFolder();
    mkdirSync(join(shared, 'theirs'), { mode: 0o700 });
    execFileSync('chown', ['nobody', join(shared, 'theirs')]);
    expect(ownFolderIn(shared, 'theirs').ok).toBe(false);
  });
});
