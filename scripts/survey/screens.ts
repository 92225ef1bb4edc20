// npm run survey:screens: every state of every screen × orientation × language × mode in Chromium: what axe finds,
// contrast, targets, what is cut off or broken, and whether the cursor of the keys is seen. It may be cut off at any time:
// with `--record` the next run goes on from there. `--sheets` makes the contact sheets of docs/pictures.
import { Command, Option } from 'commander';
import { languages } from '../../src/screen/view.ts';
import { startScreenPreview } from '../screens/screenPreview.ts';
import { type Layout, launchBrowser, layouts } from '../screens/screenPreviewBrowser.ts';
import { openStillPage, type StillPage } from '../screens/stillPage.ts';
import { Examiner } from './screens/examiner.ts';
import { type Look, looksAt, modes, nameOf, type Wanted } from './screens/looks.ts';
import { SurveyRecord } from './screens/record.ts';
import { makeSheets } from './screens/sheets.ts';

const options = new Command('survey-screens')
  .description('every screen, in every state, as every patient may see it; nothing may be wrong with any')
  .option('--only <name>', 'states whose name has this in it')
  .addOption(new Option('--language <code>', 'this one alone').choices(languages))
  .addOption(new Option('--layout <name>', 'this one alone').choices(Object.keys(layouts)))
  .addOption(new Option('--mode <name>', 'this one alone').choices(Object.keys(modes)))
  .option('--record <file>', 'keep in it what was looked at, and leave out what stands there already')
  .option('--sheets', 'examine nothing: make the contact sheets of docs/pictures')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run survey:screens\n  npm run survey:screens -- --only consent --language pt --mode 200\n  npm run survey:screens -- --record looks.jsonl --json\n  npm run survey:screens -- --sheets\n',
  )
  .parse()
  .opts<Wanted & { record?: string; sheets?: true; json?: true }>();

const preview = await startScreenPreview();
const browser = await launchBrowser(true);
try {
  if (options.sheets) {
    const stillPage = (layout: Layout): Promise<StillPage> => openStillPage(browser, preview.url, layout);
    for await (const file of makeSheets(stillPage)) process.stdout.write(`${file}\n`);
  } else await survey(looksAt(options));
} finally {
  await browser.close();
  await preview.close();
}

async function survey(looks: readonly Look[]): Promise<void> {
  const record = new SurveyRecord(options.record);
  const left = looks.filter((look) => !record.has(look));
  const started = performance.now();
  const secondsSince = (from: number): number => Math.round((performance.now() - from) / 100) / 10;
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  let done = 0;
  const complaints: string[] = [];
  const examiner = new Examiner();
  // A page for each orientation, side by side: most of the time one waits for the other's answer.
  const examine = async (layout: Layout): Promise<void> => {
    const still = await openStillPage(browser, preview.url, layout);
    await examiner.open(still.page);
    for (const look of left.filter((each) => each.layout === layout)) {
      if (end.signal.aborted) break;
      const began = performance.now();
      const faults = await examiner.faultsOf(still, look);
      record.add({ look: nameOf(look), faults, seconds: secondsSince(began) });
      done += 1;
      if (faults.length > 0)
        process.stdout.write(`✗ ${nameOf(look)}\n${faults.map((fault) => `    ${fault}\n`).join('')}`);
      if (done % 200 === 0) process.stdout.write(`  ${done} of ${left.length}, ${secondsSince(started)} s\n`);
    }
    complaints.push(...still.complaints.map((complaint) => `console, ${layout}: ${complaint}`));
  };
  await Promise.all((Object.keys(layouts) as Layout[]).map(examine));
  const wanted = new Set(looks.map(nameOf));
  const taken = record.all.filter(({ look }) => wanted.has(look));
  const faulty = taken.filter(({ faults }) => faults.length > 0);
  const isGood = looks.length > 0 && taken.length === looks.length && faulty.length === 0 && complaints.length === 0;
  const seconds = Math.round(taken.reduce((sum, each) => sum + each.seconds, 0));
  for (const complaint of complaints) process.stdout.write(`✗ ${complaint}\n`);
  process.stdout.write(
    `${isGood ? '✓' : '✗'} ${taken.length} of ${looks.length} looks (${done} now), ${faulty.length} with faults, ${seconds} s\n`,
  );
  if (options.json) {
    const summary = { looks: looks.length, taken: taken.length, now: done, faults: faulty, complaints, seconds };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  }
  process.exitCode = isGood ? 0 : 1;
}
