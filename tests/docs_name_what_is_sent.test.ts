import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyRules, headerRules, resultRules } from '../src/outbox/sinks/oqs/mapping.ts';
import { projectRoot } from '../src/system/paths.ts';

const page = readFileSync(join(projectRoot(), 'docs', 'clinic-systems.md'), 'utf8');

/** Rows of the table: element names and how they are known. `…ConsTime` continues the stem before it. */
const rows = [...page.matchAll(/^\| (`[^|]+`) \| (field|ours) \|/gm)].flatMap(([, names = '', standing = '']) => {
  const [first = '', ...others] = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const stem = first.replace(/ConsFlg$/, '');
  return [first, ...others.map((name) => name.replace('…', stem))].map((element) => ({ element, standing }));
});

test('the table of elements in docs/clinic-systems.md is that of the mapping', () => {
  const rules = [...headerRules, ...bodyRules, ...resultRules].map(({ element, standing }) => ({ element, standing }));
  const sorted = (list: typeof rows) => list.toSorted((one, other) => one.element.localeCompare(other.element));
  expect(sorted(rows)).toEqual(sorted(rules));
});
