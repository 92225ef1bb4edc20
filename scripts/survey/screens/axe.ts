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

/** axe in one page. Markup that it has passed already it is asked only what another style can change. */
export class Axe {
  private readonly page: Page;
  private readonly passed = new Set<string>();

  private constructor(page: Page) {
    this.page = page;
  }

  static async in(page: Page): Promise<Axe> {
    await page.evaluate(source);
    return new Axe(page);
  }

  /** What it finds on what stands there now: rule and elements. */
  async violations(): Promise<readonly string[]> {
    const markup = z.string().parse(await this.page.evaluate('document.body.outerHTML'));
    const isKnown = this.passed.has(markup);
    const options = {
      resultTypes: ['violations'],
      ...(isKnown && { runOnly: { type: 'rule', values: aboutStyle } }),
    };
    const { violations }: AxeResults = await this.page.evaluate(`axe.run(${JSON.stringify(options)})`);
    if (violations.length === 0) this.passed.add(markup);
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }
}
