/**
 * Writes what the sinks make of every fixture person to fixtures/golden, so that a change in what a
 * clinic receives shows in review, byte for byte: `npm run setup && node dist/scripts/make-golden.js`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/system/paths.ts';
import { goldenFiles } from './golden/goldenFiles.ts';
import { goldenPeople } from './golden/goldenReception.ts';

const root = projectRoot();
const folder = join(root, 'fixtures', 'golden');
rmSync(folder, { recursive: true, force: true });
for (const { path, bytes } of goldenFiles(goldenPeople(root))) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  process.stdout.write(`${path}\n`);
}
