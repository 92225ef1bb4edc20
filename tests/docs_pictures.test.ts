import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawnMachine } from '../scripts/docs/drawnMachine.ts';
import { statechartDot } from '../scripts/docs/statechartDot.ts';
import { statechartSvg } from '../scripts/docs/statechartSvg.ts';
import { projectRoot } from '../src/system/paths.ts';

test('the picture of the statechart is that of the machine as it is (else: npm run docs:statechart)', async () => {
  const picture = readFileSync(join(projectRoot(), 'docs', 'pictures', 'statechart.svg'), 'utf8');
  expect(picture).toBe(await statechartSvg(statechartDot(drawnMachine())));
});
