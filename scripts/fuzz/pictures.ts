// Throws damaged pictures at everything that decodes one, for as long as you like:
// npm run fuzz:pictures -- [cases] [seed]. The suite runs a few hundred cases of the same properties.
import fc from 'fast-check';
import { projectRoot } from '../../src/system/paths.ts';
import { pictureProperties } from './pictureProperties.ts';

const [cases = '100000', seed = `${Date.now() & 0x7fffffff}`] = process.argv.slice(2);
let failed = 0;
for (const { name, share, property } of pictureProperties(projectRoot())) {
  const numRuns = Math.ceil(Number(cases) * share);
  const started = performance.now();
  const outcome = await fc.check(property, { numRuns, seed: Number(seed) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${outcome.failed ? '✗' : '✓'} ${name}: ${outcome.numRuns} cases, ${seconds} s\n`);
  if (!outcome.failed) continue;
  failed += 1;
  process.stdout.write(`${fc.defaultReportMessage(outcome)}\n`);
}
process.stdout.write(`seed ${seed}\n`);
process.exitCode = failed === 0 ? 0 : 1;
