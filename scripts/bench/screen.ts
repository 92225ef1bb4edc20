// npm run bench:screen: the patient's screen in a real browser before a real kiosk: from a press to the frame that shows
// what came of it, the first paint, the live picture, the size of the app; beside a bare frame of the same page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { chromium, type Locator, type Page } from 'playwright-core';
import { projectRoot } from '../../src/system/paths.ts';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { personCalled } from '../kiosk/visits.ts';
import { appSize } from './screen/appSize.ts';
import { Finger } from './screen/finger.ts';
import { bareFrames, noteTimes, type TimedPress } from './screen/inPage.ts';
import { type OwnTime, PageThread } from './screen/pageThread.ts';

const options = new Command('bench-screen')
  .description('press to paint, first paint, live picture and size of the patient screen')
  .option('--visits <n>', 'visits of each kind; each presses a dozen times', '12')
  .option('--json', 'the last line as JSON')
  .addHelpText('after', '\nExamples:\n  npm run bench:screen\n  npm run bench:screen -- --visits 3 --json\n')
  .parse()
  .opts<{ visits: string; json?: true }>();

const visits = Number(options.visits);
const person = personCalled('fernandez-alexandra');
/** More pictures than the fifteen that are to be seen. */
const smooth = ['--set', 'simulator.picturesPerSecond=20'];
/** How a patient has set the screen, and what the kiosk is started with for it. */
const kinds = {
  plain: smooth,
  'text 200 %, voice on': [...smooth, '--set', 'accessibility.text=200', '--set', 'accessibility.voice=on'],
} as const;
const pictureSeconds = 5;

/**
 * How long a question is looked at before it is answered, ms: another time at each press. What the browser does a fixed
 * while after each new screen (it empties its store of tiles some 600 ms after) meets some presses, and not every one.
 */
const lookedAt = { leastMs: 600, stepMs: 90, steps: 11 };

const results: Record<string, unknown> = { appGzipBytes: appSize(join(projectRoot(), 'dist', 'screen')) };
for (const [kind, settings] of Object.entries(kinds)) {
  process.stdout.write(`${kind}: ${visits} visits …\n`);
  results[kind] = await measure(settings);
}
for (const [name, figures] of Object.entries(results)) process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);

