// npm run bench:awake: how long a kiosk that nobody has come to for a while takes until it is wholly there: on a touch, on
// a card, on a face before the camera. In Chromium, and beneath it the networks and the camera by themselves.
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Page } from 'playwright-core';
import { openGlass } from '../kiosk/glass.ts';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { Patient } from '../kiosk/patient.ts';
import { percentile } from '../kiosk/percentile.ts';
import { wakeEyes } from './awake/eyes.ts';
import { noteWaking, type WakingTimes } from './awake/inPage.ts';

const options = new Command('bench-awake')
  .description('from rest to wholly awake: a touch, a card, a face')
  .option('--rounds <n>', 'how often each', wholeNumber, 8)
  .option('--rest <seconds>', 'how long nobody comes before each; the camera sleeps after 10', wholeNumber, 15)
  .addOption(new Option('--profile <name>', 'face networks').choices(['standard', 'embedded']).default('embedded'))
  .option('--json', 'the last line as JSON')
  .parse()
  .opts<{ rounds: number; rest: number; profile: 'standard' | 'embedded'; json?: true }>();

const person = 'yamada-hanako';
const taken = new Map<string, number[]>();
const note = (what: string, ms: number): void => {
  taken.set(what, [...(taken.get(what) ?? []), ms]);
};

const place = new KioskPlace();
try {
  const kiosk = await place.start('--set', `face.profile=${options.profile}`);
  const glass = await openGlass(kiosk.addresses.screen, noteWaking);
  try {
    const patient = await Patient.at(await kiosk.simulator.mirrorUrl());
    // Once round unmeasured: code that never ran is compiled while it runs.
    for (let round = 0; round <= options.rounds; round += 1) {
      process.stdout.write(round === 0 ? 'once unmeasured …\n' : `round ${round} of ${options.rounds} …\n`);
      await wake(kiosk, glass.page, patient, round > 0);
    }
    patient.leave();
  } finally {
    await glass.close();
  }
} finally {
  await place.clear();
}
await wakeEyes({ ...options, models: process.env.UKETSUKE_MODELS || undefined }, note);

const rows = [...taken].map(([what, ms]) => ({
  what,
  times: ms.length,
  medianMs: Math.round(percentile(ms, 0.5)),
  p95Ms: Math.round(percentile(ms, 0.95)),
  worstMs: Math.round(Math.max(...ms)),
}));
for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
if (options.json) process.stdout.write(`${JSON.stringify({ ...options, rows })}\n`);

/** Rests, touches; rests, lays a card down, chooses the face. */
async function wake(kiosk: KioskProcess, page: Page, patient: Patient, isMeasured: boolean): Promise<void> {
  const times = (): Promise<WakingTimes> => page.evaluate('times');
  const until = async (isThere: (now: WakingTimes) => number | undefined): Promise<number> => {
    for (let at = isThere(await times()); ; at = isThere(await times())) if (at !== undefined) return at;
  };
  const rest = async (): Promise<void> => {
    await patient.sees('idle');
    await sleep(isMeasured ? options.rest * 1_000 : 1_500);
    await page.evaluate('forgetTimes()');
  };
  const measured = (what: string, ms: number): void => {
    if (isMeasured) note(what, ms);
  };

  for (const language of ['en', 'ja']) {
    await rest();
    await page.locator(`[data-action="language.${language}"]:visible`).first().tap();
    const painted = await until((now) => now.painted[`idle ${language}`]);
    measured('touch: finger down to painted', painted - ((await times()).touched ?? Number.NaN));
  }

  await rest();
  const before = kiosk.log().length;
  await kiosk.simulator.showCamera({ person });
  await kiosk.simulator.insertCard(person);
  const shown = await until(({ painted }) => painted['reading ja'] ?? painted['method ja']);
  const placed = /"time":"([^"]+)"[^\n]*"event":"card\.placed"/.exec(kiosk.log().slice(before))?.[1];
  if (placed === undefined) throw new Error('the log says nothing of a card');
  measured("card: the reader's word to painted", shown - Date.parse(placed));
  await patient.sees('method', ({ actions }) => actions.includes('method.face'));
  const chosen = Date.now();
  patient.press('method.face');
  measured('face: chosen to the first live picture painted', (await until(({ picture }) => picture)) - chosen);
  patient.press('cancel');
  await kiosk.simulator.removeCard();
  await kiosk.simulator.showCamera({ none: true });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
