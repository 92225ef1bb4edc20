// npm run survey:killed: the process is killed while a patient stands before each screen there is; one page stands open
// all the time. It must come back by itself within three seconds of the process, and be, pixel by pixel, the free
// screen that it was before anybody came.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { KioskPlace } from '../kiosk/kioskProcess.ts';
import { Glass } from './killed/glass.ts';
import { setting, ways } from './killed/screens.ts';

/** How soon the page must live again after the process does, milliseconds. */
const backMs = 3_000;

const options = new Command('survey-killed')
  .description('SIGKILL while each screen is shown: the open page comes back by itself, as it was before anybody came')
  .option('--only <screen>', 'this one alone')
  .option('--out <folder>', 'where the pictures of what is not as it must be go', 'out/killed')
  .option('--json', 'the last line as JSON')
  .addHelpText('after', '\nExamples:\n  npm run survey:killed\n  npm run survey:killed -- --only face --json\n')
  .parse()
  .opts<{ only?: string; out: string; json?: true }>();

interface Killed {
  readonly at: string;
  /** From the moment the process said where it listens to the free screen on the page, milliseconds. */
  readonly backMs: number;
  /** What was not as it must be; empty where all was well. */
  readonly faults: readonly string[];
}

if (options.only !== undefined && !(options.only in ways)) {
  process.stderr.write(`no screen ${options.only}; there are ${Object.keys(ways).join(', ')}\n`);
  process.exit(2);
}
// The free screens are always among them: how the page looks without a process is compared with how it looked then.
const asked = Object.entries(ways).filter(
  ([at, [screen]]) => screen === 'idle' || options.only === undefined || at === options.only,
);
const startedFor = (index: number): readonly string[] => {
  const [, , ...more] = asked[index]?.[1] ?? [];
  return [...setting, ...more.map(String)];
};
const results: Killed[] = [];
const place = new KioskPlace();
const kiosk = { now: await place.start(...startedFor(0)) };
const { port: screenPort } = new URL(kiosk.now.addresses.screen);
const glass = await Glass.at(kiosk.now.addresses.screen);
try {
  await glass.sees('idle');
  const free = await glass.picture();
  /** The page without a process, in each dress it had on a free screen: before anybody there had done anything else. */
  const goneFrom = new Map<string, Buffer>();
  for (const [index, [at, [screen, reach]]] of asked.entries()) {
    await reach({ kiosk: kiosk.now, glass });
    await glass.sees(screen);
    await kiosk.now.kill('SIGKILL');
    await glass.page.locator('[data-screen="out-of-service"]:not([data-error])').waitFor();
    const without = await glass.picture();
    const dress = await glass.dress();
    kiosk.now = await place.start(...startedFor(index + 1), '--screen-port', screenPort);
    const lives = performance.now();
    await glass.sees('idle');
    const back = Math.round(performance.now() - lives);
    const after = await glass.picture();
    // Whoever stands there keeps their words and their contrast until it is back, and nothing else.
    if (screen === 'idle') goneFrom.set(dress, without);
    const asFromIdle = goneFrom.get(dress);
    if (!asFromIdle) throw new Error(`no free screen in the dress of "${at}" to compare it with: ${dress}`);
    const faults = [
      ...(back > backMs ? [`it took ${back} ms to come back`] : []),
      ...(after.equals(free) ? [] : ['the free screen is not as it was before anybody came']),
      ...(without.equals(asFromIdle) ? [] : ['while the process is gone something of the visit is left']),
    ];
    results.push({ at, backMs: back, faults });
    if (faults.length > 0) keepPictures(at, { without, after, 'without-from-idle': asFromIdle, free });
    process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} ${at}: back after ${back} ms ${faults.join('; ')}\n`);
  }
} finally {
  await glass.close();
  await place.clear();
}
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);
process.exitCode = results.length > 0 && results.every(({ faults }) => faults.length === 0) ? 0 : 1;

/** Somebody has to see what was left. */
function keepPictures(at: string, pictures: Readonly<Record<string, Buffer>>): void {
  mkdirSync(options.out, { recursive: true });
  for (const [name, png] of Object.entries(pictures))
    writeFileSync(join(options.out, `${at.replaceAll(/[^a-z-]+/g, '-')}-${name}.png`), png);
}