async function measure(settings: readonly string[]): Promise<unknown> {
  const place = new KioskPlace();
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-bench-screen-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
  });
  try {
    const kiosk = await place.start(...settings);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(noteTimes);
    const firstPaints: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      await page.goto(kiosk.addresses.screen);
      await page.locator('[data-screen="idle"]').waitFor();
      firstPaints.push(await firstPaintOf(page));
    }
    const floor = (await page.evaluate(bareFrames)) as readonly number[];
    const presses: TimedPress[] = [];
    const own: OwnTime[] = [];
    const thread = await PageThread.of(page);
    const finger = await Finger.on(page);
    const pauses = pausesBeforePresses();
    for (let visit = 0; visit < visits; visit += 1)
      presses.push(...(await onePinVisit(kiosk, page, finger, pauses, thread, own)));
    const pictures = await livePictures(kiosk, page);
    const total = presses.map(({ sent, painted }) => painted - sent);
    return {
      presses: presses.length,
      pressToPaintMs: figuresOf(total),
      medianByWhatIsPressedMs: medians(presses),
      ofThatUntilTheViewCameMs: figuresOf(presses.map(({ sent, came }) => came - sent)),
      ownTimeOfThePageMs: {
        all: figuresOf(own.map(({ all }) => all)),
        script: figuresOf(own.map(({ script }) => script)),
        layout: figuresOf(own.map(({ layout }) => layout)),
      },
      bareFrameMs: figuresOf(floor),
      p95OverBareFrame: round(percentile(total, 0.95) / percentile(floor, 0.95)),
      firstPaintMs: figuresOf(firstPaints.slice(1)),
      livePicturesPerSecond: pictures,
    };
  } finally {
    await context.close();
    await place.clear();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function firstPaintOf(page: Page): Promise<number> {
  await until(page, "performance.getEntriesByName('first-contentful-paint').length > 0");
  return page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
}

/** A whole visit by PIN with everything asked answered at once; each press waits until what it did is painted. */
async function onePinVisit(
  kiosk: KioskProcess,
  page: Page,
  finger: Finger,
  pauses: Iterator<number, never>,
  thread: PageThread,
  own: OwnTime[],
): Promise<readonly TimedPress[]> {
  await page.evaluate('presses.length = 0');
  await kiosk.simulator.insertCard(person.id);
  const press = async (screen: string, action: string): Promise<void> => {
    const target = await turnTo(page, screen, action);
    await page.waitForTimeout(pauses.next().value);
    const begun = await thread.used();
    await finger.taps(target);
    await page.evaluate('whenAllPainted()');
    own.push(await thread.usedSince(begun));
  };
  await press('method', 'method.pin');
  for (const digit of person.card.pin) await press('pin', `pin.digit.${digit}`);
  await press('pin', 'pin.submit');
  await press('consent', 'consent.all');
  await page.locator('[data-screen="done"]').waitFor();
  const presses = (await page.evaluate('presses')) as readonly TimedPress[];
  await kiosk.simulator.removeCard();
  await page.locator('[data-screen="idle"]').waitFor();
  return presses;
}

/** What is to be pressed, as soon as it may be. Large words are turned over page by page, which is no press. */
async function turnTo(page: Page, screen: string, action: string): Promise<Locator> {
  const target = page.locator(`[data-screen="${screen}"] [data-action="${action}"]:visible:not([disabled])`).first();
  await page.locator(`[data-screen="${screen}"]`).waitFor();
  const onward = page.locator('[data-action="page.next"]:visible:not([disabled])');
  while (!(await target.isVisible()) && (await onward.count()) > 0) await onward.tap();
  await target.waitFor();
  return target;
}

function* pausesBeforePresses(): Generator<number, never> {
  for (let press = 0; ; press += 1) yield lookedAt.leastMs + lookedAt.stepMs * (press % lookedAt.steps);
}

/** The page's own policy lets nobody evaluate text in it but from outside. */
async function until(page: Page, isSo: string): Promise<void> {
  while (!(await page.evaluate(isSo))) await page.waitForTimeout(10);
}

async function livePictures(kiosk: KioskProcess, page: Page): Promise<number> {
  // Too far off to be judged, so that the attempt goes on while it is counted.
  await kiosk.simulator.showCamera({ person: person.id, at: { x: 0, y: 0, size: 0.12 } });
  await kiosk.simulator.insertCard(person.id);
  const face = await turnTo(page, 'method', 'method.face');
  // A press that comes as soon as a new question is one that was meant for the question before.
  await page.waitForTimeout(lookedAt.leastMs);
  await face.tap();
  await page.locator('[data-screen="face"] canvas').waitFor();
  await page.waitForTimeout(1_500);
  const from = (await page.evaluate('pictures')) as number;
  await page.waitForTimeout(pictureSeconds * 1_000);
  const shown = ((await page.evaluate('pictures')) as number) - from;
  await kiosk.simulator.removeCard();
  return round(shown / pictureSeconds);
}

/** Which press takes how long; the digits are one. */
function medians(presses: readonly TimedPress[]): Readonly<Record<string, number>> {
  const named = presses.map(({ action, sent, painted }) => [action.replace(/\d$/, 'N'), painted - sent] as const);
  const medianOf = (name: string) =>
    percentile(
      named.filter(([each]) => each === name).map(([, took]) => took),
      0.5,
    );
  return Object.fromEntries(named.map(([name]) => [name, round(medianOf(name))]));
}

function figuresOf(values: readonly number[]) {
  return {
    median: round(percentile(values, 0.5)),
    p95: round(percentile(values, 0.95)),
    worst: round(Math.max(...values)),
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
