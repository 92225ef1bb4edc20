// npm run survey:printed-face: cards drawn by this project, photographed by a simulated camera under every condition
// of src/simulator/printedFace/conditions.ts, looked at by the reader of the kiosk. Ends with 1 where a wrong number
// would have been sent to a card. With --docs the figures in docs are made anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { specimenLayout } from '../../src/card/printedFace/layout.ts';
import { startWorkerPictureReader } from '../../src/card/printedFace/workerPictureReader.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { type ConditionName, conditionNames } from '../../src/simulator/printedFace/conditions.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type Placement, placeCard } from './printedFace/cardPlacement.ts';
import { type Survey, surveyOf, surveyTable } from './printedFace/figures.ts';
import { surveyCards, surveyDay } from './printedFace/surveyCards.ts';

interface Options {
  readonly photos: number;
  readonly seed: number;
  readonly only?: ConditionName;
  readonly json?: true;
  readonly docs?: true;
}

const options = new Command('survey-printed-face')
  .description('how the front of a card is read off photographs: right, refused, wrong')
  .option('--photos <n>', 'at least so many photographs, in equal rounds over all conditions', count, 240)
  .option('--seed <n>', 'another seed gives other photographs', count, 1)
  .option('--only <condition>', 'one condition', condition)
  .option('--json', 'the last line as JSON')
  .option('--docs', 'write the figures in docs/measured/printed-face.md')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run survey:printed-face\n  npm run survey:printed-face -- --photos 40 --only blurred --json\n',
  )
  .parse()
  .opts<Options>();

const root = projectRoot();

await main();

async function main(): Promise<void> {
  const pictures = startWorkerPictureReader(specimenLayout, (reason) => report(`the reader was lost: ${reason}`));
  const placements: Placement[] = [];
  try {
    await survey(placements, pictures);
  } finally {
    await pictures.close();
  }
  const figures = surveyOf(placements);
  const text = pageText(figures);
  process.stdout.write(`${text}\n`);
  if (options.docs) writeDocs(text);
  if (options.json) process.stdout.write(`${JSON.stringify({ seed: options.seed, ...figures })}\n`);
  process.exitCode = figures.all.sentWrong > 0 ? 1 : 0;
}

async function survey(placements: Placement[], pictures: ReturnType<typeof startWorkerPictureReader>): Promise<void> {
  const cards = surveyCards(loadPeople(root, surveyDay), root);
  const names = options.only ? [options.only] : conditionNames;
  let photographs = 0;
  while (photographs < options.photos) {
    for (const name of names) {
      const card = (await cards.next()).value;
      const placement = await placeCard(card, name, options.seed * 100_000 + placements.length, pictures);
      placements.push(placement);
      photographs += placement.photographs.length;
      const outcomes = placement.photographs.map(({ outcome }) => outcome).join(', ');
      report(`${photographs}/${options.photos} ${name}: ${outcomes}; sent: ${placement.sent}`);
    }
  }
}

function pageText(figures: Survey): string {
  return [
    surveyTable(figures),
    '',
    `Refusals of ordinary photographs: ${reasons(figures.ordinary.reasons)}; of hard ones: ${reasons(figures.hard.reasons)}.`,
    '',
    `Reading one photograph of 1280×960: ${figures.all.ms} ms (median; ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores shared with others, Node ${process.versions.node}). Seed ${options.seed}.`,
  ].join('\n');
}

function reasons(counts: Survey['all']['reasons']): string {
  const each = Object.entries(counts).map(([why, times]) => `${why} ${times}`);
  return each.length === 0 ? 'none' : each.join(', ');
}

function writeDocs(text: string): void {
  const page = join(root, 'docs', 'measured', 'printed-face.md');
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(/<!-- survey -->/);
  writeFileSync(page, `${before}<!-- survey -->\n\n${text}\n\n<!-- survey -->${after}`);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above 0');
  return value;
}

function condition(text: string): ConditionName {
  const found = conditionNames.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`must be one of: ${conditionNames.join(', ')}`);
  return found;
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
