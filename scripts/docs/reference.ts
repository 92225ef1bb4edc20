// Writes docs/reference from the code; `npm run docs:reference -- errors.md` writes one page. A test holds each of them
// current. The table of visits stands there too, and is made by its own test.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/system/paths.ts';
import { referencePages } from './referencePages.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in referencePages));
if (unknown.length > 0) throw new Error(`no page of docs/reference: ${unknown.join(', ')}`);

for (const [name, page] of Object.entries(referencePages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const file = join(projectRoot(), 'docs', 'reference', name);
  writeFileSync(file, await page());
  process.stdout.write(`${file}\n`);
}
