// npm run survey:names: how often the comparison of names takes one person for two, and two for one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../../src/system/paths.ts';
import { measureNames, total } from './names/measure.ts';
import { asMarkdown } from './names/report.ts';

interface Options {
  readonly pairs: string;
  readonly seed: string;
  readonly json?: true;
  readonly docs?: true;
}

const options = new Command('survey-names')
  .description('pairs of one person in two notations, pairs of two people: what the comparison of names says of them')
  .option('--pairs <n>', 'of each half', '2000')
  .option('--seed <n>', 'of the generator', '20260401')
  .option('--json', 'figures as JSON')
  .option('--docs', 'into docs/measured/names.md, in place of the tables there')
  .parse()
  .opts<Options>();

const figures = measureNames(Number(options.pairs), Number(options.seed));
process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : `${asMarkdown(figures)}\n`);
if (options.docs) {
  const page = join(projectRoot(), 'docs', 'measured', 'names.md');
  const [before = ''] = readFileSync(page, 'utf8').split('<!-- survey -->');
  writeFileSync(page, `${before}<!-- survey -->\n\n${asMarkdown(figures)}\n`);
}
if (total(figures.other, 'same') > 0) process.exitCode = 1;
