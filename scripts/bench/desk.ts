// npm run bench:desk: the list of a day with five hundred arrivals in a real browser: from each key, filter, turn of the
// wheel and arrival to the frame that shows it, beside the same keys in a page with nothing on it. `--json`, `--rows n`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Browser, chromium, type Page } from 'playwright-core';
import { unwrap } from '../../src/problem/result.ts';
import { busyTimeOf } from './desk/busyTime.ts';
import { arrivalOf, recordDay } from './desk/manyArrivals.ts';
import { openBenchDesk, receptionist } from './desk/openDesk.ts';
import { type SeenArrival, seenArrival, settled, taken, watch } from './desk/watchPage.ts';

const rows = Number(process.argv[process.argv.indexOf('--rows') + 1]) || 500;
const isJson = process.argv.includes('--json');
const rounds = 4;
const arrivals = 12;
const typed = ['S36', '1001', '195', '1-10'];

const desk = await openBenchDesk();
recordDay(desk.outbox, rows, Date.now() - 60_000);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const floor = await keysInAnEmptyPage(browser);
  const page = await signedIn(browser);
  const opened = await timed(() => page.goto(desk.url));
  await page.locator('#find').waitFor();
  await watch(page);
  await settled(page);

  const busyTime = await busyTimeOf(page);
  const busy = { key: [] as number[], filter: [] as number[], arrival: [] as number[] };
  const measured = async (kind: keyof typeof busy, act: () => Promise<unknown>): Promise<void> => {
    const from = await busyTime();
    await settledAfter(page, act);
    busy[kind].push((await busyTime()) - from);
  };

  const search = page.getByRole('searchbox');
  for (let round = 0; round < rounds; round += 1) {
    for (const text of typed) {
      await search.focus();
      for (const character of text) await measured('key', () => page.keyboard.press(character));
      for (const _each of text) await measured('key', () => page.keyboard.press('Backspace'));
    }
  }
  const { key } = await taken(page);

  for (let round = 0; round < rounds; round += 1) {
    for (const mark of ['public', 'paper', 'new']) {
      const chip = page.locator(`[data-mark="${mark}"]`);
      await measured('filter', () => chip.click());
      await measured('filter', () => chip.click());
    }
  }
  const { filter } = await taken(page);

  await page.mouse.move(640, 600);
  for (let turn = 0; turn < 40; turn += 1) {
    await page.mouse.wheel(0, turn < 20 ? 900 : -900);
    await page.waitForTimeout(30);
  }
  await settled(page);
  const { scroll } = await taken(page);

  const seen: SeenArrival[] = [];
  const stalls: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  for (let index = 0; index < arrivals; index += 1) {
    await page.waitForTimeout(700);
    loop.reset();
    loop.enable();
    await measured('arrival', async () => {
      seen.push(await seenArrival(page, () => unwrap(desk.outbox.record(arrivalOf(rows + index, Date.now())))));
    });
    loop.disable();
    stalls.push(loop.max / 1e6);
  }

  const result = {
    rows,
    openedMs: opened,
    floor: summary(floor),
    key: summary(key),
    filter: summary(filter),
    scroll: summary(scroll),
    arrival: summary(seen.map(({ shown }) => shown)),
    arrivalAnswered: summary(seen.map(({ answered }) => answered)),
    arrivalBlocked: summary(seen.map(({ blocked }) => blocked)),
    kioskStall: summary(stalls),
    keyBusy: summary(busy.key),
    filterBusy: summary(busy.filter),
    arrivalBusy: summary(busy.arrival),
  };
  if (!isJson) {
    for (const [name, figures] of Object.entries(result)) {
      process.stdout.write(`${name.padEnd(16)} ${typeof figures === 'number' ? figures : inWords(figures)}\n`);
    }
  }
  process.stdout.write(isJson ? `${JSON.stringify(result)}\n` : '');
} finally {
  await browser.close();
  await desk.close();
}

async function signedIn(at: Browser): Promise<Page> {
  const context = await at.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(new URL('/sign-in', desk.url).href);
  await page.locator('[name="name"]').fill(receptionist.name);
  await page.locator('[name="password"]').fill(receptionist.password);
  await page.locator('main button').first().click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

/** What a key costs where nothing is to be done. */
async function keysInAnEmptyPage(at: Browser): Promise<readonly number[]> {
  const page = await at.newPage();
  await page.setContent('<input autofocus>');
  await watch(page);
  await page.locator('input').focus();
  for (let index = 0; index < 40; index += 1) await settledAfter(page, () => page.keyboard.press('a'));
  const { key } = await taken(page);
  await page.close();
  return key;
}

async function settledAfter(page: Page, act: () => Promise<unknown>): Promise<void> {
  await act();
  await settled(page);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round(performance.now() - from);
}

interface Figures {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

/** Milliseconds. */
function summary(times: readonly number[]): Figures {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
  return { count: times.length, median: at(0.5), p95: at(0.95), worst: at(1) };
}

function inWords({ count, median, p95, worst }: Figures): string {
  return `median ${median} ms, p95 ${p95} ms, worst ${worst} ms (${count})`;
}
