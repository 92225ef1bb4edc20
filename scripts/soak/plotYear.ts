// The plot of a year that was kept: node scripts/run.mjs soak/plotYear FILE > docs/measured/soak.svg, where FILE holds
// what `npm run soak -- --json` printed.
import { readFileSync } from 'node:fs';
import type { Row } from './year.ts';
import { yearPlot } from './yearPlot.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');
const { rows } = JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '') as { rows: readonly Row[] };
// The last row is of the days in which nobody comes any more.
process.stdout.write(yearPlot(rows.slice(0, -1)));
