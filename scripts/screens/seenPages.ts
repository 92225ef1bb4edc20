import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type PatientSettings, settingsChanges } from '../../src/screen/settings.ts';
import type { Language, View } from '../../src/screen/view.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { sampleView } from './screenPreviewViews.ts';
import type { StillPage } from './stillPage.ts';
import { defaultSeen, keyMap } from './usualSettings.ts';

const inPage = (name: string): string =>
  readFileSync(join(projectRoot(), 'scripts', 'screens', name), 'utf8')
    .trim()
    // A function expression, to be called in the page: the formatter's semicolon would end it too early.
    .replace(/;$/, '');

/** CSS pixels on the smallest panel. */
const sizes = { smallestTarget: 64, smallestText: 22 };
/** Words on their ground 10:1, edges that matter 3:1. */
const contrast = { words: 10, edges: 3 };
const [layoutFaults, contrastFaults] = [inPage('screenPreviewFaults.js'), inPage('contrastFaults.js')];

/** What a patient reads on the screen itself grows at least so much; what stands around it on every screen grows less. */
const growth = { 100: 1, 150: 1.3, 200: 1.6 } as const;

/** In the page: what is cut off, too small or lies on something. Large letters break where they can: where lines end is looked at in ordinary ones. */
export const layoutFaultsAt = (text: PatientSettings['text']): string => {
  const rules = { ...sizes, smallestOnLeaf: sizes.smallestText * growth[text], breaks: text === 100 };
  return `(${layoutFaults})(${JSON.stringify(rules)}).faults`;
};
/** In the page: what is too pale. */
export const contrastFaultsNow = `(${contrastFaults})(${JSON.stringify(contrast)})`;
/** In the page: whether there is none after the one that is up. */
export const isLastPage = `!document.querySelector('.pages:not([data-one]) [data-action="page.next"]:not([disabled])')`;
/** In the page: brings the next one up. */
export const turnPage = `document.querySelector('[data-action="page.next"]').click(); await new Promise((done) => setTimeout(done));`;

const look = (text: PatientSettings['text']): string =>
  `({ faults: [...${layoutFaultsAt(text)}, ...${contrastFaultsNow}], isLast: ${isLastPage} })`;
const looked = z.strictObject({ faults: z.array(z.string()), isLast: z.boolean() });

/** No screen has more pages than this: who turns pages must not get lost. */
export const mostPages = 9;

/** What is laid before a view, so that it is seen from its first page. */
export function beforeView(view: View): View {
  return { ...viewSetTo('reading', view), settings: view.settings };
}

/** How a patient has set the screen, and what lies over it. */
export interface Way {
  readonly language: Language;
  readonly settings?: Partial<PatientSettings>;
  readonly panel?: View['panel'];
}

/** One sample as a patient sees it who has set the screen in this way. */
export function viewSetTo(name: string, { language, settings, panel = 'none' }: Way): View {
  const sample = sampleView(name, language);
  return {
    ...sample,
    settings: { ...defaultSeen, ...settings },
    panel,
    keyMap: panel === 'keys' ? keyMap : null,
    actions: [
      ...sample.actions,
      ...settingsChanges,
      ...(['settings', 'keys'] as const).filter((each) => each !== panel),
      ...(panel === 'none' ? [] : ['panel.close']),
    ],
  };
}

/**
 * Everything that is wrong on any page of this view, with the page it is on: cut off, too small, too pale, lying on
 * something, more pages than anybody turns.
 */
export async function faultsOf({ page, lay }: StillPage, view: View): Promise<readonly string[]> {
  const faults: string[] = [];
  await lay(beforeView(view));
  await lay(view);
  for (let at = 1; at <= mostPages; at += 1) {
    const seen = looked.parse(await page.evaluate(look(view.settings.text)));
    faults.push(...seen.faults.map((fault) => `page ${at}: ${fault}`));
    if (seen.isLast || view.countdown) return faults;
    await page.evaluate(`(async () => { ${turnPage} })()`);
  }
  return [...faults, `more than ${mostPages} pages`];
}
