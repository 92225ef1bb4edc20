import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../src/system/paths.ts';
import { isLastPage } from '../../screens/seenPages.ts';

const script = readFileSync(join(projectRoot(), 'scripts', 'survey', 'screens', 'whatStands.js'), 'utf8')
  .trim()
  // A function expression, to be called in the page: the formatter's semicolon would end it too early.
  .replace(/;$/, '');

/** In the page: a {@link Standing}. */
export const whatStands = `{ ...(await (${script})()), isLast: ${isLastPage} }`;

/** What the rules look at in a page as it stands there, each as a digest. */
export const standingSchema = z.strictObject({
  /** What all pages of it consist of, and the part that says which of them is up. */
  markup: z.string(),
  pager: z.string(),
  /** Where everything is; in which colours. */
  geometry: z.string(),
  colours: z.string(),
  /** What the contrast of words hangs on, of all that there are. */
  words: z.array(z.string()),
  /** Every target is large and free. */
  areTargetsLarge: z.boolean(),
  /** What is wrong with the headings. */
  headings: z.array(z.string()),
  isLast: z.boolean(),
});
export type Standing = z.infer<typeof standingSchema>;
