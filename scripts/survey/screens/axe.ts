import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What of axe's rules hangs on the style, the markup being the same. */
const aboutStyle = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'link-in-text-block',
  'css-orientation-lock',
];

/**
 * In the page: what stands there, and how it is set. Calm changes nothing in a page in which nothing moves; the rest of
 * what a patient may set stands on the root element.
 */
const whatStandsThere = `(() => {
  const { text, contrast, low } = document.documentElement.dataset;
  return { markup: document.body.outerHTML, style: [text, contrast, low].join() };
})()`;
const standing = z.strictObject({ markup: z.string(), style: z.string() });

/**
 * axe in one page. Markup that it has passed already it is asked only what another style can change, and in the same
 * style nothing more.
 */
export class Axe {
  private readonly page: Page;
  private readonly passed = new Set<string>();
  private readonly passedInStyle = new Set<string>();

  private constructor(page: Page) {
    this.page = page;
  }

  static async in(page: Page): Promise<Axe> {
    await page.evaluate(source);
    return new Axe(page);
  }

  /** What it finds on what stands there now: rule and elements. */
  async violations(): Promise<readonly string[]> {
    const { markup, style } = standing.parse(await this.page.evaluate(whatStandsThere));
    const digest = createHash('sha1').update(markup).digest('hex');
    if (this.passedInStyle.has(style + digest)) return [];
    const isKnown = this.passed.has(digest);
    const options = {
      resultTypes: ['violations'],
      iframes: false,
      ...(isKnown && { runOnly: { type: 'rule', values: aboutStyle } }),
    };
    const { violations }: AxeResults = await this.page.evaluate(`axe.run(${JSON.stringify(options)})`);
    if (violations.length === 0) {
      this.passed.add(digest);
      this.passedInStyle.add(style + digest);
    }
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }
}
