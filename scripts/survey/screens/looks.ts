import type { PatientSettings } from '../../../src/screen/settings.ts';
import { type Language, languages, type View } from '../../../src/screen/view.ts';
import { type Layout, layouts } from '../../screens/screenPreviewBrowser.ts';
import { sampleNames } from '../../screens/screenPreviewViews.ts';
import { viewSetTo } from '../../screens/seenPages.ts';

/** How a patient may have set the screen: one thing apart from the ordinary in each. */
export const modes = {
  normal: {},
  high: { contrast: 'high' },
  dark: { contrast: 'dark' },
  '150': { text: 150 },
  '200': { text: 200 },
  low: { low: true },
  calm: { calm: true },
} as const satisfies Readonly<Record<string, Partial<PatientSettings>>>;
export type Mode = keyof typeof modes;

/** What a patient opens over a screen. */
const panels = ['settings', 'keys'] as const;

/** Every state of every screen, and what lies over one, by name. */
export const states: readonly string[] = [...sampleNames, ...panels.map((panel) => `panel-${panel}`)];

/** One state of a screen, as it may stand on a kiosk. */
export interface Look {
  readonly state: string;
  readonly layout: Layout;
  readonly language: Language;
  readonly mode: Mode;
}

/** What is asked for; everything where nothing is said. */
export interface Wanted {
  /** A part of the name of a state. */
  readonly only?: string;
  readonly language?: string;
  readonly layout?: string;
  readonly mode?: string;
}

/** Every state × orientation × language × mode that is asked for; those that change the page least follow each other. */
export function looksAt({ only = '', ...wanted }: Wanted): readonly Look[] {
  const isWanted = (asked: string | undefined) => (each: string) => asked === undefined || asked === each;
  return (Object.keys(layouts) as Layout[])
    .filter(isWanted(wanted.layout))
    .flatMap((layout) =>
      languages
        .filter(isWanted(wanted.language))
        .flatMap((language) =>
          states
            .filter((state) => state.includes(only))
            .flatMap((state) =>
              (Object.keys(modes) as Mode[])
                .filter(isWanted(wanted.mode))
                .map((mode) => ({ state, layout, language, mode })),
            ),
        ),
    );
}

/** The view of it, as the kiosk would push it. */
export function viewOf({ state, language, mode }: Omit<Look, 'layout'>): View {
  const panel = panels.find((each) => state === `panel-${each}`);
  if (!panel) return viewSetTo(state, { language, settings: modes[mode] });
  return viewSetTo('method', { language, panel, settings: { ...modes[mode], voice: 'on' } });
}

export function nameOf({ state, layout, language, mode }: Look): string {
  return `${state} ${layout} ${language} ${mode}`;
}
