import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditEventsPage } from '../../scripts/docs/auditEventsPage.ts';
import { auditCatalogue } from '../../src/audit/catalogue.ts';
import { projectRoot } from '../../src/system/paths.ts';

const page = readFileSync(join(projectRoot(), 'docs', 'reference', 'audit-events.md'), 'utf8');

test('the page of audit events is that of the catalogue as it is (else: node dist/scripts/docs/auditEvents.js)', () => {
  expect(page).toBe(auditEventsPage());
});

test('it has every event and every field', () => {
  for (const [type, { fields }] of Object.entries(auditCatalogue)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${type}\` |`));
    for (const field of Object.keys(fields.shape)) expect(row, type).toContain(`\`${field}\``);
  }
});
