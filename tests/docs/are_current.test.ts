import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawnMachine } from '../../scripts/docs/drawnMachine.ts';
import { errorPage } from '../../scripts/docs/errorPage.ts';
import { statechartDot } from '../../scripts/docs/statechartDot.ts';
import { statechartSvg } from '../../scripts/docs/statechartSvg.ts';
import { projectRoot } from '../../src/system/paths.ts';

const docs = join(projectRoot(), 'docs');

test('the picture of the statechart is that of the machine as it is (else: npm run docs:statechart)', async () => {
  const picture = readFileSync(join(docs, 'reference', 'statechart.svg'), 'utf8');
  expect(picture).toBe(await statechartSvg(statechartDot(drawnMachine())));
});

test('the page of error numbers is that of the catalogue as it is (else: npm run docs:errors)', () => {
  expect(readFileSync(join(docs, 'reference', 'errors.md'), 'utf8')).toBe(errorPage());
});
