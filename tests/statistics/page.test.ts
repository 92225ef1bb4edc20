import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { SaxesParser } from 'saxes';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { pageParts, plotOf } from '../../src/statistics/figures/figures.ts';
import { statisticsPage } from '../../src/statistics/page.ts';
import type { StatisticsReport } from '../../src/statistics/report.ts';
import { statisticsStyle } from '../../src/statistics/style.ts';
import { KioskBrowser } from '../support/browser/browser.ts';
import { april, aVisit, openedStatistics } from '../support/statistics/statistics.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.each([
  ['a busy month', busyMonth],
  ['a year by month', () => busyMonth('month')],
  ['days on which nothing happened', quietDays],
])('the page of %s', (_what, reportOf) => {
  test('is well-formed, without script and without style of its own', () => {
    const page = statisticsPage(reportOf()).text;
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(page).close();
    expect(page).not.toMatch(
      /<script|<style|\sstyle=|\son\w+=|https?:(?!\/\/www\.w3\.org\/2000\/svg")|NaN|undefined|null|Infinity/,
    );
  });

  test('has every plot with a title, a description and a table of the same numbers', () => {
    const report = reportOf();
    const page = statisticsPage(report).text;
    for (const shown of pageParts) {
      const { text: markup } = plotOf(shown, report);
      expect(page).toContain(markup);
      expect(markup).toMatch(/role="img"/);
      expect(markup).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
    }
    expect(page.match(/<table>/g)).toHaveLength(pageParts.length);
  });
});

describe('the plots', () => {
  test('leave a gap where nothing was asked, instead of drawing a zero', () => {
    const { statistics } = openedStatistics();
    for (const day of [1, 2, 4, 5]) unwrap(statistics.add(aVisit({ endedAt: april(day) })));
    const report = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-05', by: 'day' }));
    const markup = drawn('card-use', report);
    const [line = ''] = /<path d="[^"]*" fill="none"[^>]*>/.exec(markup) ?? [];
    expect(line.match(/M/g)).toHaveLength(2);
    expect(markup.match(/<circle/g)).toHaveLength(4);
  });

  test('stand as high as the counts say', () => {
    const { statistics } = openedStatistics();
    for (const method of ['face', 'face', 'face', 'pin'] as const) unwrap(statistics.add(aVisit({ method })));
    const report = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-01', by: 'day' }));
    const markup = drawn('methods', report);
    const heights = [...markup.matchAll(/<rect [^>]*height="([\d.]+)" fill="(#\w+)"/g)].map(([, height, fill]) => [
      fill,
      Number(height),
    ]);
    const [face, pin] = heights.slice(-2);
    expect(face?.[0]).not.toBe(pin?.[0]);
    expect(Number(face?.[1]) / Number(pin?.[1])).toBeCloseTo(3, 1);
  });
});

test('in a browser nothing is outside its plot, nothing overlaps, axe has nothing to say', async () => {
  const url = await served(statisticsPage(busyMonth()).text);
  const browser = await KioskBrowser.open(url, 'landscape');
  onTestFinished(() => browser.close());
  const { page } = browser;
  await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  const faults = await page.evaluate(`[...document.querySelectorAll('svg')].flatMap((svg) => {
    const name = svg.querySelector('title').textContent;
    const room = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    const outside = boxes.filter(({ box }) => box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom);
    const overlaps = boxes.filter(({ box }, at) => boxes.some(({ box: other }, index) => index > at
      && box.left < other.right && other.left < box.right && box.top + 3 < other.bottom && other.top + 3 < box.bottom));
    return [...outside.map(({ text }) => name + ': outside: ' + text), ...overlaps.map(({ text }) => name + ': overlaps: ' + text)];
  })`);
  expect(faults).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  expect(browser.complaints).toEqual([]);
  // Brought in by the test, past the page's own policy.
  await page.evaluate(axeSource);
  const result: AxeResults = await page.evaluate('axe.run()');
  expect(result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

function drawn(name: string, report: StatisticsReport): string {
  const shown = pageParts.find((each) => each.name === name);
  if (!shown) throw new Error(`no plot ${name}`);
  return plotOf(shown, report).text;
}

/** As the desk would serve it, under the desk's own policy. */
async function served(page: string): Promise<string> {
  const html = `<!doctype html><html lang="ja"><head><title>利用状況</title><link rel="stylesheet" href="/style.css"></head><body><main><h1>利用状況</h1>${page}</main></body></html>`;
  const server = createServer((request, response) => {
    const isStyle = request.url === '/style.css';
    response.writeHead(200, {
      'content-type': isStyle ? 'text/css' : 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self'",
    });
    response.end(isStyle ? `body { font-family: 'Noto Sans CJK JP', sans-serif; }${statisticsStyle}` : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

function busyMonth(by: 'day' | 'month' = 'day'): StatisticsReport {
  const { statistics } = openedStatistics({ now: () => april(20) });
  const methods = ['face', 'face', 'pin', 'visual', 'smartphone'] as const;
  const subsidies = ['used', 'declined', 'no-data', 'could-not-ask', 'not-asked'] as const;
  const problems = ['U-101', 'U-201', 'U-301', 'U-401', 'U-402', 'U-501'] as const;
  for (let each = 0; each < 240; each += 1) {
    const failed = each % 9 === 0 ? ({ outcome: 'problem', problem: problems[each % 6] ?? 'U-101' } as const) : {};
    const visit = aVisit({
      endedAt: april(1 + (each % 30)),
      method: methods[each % 5] ?? 'face',
      subsidies: subsidies[each % 5] ?? 'used',
      confirmation: each % 7 === 0 ? 'numbers' : 'card',
      ...failed,
    });
    unwrap(statistics.add(visit));
  }
  for (const minutes of [0, 0, 0, 1, 15, 300]) unwrap(statistics.queueAge({ oldestAt: april(20) - minutes * 60_000 }));
  return unwrap(
    statistics.report(
      by === 'day' ? { from: '2026-04-01', to: '2026-04-30', by } : { from: '2025-05-01', to: '2026-04-30', by },
    ),
  );
}

function quietDays(): StatisticsReport {
  const { statistics } = openedStatistics();
  return unwrap(statistics.report({ from: '2026-05-03', to: '2026-05-06', by: 'day' }));
}
