import { X509Certificate } from 'node:crypto';
import { chmodSync, copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ConnectionOptions, connect, rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { ownCertificate, readCertificate, renewBeforeMs } from '../../src/desk/certificate.ts';
import { CertificateWatch } from '../../src/desk/certificateWatch.ts';
import { unwrap } from '../../src/problem/result.ts';
import { testDesk } from '../support/desk/desk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const day = 86_400_000;
const now = Date.parse('2026-04-01T00:00:00Z');

test('the certificate is made once, and its key is for nobody else to read', async () => {
  const folder = temporaryFolder();
  const made = unwrap(await ownCertificate(folder, now));
  expect(unwrap(await ownCertificate(folder, now + day))).toEqual(made);
  expect(statSync(join(folder, 'certificate.key')).mode & 0o777).toBe(0o600);
  const parsed = new X509Certificate(made.certificate);
  expect(parsed.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
  expect(parsed.fingerprint256).toBe(made.fingerprint);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.ca).toBe(false);
  for (const host of ['localhost']) expect(parsed.checkHost(host)).toBe(host);
  for (const address of ['127.0.0.1', '::1']) expect(parsed.checkIP(address)).toBe(address);
  // As long as browsers take one that was added by hand.
  expect(Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)).toBe(825 * day);
});

test('it is made anew a month before it ends, and after', async () => {
  const folder = temporaryFolder();
  const first = unwrap(await ownCertificate(folder, now));
  expect(unwrap(await ownCertificate(folder, first.notAfter - renewBeforeMs - 1)).fingerprint).toBe(first.fingerprint);
  const second = unwrap(await ownCertificate(folder, first.notAfter - renewBeforeMs));
  expect(second.fingerprint).not.toBe(first.fingerprint);
  const third = unwrap(await ownCertificate(folder, second.notAfter + 400 * day));
  expect(third.notAfter).toBeGreaterThan(second.notAfter);
});

test('a key that others can read, or that is another’s, is not used and not overwritten', async () => {
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  const first = unwrap(await ownCertificate(folder, now));
  unwrap(await ownCertificate(other, now));
  const key = join(folder, 'certificate.key');
  chmodSync(key, 0o640);
  expect(await ownCertificate(folder, now)).toMatchObject({ ok: false, problem: { code: 'U-802' } });
  chmodSync(key, 0o600);
  copyFileSync(join(other, 'certificate.key'), key);
  expect(await ownCertificate(folder, now)).toMatchObject({ ok: false, problem: { code: 'U-802' } });
  expect(readFileSync(join(folder, 'certificate.pem'), 'utf8')).toBe(first.certificate);
});

test('under way it is replaced a month before it ends, and stays until then', async () => {
  const place = { folder: temporaryFolder(), at: now, now: () => place.at };
  const watch = unwrap(await CertificateWatch.open(undefined, place));
  const first = watch.shown;
  place.at = first.notAfter - renewBeforeMs - 1;
  expect(unwrap(await watch.look())).toBeNull();
  place.at += 1;
  const second = unwrap(await watch.look());
  expect(second?.fingerprint).not.toBe(first.fingerprint);
  expect(watch.shown).toEqual(second);
  expect(unwrap(await watch.look())).toBeNull();
});

test('another of the operator’s is shown as soon as it lies there; one that does not fit is not, and said', async () => {
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  const first = unwrap(await ownCertificate(folder, now));
  const second = unwrap(await ownCertificate(other, now));
  const files = { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'certificate.key') };
  const watch = unwrap(await CertificateWatch.open(files, { folder: '', now: () => now }));
  expect(unwrap(await watch.look())).toBeNull();
  copyFileSync(join(other, 'certificate.pem'), files.certificateFile);
  for (const _minute of [1, 2]) expect(await watch.look()).toMatchObject({ ok: false, problem: { code: 'U-802' } });
  expect(watch.shown).toEqual(first);
  copyFileSync(join(other, 'certificate.key'), files.keyFile);
  expect(unwrap(await watch.look())).toEqual(second);
  expect(unwrap(await watch.look())).toBeNull();
});

test('the operator’s own files are used as they are, or refused with the reason', async () => {
  const folder = temporaryFolder();
  const own = unwrap(await ownCertificate(folder, now));
  const files = { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'certificate.key') };
  expect(unwrap(readCertificate(files, now))).toEqual(own);
  const ended = readCertificate(files, own.notAfter);
  expect(ended).toMatchObject({ ok: false, problem: { code: 'U-802', detail: expect.stringContaining(' ended ') } });
  const missing = readCertificate({ ...files, keyFile: join(folder, 'none.key') }, now);
  expect(missing).toMatchObject({ ok: false, problem: { detail: expect.stringContaining('ENOENT') } });
});

test('a browser that trusts this certificate reaches the desk, and one that does not, does not', async () => {
  const desk = await testDesk();
  // The client of the tests has the certificate as its only authority.
  expect((await desk.client().get('/sign-in')).status).toBe(200);
  const { request } = await import('node:https');
  const stranger = await new Promise<string>((resolve) => {
    request(desk.url, { ca: [...rootCertificates] }, () => resolve('answered'))
      .on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
      .end();
  });
  expect(stranger).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
  expect(desk.log()).toContain(desk.fingerprint);
});

test('a desk with open pages closes within a second', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const events = await client.open('GET', '/api/kiosk/events');
  events.on('error', () => undefined).resume();
  const began = performance.now();
  await desk.close();
  expect(performance.now() - began).toBeLessThan(1000);
});

test.each([
  ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  [
    'CBC',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA' },
  ],
  ['TLS 1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES128-SHA' }],
] as const)('the desk does not speak %s', async (_what, weak) => {
  const { hostname, port } = new URL((await testDesk()).url);
  await expect(handshake({ host: hostname, port: Number(port), ...weak })).rejects.toThrow();
});

test('the desk speaks TLS 1.2 and 1.3 with ciphers that authenticate what they encrypt', async () => {
  const { hostname, port } = new URL((await testDesk()).url);
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    expect(await handshake({ host: hostname, port: Number(port), maxVersion })).toMatch(/GCM|POLY1305/);
  }
});

/** The cipher that was agreed on. */
function handshake(options: ConnectionOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...options, rejectUnauthorized: false }, () => {
      resolve(socket.getCipher().name);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
