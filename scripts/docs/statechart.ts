// Draws the statechart from the machine itself: docs/reference/statechart.svg. A test holds that it is current.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/system/paths.ts';
import { drawnMachine } from './drawnMachine.ts';
import { statechartDot } from './statechartDot.ts';
import { statechartSvg } from './statechartSvg.ts';

const file = join(projectRoot(), 'docs', 'reference', 'statechart.svg');
writeFileSync(file, await statechartSvg(statechartDot(drawnMachine())));
process.stdout.write(`${file}\n`);
