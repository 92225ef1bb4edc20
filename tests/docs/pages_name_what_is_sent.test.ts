import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyRules, headerRules, resultRules } from '../../src/outbox/sinks/oqs/mapping.ts';
import type { Rule } from '../../src/outbox/sinks/oqs/rules.ts';
import { projectRoot } from '../../src/system/paths.ts';

const page = readFileSync(join(projectRoot(), 'docs', 'clinic-systems.md'), 'utf8');

/** Rows of the table: element names and how they are known. `…` stands for what the first of a row begins with. */
const rows = [...page.matchAll(/^\| (`[^|]+`) \| (field|ours) \|/gm)].flatMap(([, names = '', standing = '']) => {
  const [first = '', ...others] = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const stem = first.replace(first.includes('/') ? /[^/]+$/ : /ConsFlg$/, '');
  return [first, ...others.map((name) => name.replace('…', stem))].map((element) => ({ element, standing }));
});

test('the table of elements in docs/clinic-systems.md is that of the mapping', () => {
  const rules = [
    ...headerRules.flatMap((rule) => named(rule)),
    ...bodyRules.flatMap((rule) => named(rule)),
    ...resultRules.flatMap((rule) => named(rule)),
  ];
  const sorted = (list: readonly Named[]) => list.toSorted((one, other) => one.element.localeCompare(other.element));
  expect(sorted(rows)).toEqual(sorted(rules));
});

interface Named {
  readonly element: string;
  readonly standing: string;
}

/** What a rule writes: one element, or one with others in it, which the page writes `Group/Element`. */
function named<T>(rule: Rule<T>): readonly Named[] {
  const { element, standing } = rule;
  if ('value' in rule) return [{ element, standing }];
  const group = rule.list === undefined ? element : `${rule.list}/${element}`;
  return rule.parts.map((part) => ({ element: `${group}/${part.element}`, standing: part.standing }));
}
