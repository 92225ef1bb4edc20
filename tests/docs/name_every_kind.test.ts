import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consentItems } from '../../src/consent/items.ts';
import { sinkNames } from '../../src/outbox/sinks/sinkNames.ts';
import { periodSchema } from '../../src/statistics/report.ts';
import { projectRoot } from '../../src/system/paths.ts';

const doc = (name: string): string => readFileSync(join(projectRoot(), 'docs', name), 'utf8');

test.each(['api/clinic-webhook.yaml', 'api/desk.yaml'])('docs/%s knows every consent item, and no other', (name) => {
  const lists = [...doc(name).matchAll(/enum: \[(surgery[^\]]*)\]/g)].map(([, items = '']) => items.split(', '));
  expect(lists.length).toBeGreaterThan(0);
  for (const items of lists) expect(items).toEqual(consentItems);
});

test.each(sinkNames)('docs/clinic-systems.md says how a clinic is reached by %s', (name) => {
  expect(doc('clinic-systems.md')).toContain(`\`${name}\``);
});

test('docs/statistics.md says what each figure of a report is, and of no other', () => {
  const rows = doc('statistics.md').matchAll(/^\| [^|]+ \| (`[^|]+`) \| [^|]+ \|$/gm);
  const named = [...rows].flatMap(([, keys = '']) => [...keys.matchAll(/`(\w+)`/g)].map(([, key]) => key));
  // The period names the row of a report; it is no figure.
  expect(named.toSorted()).toEqual(Object.keys(periodSchema.omit({ period: true }).shape).toSorted());
});
