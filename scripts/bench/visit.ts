// npm run bench:visit: the machine's time of a whole visit, card placed to 受付完了 painted, by a patient who answers at
// once, beside the floor of the same run: what must be on the air, the frames that the rule needs, the questions, one
// durable commit, one frame of the page.
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Page } from 'playwright-core';
import { openGlass } from '../kiosk/glass.ts';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { notePaints, paintOf } from '../kiosk/paints.ts';
import { Patient } from '../kiosk/patient.ts';
import { percentile } from '../kiosk/percentile.ts';
import { personCalled } from '../kiosk/visits.ts';
import { bareFrames } from './screen/inPage.ts';
import { cardFloorMs, commitFloorMs, openFaceFloor, questionFloorMs } from './visit/floors.ts';

const options = new Command('bench-visit')
  .description('machine time of a whole visit beside its floor')
  .option('--rounds <n>', 'people who come twice by each way', wholeNumber, 6)
  .addOption(new Option('--card <path>', 'which way to the card').choices(['direct', 'pcsc']).default('pcsc'))
  .addOption(new Option('--profile <name>', 'face networks').choices(['standard', 'embedded']).default('embedded'))
  .addOption(new Option('--way <name>', 'only visits by it').choices(['pin', 'face']))
  .option('--json', 'the last line as JSON')
  .parse()
  .opts<{
    rounds: number;
    card: 'direct' | 'pcsc';
    profile: 'standard' | 'embedded';
    way?: 'pin' | 'face';
    json?: true;
  }>();

/** In whose matter nothing is special: every screen of theirs is one that everybody sees. */
const people = ['yamada-hanako', 'suzuki-ume', 'takasaki-yoshio', 'fernandez-alexandra', 'okada-tetsuya'];
const kbps = 424;
/** Registered? eligibility, subsidies: what everybody's visit asks. */
const questions = 3;
const allWays = ['pin', 'face'] as const;
type Way = (typeof allWays)[number];
const ways = allWays.filter((way) => options.way === undefined || options.way === way);
const times = ['first', 'again'] as const;

const place = new KioskPlace();
const faces = await openFaceFloor(options.profile, process.env.UKETSUKE_MODELS || undefined);
try {
  const speed = ['--set', `simulator.cardSpeed=${kbps}`, '--set', `face.profile=${options.profile}`];
  const kiosk = await place.start('--card', options.card, ...speed);
  const glass = await openGlass(kiosk.addresses.screen, notePaints);
  try {
    const patient = await Patient.at(await kiosk.simulator.mirrorUrl());
    await measure(kiosk, glass.page, patient);
    patient.leave();
  } finally {
    await glass.close();
  }
} finally {
  await faces.close();
  await place.clear();
}

async function measure(kiosk: KioskProcess, page: Page, patient: Patient): Promise<void> {
  const taken = new Map<string, number[]>();
  const attempts: number[] = [];
  const cards: number[] = [];
  // Once round unmeasured: code that never ran is compiled while it runs.
  await visit(kiosk, page, patient, 'endo-mio', 'pin');
  for (let round = 0; round < options.rounds; round += 1) {
    const id = people[round % people.length] ?? '';
    for (const way of ways) {
      for (const time of times) {
        const key = `${way}, ${time}`;
        taken.set(key, [...(taken.get(key) ?? []), await visit(kiosk, page, patient, id, way)]);
      }
    }
    if (ways.includes('face')) attempts.push(await faces.attemptMs(personCalled(id)));
    cards.push(await cardFloorMs(personCalled(id), { kbps }));
  }
  const floor = {
    card: percentile(cards, 0.5),
    questions: questions * (await questionFloorMs()),
    commit: commitFloorMs(),
    paint: percentile((await page.evaluate(bareFrames)) as number[], 0.5),
    enrol: faces.enrolMs,
    attempt: percentile(attempts, 0.5),
  };
  const shared = floor.card + floor.questions + floor.commit + floor.paint;
  const floorOf = { pin: shared, face: shared + floor.enrol + floor.attempt };
  const rows = [...taken].map(([what, ms]) => {
    const least = floorOf[what.startsWith('pin') ? 'pin' : 'face'];
    const median = percentile(ms, 0.5);
    return {
      what,
      visits: ms.length,
      leastMs: Math.round(Math.min(...ms)),
      medianMs: Math.round(median),
      p95Ms: Math.round(percentile(ms, 0.95)),
      floorMs: Math.round(least),
      ratio: Math.round((median / least) * 100) / 100,
    };
  });
  for (const row of rows) process.stdout.write(`${row.what}: ${JSON.stringify(row)}\n`);
  const rounded = Object.fromEntries(Object.entries(floor).map(([what, ms]) => [what, Math.round(ms * 10) / 10]));
  process.stdout.write(`floor, ms: ${JSON.stringify(rounded)}\n`);
  const { card, profile: networks } = options;
  if (options.json)
    process.stdout.write(`${JSON.stringify({ card, kbps, profile: networks, rows, floor: rounded })}\n`);
}

/** One visit; milliseconds from the reader's word that a card lies there to the frame that says 受付完了. */
async function visit(kiosk: KioskProcess, page: Page, patient: Patient, id: string, way: Way): Promise<number> {
  await patient.sees('idle');
  await page.locator('[data-screen="idle"]').waitFor();
  await page.evaluate('window.paintedAt = {}');
  const before = kiosk.log().length;
  if (way === 'face') await kiosk.simulator.showCamera({ person: id });
  await kiosk.simulator.insertCard(id);
  await patient.presses('method', `method.${way}`);
  if (way === 'pin') {
    // The digits are the patient's, who has them all at once.
    for (const digit of personCalled(id).card.pin) patient.press(`pin.digit.${digit}`);
    await patient.presses('pin', 'pin.submit');
  }
  await patient.presses('consent', 'consent.all');
  await patient.sees('done');
  const painted = await paintOf(page, 'done');
  const placed = /"time":"([^"]+)"[^\n]*"event":"card\.placed"/.exec(kiosk.log().slice(before))?.[1];
  if (placed === undefined) throw new Error('the log says nothing of a card');
  await patient.presses('done', 'done.ok');
  await kiosk.simulator.removeCard();
  await kiosk.simulator.showCamera({ none: true });
  await patient.sees('idle');
  // What is cleared up behind a visit is no part of the next: nobody lays their card down in that second.
  await page.waitForTimeout(1_500);
  return painted - Date.parse(placed);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
