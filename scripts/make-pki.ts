/**
 * Makes the demo private keys under fixtures/pki that are not there yet: one authority, one issuer of card faces, one
 * key for each fixture person. Run after adding a person: `npm run build && node dist/scripts/make-pki.js`.
 * Certificates are not stored: the simulator makes them at start, so they never go stale.
 */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { demoKeyFiles } from '../src/simulator/card/demoKeys.ts';
import { loadPeople } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';

const root = projectRoot();
const files = demoKeyFiles(root);
const wanted = [files.authority, files.cardFaceIssuer, ...loadPeople(root).map(({ id }) => files.person(id))];

for (const file of wanted.filter((each) => !existsSync(each))) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `見本 (demo): a published key, worth nothing.\n${privateKey.export({ type: 'pkcs8', format: 'pem' })}`,
  );
  process.stdout.write(`${join('fixtures/pki', file.slice(files.folder.length + 1))}\n`);
}
