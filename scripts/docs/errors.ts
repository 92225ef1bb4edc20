// Writes docs/reference/errors.md from the catalogue. A test holds that it is current.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/system/paths.ts';
import { errorPage } from './errorPage.ts';

const file = join(projectRoot(), 'docs', 'reference', 'errors.md');
writeFileSync(file, errorPage());
process.stdout.write(`${file}\n`);
