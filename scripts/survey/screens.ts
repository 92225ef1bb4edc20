// npm run survey:screens: every state of every screen × orientation × language × mode in Chromium: what axe finds,
// contrast, targets, what is cut off or broken, and whether the cursor of the keys is seen. `--sheets` makes the contact
// sheets of docs/pictures.
import { Command, Option } from 'commander';
import { languages } from '../../src/screen/view.ts';
import { startScreenPreview } from '../screens/screenPreview.ts';
import { type Layout, launchBrowser, layouts } from '../screens/screenPreviewBrowser.ts';
import { openStillPage, type StillPage } from '../screens/stillPage.ts';
import { Axe } from './screens/axe.ts';
import { examined } from './screens/examined.ts';
import { type Look, looksAt, modes, nameOf, type Wanted } from './screens/looks.ts';
import { makeSheets } from './screens/sheets.ts';

const options = new Command('survey-screens')
  .description('every screen, in every state, as every patient may see it; nothing may be wrong with any')
  .option('--only <name>', 'states whose name has this in it')
  .addOption(new Option('--language <code>', 'this one alone').choices(languages))
  .addOption(new Option('--layout <name>', 'this one alone').choices(Object.keys(layouts)))
  .addOption(new Option('--mode <name>', 'this one alone').choices(Object.keys(modes)))
  .option('--sheets', 'examine nothing: make the contact sheets of docs/pictures')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run survey:screens\n  npm run survey:screens -- --only consent --language pt --mode 200\n  npm run survey:screens -- --sheets\n',
  )
  .parse()
  .opts<Wanted & { sheets?: true; json?: true }>();

const preview = await startScreenPreview();
const browser = await launchBrowser();
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
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1_000);
  const faults: { readonly look: string; readonly faults: readonly string[] }[] = [];
  let done = 0;
  // A page for each orientation, side by side: most of the time one waits for the other's answer.
  const examine = async (layout: Layout): Promise<void> => {
    const still = await openStillPage(browser, preview.url, layout);
    const axe = await Axe.in(still.page);
    for (const look of looks.filter((each) => each.layout === layout)) {
      const found = await examined(still, axe, look);
      done += 1;
      if (found.length > 0) {
        faults.push({ look: nameOf(look), faults: found });
        process.stdout.write(`✗ ${nameOf(look)}\n${found.map((fault) => `    ${fault}\n`).join('')}`);
      }
      if (done % 200 === 0)
        process.stdout.write(`  ${done} of ${looks.length}, ${seconds()} s, ${faults.length} with faults\n`);
    }
    if (still.complaints.length > 0) faults.push({ look: `console, ${layout}`, faults: still.complaints });
  };
  await Promise.all((Object.keys(layouts) as Layout[]).map(examine));
  const isGood = done > 0 && faults.length === 0;
  process.stdout.write(`${isGood ? '✓' : '✗'} ${done} looks, ${faults.length} with faults, ${seconds()} s\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ looks: done, faults, seconds: seconds() })}\n`);
  process.exitCode = isGood ? 0 : 1;
}
