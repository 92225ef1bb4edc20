import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referencePages } from '../../scripts/docs/referencePages.ts';
import { auditCatalogue } from '../../src/audit/catalogue.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { projectRoot } from '../../src/system/paths.ts';

const folder = join(projectRoot(), 'docs', 'reference');
const page = (name: string): string => readFileSync(join(folder, name), 'utf8');

test.each(Object.entries(referencePages))(
  'docs/reference/%s is as the code is (else: npm run docs:reference)',
  async (name, make) => {
    expect(page(name)).toBe(await make());
  },
);

test('docs/reference holds generated pages only; that of the visits is held by tests/visit/table.test.ts', () => {
  expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(referencePages), 'visits.md'].toSorted());
});

test('the page of errors has every number', () => {
  const headings = [...page('errors.md').matchAll(/^### (U-\d{3})/gm)].map(([, code]) => code);
  expect(headings.toSorted()).toEqual(Object.keys(catalogue).toSorted());
});

test('the page of audit events has every event and every field', () => {
  const lines = page('audit-events.md').split('\n');
  for (const [type, { fields }] of Object.entries(auditCatalogue)) {
    const row = lines.find((line) => line.startsWith(`| \`${type}\` |`));
    for (const field of Object.keys(fields.shape)) expect(row, type).toContain(`\`${field}\``);
  }
});

test('the page of the configuration has every key that the schema for editors has', () => {
  const schema: unknown = JSON.parse(readFileSync(join(projectRoot(), 'src/config/kiosk.config.schema.json'), 'utf8'));
  const sections = page('configuration.md')
    .split(/^## /m)
    .slice(1)
    .map((text) => ({ path: /^`([^`]+)`/.exec(text)?.[1] ?? '', keys: [...text.matchAll(/^\| `([^`]+)` \|/gm)] }));
  const listed = sections.flatMap(({ path, keys }) => keys.map(([, name]) => `${path}.${name}`));
  expect(listed.toSorted()).toEqual(keysOf(schema).toSorted());
});

/** Every key below a node of a JSON Schema; an object with a default of its own is one key. */
function keysOf(node: unknown, path: readonly string[] = []): readonly string[] {
  const properties: unknown = Reflect.get(Object(node), 'properties');
  const whole = JSON.stringify(Reflect.get(Object(node), 'default') ?? {}) !== '{}';
  if (typeof properties !== 'object' || whole) return [path.join('.')];
  return Object.entries(Object(properties))
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, each]) => keysOf(each, [...path, name]));
}
