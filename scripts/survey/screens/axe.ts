import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Standing } from './standing.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = { resultTypes: ['violations'], iframes: false, preload: false };
/** The rules that hang on where and in what colour things are; all others hang on the markup alone. */
const aboutStyle = ['color-contrast', 'target-size'] as const;
const aboutMarkup: RunOptions = {
  ...options,
  rules: Object.fromEntries(aboutStyle.map((rule) => [rule, { enabled: false }])),
};
const only = (rule: (typeof aboutStyle)[number]): RunOptions => ({
  ...options,
  runOnly: { type: 'rule', values: [rule] },
});

/** With everything shown that the markup holds, as on all pages of it together. */
const withEveryPage = (run: string): string => `(async () => {
  const hidden = [...document.querySelectorAll('[data-off]')];
  for (const each of hidden) each.removeAttribute('data-off');
  const results = await ${run};
  for (const each of hidden) each.setAttribute('data-off', '');
  return results;
})()`;

/**
 * axe in pages that show the same things over and over. It is asked about each markup once, about the contrast of words
 * once for each colour, size and ground of them, and about targets where they are not all large: its answer to the rest is
 * known.
 */
export class Axe {
  private readonly markups = new Set<string>();
  private readonly pagers = new Set<string>();
  private readonly words = new Set<string>();

  /** Makes it ready in a page. */
  async open(page: Page): Promise<void> {
    await page.evaluate(source);
  }

  /** What it finds on what stands in this page now: rule and elements. */
  async violations(page: Page, { markup, pager, words, areTargetsLarge }: Standing): Promise<readonly string[]> {
    const found: string[] = [];
    if (!this.markups.has(markup) || !this.pagers.has(pager)) {
      const inMarkup = await asked(page, withEveryPage(`axe.run(${JSON.stringify(aboutMarkup)})`));
      found.push(...inMarkup);
      if (inMarkup.length === 0) {
        this.markups.add(markup);
        this.pagers.add(pager);
      }
    }
    if (words.some((each) => !this.words.has(each))) {
      const inWords = await asked(page, `axe.run(${JSON.stringify(only('color-contrast'))})`);
      found.push(...inWords);
      if (inWords.length === 0) for (const each of words) this.words.add(each);
    }
    if (!areTargetsLarge) found.push(...(await asked(page, `axe.run(${JSON.stringify(only('target-size'))})`)));
    return found;
  }
}

async function asked(page: Page, run: string): Promise<readonly string[]> {
  const { violations }: Pick<AxeResults, 'violations'> = await page.evaluate(
    `${run}.then(({ violations }) => ({ violations }))`,
  );
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
