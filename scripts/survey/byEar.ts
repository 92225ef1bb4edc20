// npm run survey:by-ear: blind patients before a running kiosk with a page in Chromium. All they have is what was played
// (GET /api/speech), keys of a number pad, a card, and a head that moves as it is told. In Japanese the keys are pressed
// through the simulator, in English at the page.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { BlindPatient } from '../kiosk/blindPatient.ts';
import { earsAndPad } from '../kiosk/earsAndPad.ts';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { passSlower } from '../kiosk/slowTime.ts';
import { type HeardIn, heardIn, type Journey, journeys } from './byEar/journeys.ts';
import { UnseenPage } from './byEar/page.ts';

/** Long enough for a visit at the pace of speech. */
const patienceMs = 400_000;

const options = new Command('survey-by-ear')
  .description('visits of blind patients at a running kiosk, at the pace of speech: about a minute and a half each')
  .option('--only <name>', 'journeys whose name has this in it')
  .addOption(new Option('--language <code>', 'this one alone').choices(heardIn))
  .option('--slower <times>', 'time passes so many times slower: on a machine that others keep busy', '1')
  .option('--transcripts <folder>', 'what was heard and done in each, a file a visit')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run survey:by-ear\n  npm run survey:by-ear -- --only face --language ja --transcripts /tmp/heard\n',
  )
  .parse()
  .opts<{ only?: string; language?: HeardIn; slower: string; transcripts?: string; json?: true }>();

if (Number(options.slower) > 1) passSlower(Number(options.slower));

interface Gone {
  readonly journey: string;
  readonly language: HeardIn;
  readonly seconds: number;
  readonly wrong: readonly string[];
}

const asked = Object.entries(journeys).filter(([name]) => name.includes(options.only ?? ''));
const languages = heardIn.filter((each) => options.language === undefined || each === options.language);
if (options.transcripts) mkdirSync(options.transcripts, { recursive: true });

// A kiosk for each language, side by side: most of the time somebody listens.
const gone = (await Promise.all(languages.map(inLanguage))).flat();
const wrong = gone.filter((each) => each.wrong.length > 0);
process.stdout.write(
  `${wrong.length === 0 ? '✓' : '✗'} ${gone.length} visits by ear, ${wrong.length} with something wrong\n`,
);
if (options.json) process.stdout.write(`${JSON.stringify(gone)}\n`);
process.exitCode = gone.length > 0 && wrong.length === 0 ? 0 : 1;

async function inLanguage(language: HeardIn): Promise<readonly Gone[]> {
  const place = new KioskPlace();
  // The networks of the clinics, where their weights are there.
  const settings = [`screen.defaultLanguage=${language}`, 'subsidies.enabled=true', 'face.profile=auto'];
  const kiosk = await place.start(...settings.flatMap((each) => ['--set', each]));
  const page = await UnseenPage.at(kiosk.addresses.screen);
  const all: Gone[] = [];
  try {
    for (const [name, journey] of asked) {
      const found = await visit(kiosk, page, language, name, journey);
      all.push(found);
      const { seconds, wrong } = found;
      process.stdout.write(`${wrong.length === 0 ? '✓' : '✗'} ${language} ${name}: ${seconds} s ${wrong.join('; ')}\n`);
    }
    return all;
  } finally {
    await page.close();
    await kiosk.kill('SIGTERM');
    await place.clear();
  }
}

async function visit(
  { simulator }: KioskProcess,
  page: UnseenPage,
  language: HeardIn,
  name: string,
  { person, plan, isLineDown, wrong }: Journey,
): Promise<Gone> {
  const did: { readonly at: string; readonly what: string }[] = [];
  const began = Date.now();
  const spokenBefore = (await simulator.speech()).length;
  const held = (await simulator.receptions()).length;
  if (isLineDown) await simulator.fault('gateway', 'down', 'until-cleared');
  const world = await earsAndPad({
    simulator,
    person,
    note: (what) => void did.push({ at: new Date().toISOString(), what }),
    ...(language === 'en' && { key: (code: string) => page.press(code) }),
  });
  const faults: string[] = [];
  try {
    await new BlindPatient(world, { ...plan, firstKey: 'NumpadMultiply' }).visit(patienceMs);
  } catch (error) {
    faults.push(String(error));
    await simulator.removeCard();
  }
  const heard = (await simulator.speech()).slice(spokenBefore);
  const recorded = (await simulator.receives(held + 1)).at(-1)?.reception;
  if (recorded)
    faults.push(
      ...wrong(
        recorded,
        heard.map(({ text }) => text),
      ),
    );
  else faults.push('nothing was recorded');
  await simulator.clearFaults();
  await simulator.showCamera({ none: true });
  if (options.transcripts) {
    const lines = [...heard.map(({ at, text }) => ({ at, what: `「${text}」` })), ...did]
      .toSorted((one, other) => one.at.localeCompare(other.at))
      .map(({ at, what }) => `${((Date.parse(at) - began) / 1_000).toFixed(1)}\t${what}\n`);
    writeFileSync(join(options.transcripts, `${language} ${name}.txt`), lines.join(''));
  }
  return { journey: name, language, seconds: Math.round((Date.now() - began) / 1_000), wrong: faults };
}
