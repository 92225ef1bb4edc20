// Writes docs/reference/audit-events.md from the catalogue of events. A test holds that it is current.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/system/paths.ts';
import { auditEventsPage } from './auditEventsPage.ts';

const file = join(projectRoot(), 'docs', 'reference', 'audit-events.md');
writeFileSync(file, auditEventsPage());
process.stdout.write(`${file}\n`);
