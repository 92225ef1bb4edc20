import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the 見本 (demo) private keys lie. */
export function demoKeyFiles(root: string) {
  const folder = join(root, 'fixtures', 'pki');
  return {
    folder,
    authority: join(folder, 'authority.key.pem'),
    cardFaceIssuer: join(folder, 'card-face-issuer.key.pem'),
    person: (id: string) => join(folder, 'people', `${id}.key.pem`),
  };
}

/** The key in a file of {@link demoKeyFiles}; a missing file throws and says how to make it. */
export function readDemoKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`no demo key at ${file}; run scripts/fixtures/pki.ts`, { cause: error });
  }
}
