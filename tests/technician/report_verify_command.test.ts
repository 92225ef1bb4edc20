import { createPublicKey, sign, verify } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditKeySource, pemOf, readSigningKey, rotateSigningKey } from '../../src/audit/signingKey.ts';
import { auditPaths } from '../../src/audit/trailStore.ts';
import { runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import { unwrap } from '../../src/problem/result.ts';
import { KeptReports, readReport, reportsFolder } from '../../src/technician/report/reports.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const device = { clinic: 'ひいらぎ内科', kiosk: 'front-desk-1', version: '0.1.0', reader: 'R', camera: 'C' };

async function ran(dataFolder: string, ...more: readonly string[]) {
  const heard = said();
  const words = ['--data-dir', dataFolder, 'report', 'verify', ...more];
  const surrounds = surroundsOf(heard);
  await runProgram(await uketsuke(surrounds, words), words, surrounds);
  return heard;
}

/** A kiosk with a key, and a report that it signed. */
function kiosk() {
  const dataFolder = join(temporaryFolder(), 'data');
  const { keyFile } = auditPaths(dataFolder);
  const signer = unwrap(readSigningKey(auditKeySource(keyFile, undefined), true));
  const reports = new KeptReports(reportsFolder(dataFolder), () => ({ ok: true, value: signer }));
  unwrap(reports.keep({ by: { id: 's-3', name: '保守 一郎' }, from: 0, to: 60_000, steps: [] }, device));
  const file = join(reportsFolder(dataFolder), readdirSync(reportsFolder(dataFolder))[0] ?? '');
  return { dataFolder, file, publicKey: signer.public };
}

test('a report is good where this kiosk signed it, or the key that one was given', async () => {
  const own = kiosk();
  const told = await ran(own.dataFolder, own.file);
  expect(told).toMatchObject({ exitCode: 0, complaints: '' });
  expect(told.out).toMatch(/^the report is as it was signed[\s\S]*ひいらぎ内科 front-desk-1, .*保守 一郎: ready/);
  const pem = join(own.dataFolder, 'key.pem');
  writeFileSync(pem, pemOf(own.publicKey));
  const elsewhere = kiosk();
  const json = await ran(elsewhere.dataFolder, own.file, '--public-key', pem, '--json');
  expect(json.exitCode).toBe(0);
  expect(JSON.parse(json.out)).toMatchObject({ ok: true, unchanged: true, knownKey: true, kiosk: 'front-desk-1' });
});

test('a key that one was given is the only one that counts, and an earlier one of this kiosk still does', async () => {
  const [own, other] = [kiosk(), kiosk()];
  const pem = join(own.dataFolder, 'other.pem');
  writeFileSync(pem, pemOf(other.publicKey));
  const strange = await ran(own.dataFolder, own.file, '--public-key', pem);
  expect(strange.exitCode).toBe(1);
  expect(strange.out).toContain('a key that is not known');
  const { keyFile } = auditPaths(own.dataFolder);
  unwrap(rotateSigningKey(auditKeySource(keyFile, undefined)));
  expect(await ran(own.dataFolder, own.file)).toMatchObject({ exitCode: 0 });
});

test('how a program writes the names down is no part of what was signed; what else was signed with the key is none', async () => {
  const { dataFolder, file } = kiosk();
  const signed = unwrap(readReport(file));
  const { report, signature } = signed;
  const backwards = { report: Object.fromEntries(Object.entries(report).toReversed()), signature };
  writeFileSync(file, JSON.stringify(backwards));
  expect(await ran(dataFolder, file)).toMatchObject({ exitCode: 0 });
  const { private: key } = unwrap(readSigningKey(auditKeySource(auditPaths(dataFolder).keyFile, undefined), false));
  const inOrder = JSON.stringify(report, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [two]) => (one < two ? -1 : 1)))
      : value,
  );
  // As the format says: whoever has no Uketsuke can check it too.
  const asDocumented = Buffer.from(`uketsuke readiness report\n${inOrder}`);
  expect(verify(null, asDocumented, createPublicKey(key), Buffer.from(signature.value, 'base64url'))).toBe(true);
  const value = sign(null, Buffer.from(inOrder), key).toString('base64url');
  writeFileSync(file, JSON.stringify({ report, signature: { ...signature, value } }));
  expect(await ran(dataFolder, file)).toMatchObject({ exitCode: 1 });
});

test('one of another kiosk, one that was changed, and one that is none are not', async () => {
  const [own, other] = [kiosk(), kiosk()];
  const strange = await ran(own.dataFolder, other.file, '--json');
  expect(strange.exitCode).toBe(1);
  expect(JSON.parse(strange.out)).toMatchObject({ ok: false, unchanged: true, knownKey: false });
  writeFileSync(own.file, readFileSync(own.file, 'utf8').replace('front-desk-1', 'front-desk-2'));
  const changed = await ran(own.dataFolder, own.file);
  expect(changed.exitCode).toBe(1);
  expect(changed.out).toContain('the report was changed after it was signed');
  writeFileSync(own.file, '{"report": 1}');
  const none = await ran(own.dataFolder, own.file);
  expect(none).toMatchObject({ exitCode: 1, complaints: expect.stringMatching(/U-6\d\d/) });
  const nowhere = await ran(own.dataFolder, join(own.dataFolder, 'nothing.json'), '--public-key', own.file);
  expect(nowhere.exitCode).not.toBe(0);
});
