import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePublicKeyPem } from '../../src/card/publicKey.ts';
import { readPemFiles } from '../../src/config/pemFiles.ts';
import { readTrustAnchors } from '../../src/kiosk/realSurroundings.ts';
import { demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

describe('the PEM files that the configuration names', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  async function folderOfFiles(): Promise<string> {
    const folder = temporaryFolder();
    const [anchor] = await demoTrustAnchors(projectRoot(), new Date());
    writeFileSync(join(folder, 'authority.pem'), `${anchor}`);
    writeFileSync(join(folder, 'issuer.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(join(folder, 'letter.pem'), '診療所の皆様へ');
    return folder;
  }

  test('are read relative to the configuration, authorities and issuers', async () => {
    const folder = await folderOfFiles();
    const anchors = readTrustAnchors(['authority.pem'], folder);
    expect(anchors.ok && anchors.value.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('JPKI for user authentication'),
    ]);
    const issuers = readPemFiles('card.faceIssuers', ['issuer.pem'], folder, parsePublicKeyPem);
    expect(issuers.ok && issuers.value.map((key) => key.equals(publicKey))).toEqual([true]);
  });

  test.each([
    ['absent.pem', 'ENOENT'],
    ['letter.pem', 'not an X.509 certificate'],
    ['issuer.pem', 'not an X.509 certificate'],
  ])('named, with their key, before any card is placed: %s', async (file, reason) => {
    const folder = await folderOfFiles();
    const anchors = readTrustAnchors(['authority.pem', file], folder);
    expect(anchors).toMatchObject({ problem: { code: 'U-702' } });
    expect(anchors.ok || anchors.problem.detail).toMatch(new RegExp(`^card\\.trustAnchors: ${file}: .*${reason}`));
  });

  test('a face issuer that is no key is named as well', async () => {
    const folder = await folderOfFiles();
    expect(readPemFiles('card.faceIssuers', ['letter.pem'], folder, parsePublicKeyPem)).toMatchObject({
      problem: { code: 'U-702', detail: 'card.faceIssuers: letter.pem: not a public key' },
    });
  });
});
