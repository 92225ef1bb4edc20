import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { gatewayServiceNames } from '../../src/eligibility/wire.ts';
import { validities } from '../../src/reception/answer.ts';
import { reconciliationDelays } from '../../src/reconciliation/delays.ts';
import { faultKinds } from '../../src/simulator/faults.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { lateAnswerMs, slowAnswerMs } from '../../src/simulator/serverFaults.ts';
import { projectRoot } from '../../src/system/paths.ts';

const page = readFileSync(join(projectRoot(), 'docs', 'eligibility.md'), 'utf8');

/** The first cell of every row that begins with a name, by heading. */
function named(heading: string): readonly string[] {
  const section = page.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

test('docs/eligibility.md knows every fixture person, fault, service and answer there is', () => {
  expect(named('Who plays what').toSorted()).toEqual(
    loadPeople(projectRoot())
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(named('The simulated gateway').toSorted()).toEqual(faultKinds.gateway.toSorted());
  for (const name of [...gatewayServiceNames, ...validities]) expect(page).toContain(`\`${name}\``);
});

test('docs/eligibility.md says the times that are', () => {
  expect([slowAnswerMs, lateAnswerMs]).toEqual([30_000, 3_000]);
  expect(reconciliationDelays).toMatchObject({
    gapMs: 500,
    firstPauseMs: 2_000,
    awayCapMs: 30_000,
    refusedCapMs: 300_000,
  });
});

test('docs/api/gateway.yaml points at nothing that is not there, and leaves nothing unused', () => {
  const document: unknown = parse(readFileSync(join(projectRoot(), 'docs', 'api', 'gateway.yaml'), 'utf8'));
  const references = new Set(referencesIn(document));
  const missing = [...references].filter((reference) => at(document, reference) === undefined);
  expect(missing).toEqual([]);
  const parts = ['requestBodies', 'responses', 'schemas'].flatMap((kind) =>
    Object.keys(Object(at(document, `#/components/${kind}`))).map((name) => `#/components/${kind}/${name}`),
  );
  expect(parts.filter((part) => !references.has(part))).toEqual([]);
});

function referencesIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = '$ref' in node && typeof node.$ref === 'string' ? [node.$ref] : [];
  return [...own, ...Object.values(node).flatMap(referencesIn)];
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((node: unknown, name) => (Object(node) === node ? Reflect.get(Object(node), name) : undefined), document);
}
