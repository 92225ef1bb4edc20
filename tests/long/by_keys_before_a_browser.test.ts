import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScreenPreview, startScreenPreview } from '../../scripts/screens/screenPreview.ts';
import { type Layout, launchBrowser, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { ok } from '../../src/problem/result.ts';
import { KeyPatient } from '../support/browser/keyPatient.ts';
import { openQuickKiosk, people, type QuickKiosk } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/*
 * Whole visits without voice and without touching the glass: the keys are pressed at the page, and what to press next
 * is read off it, the number beside a thing or the ring around it. One hand at a number pad, one at a single switch; in
 * ordinary letters and at 200 %, where it all stands on several pages.
 */

interface Journey {
  readonly person: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly pins?: readonly string[];
  readonly isLineDown?: true;
  /** What is recorded; after the certificate's end nothing is shared. */
  readonly agreed: readonly boolean[];
  readonly status?: string;
}

const pinOf = (id: string): string => people.find((each) => each.id === id)?.card.pin ?? '';
const byPin = (person: string, choices: Journey['choices'], more: Partial<Journey> = {}): Journey => ({
  person,
  choices: { method: 'method.pin', ...choices },
  pins: [pinOf(person)],
  agreed: [true, true],
  ...more,
});
const all = { consent: 'consent.all' };

const journeys: Readonly<Record<string, Journey>> = {
  'by face': { person: 'yamada-hanako', choices: { method: 'method.face', ...all }, agreed: [true, true] },
  'by PIN with one mistyped': byPin('yamada-hanako', all, { pins: ['1111', pinOf('yamada-hanako')] }),
  'refusing everything': byPin('yamada-hanako', { consent: 'consent.none' }, { agreed: [false, false] }),
  'item by item': byPin('yamada-hanako', { consent: 'consent.choose' }, { agreed: [true, false] }),
  'with an expired certificate': byPin('kato-yuki', { notice: 'notice.next' }, { agreed: [] }),
  'with a subsidy': byPin('ishikawa-sota', { subsidy: 'subsidy.use', ...all }),
  'while the line is down': byPin('suzuki-ume', all, { isLineDown: true, status: 'provisional' }),
};

/** All of them by every hand are `npm run survey:journeys`: who steps with one switch takes minutes. */
const isEveryJourney = process.env.UKETSUKE_EVERY_JOURNEY !== undefined;
const journeysOf = (switchKey: string | undefined) =>
  Object.entries(journeys).filter(([name]) => isEveryJourney || !switchKey || name === 'item by item');

const hands: readonly (readonly [string, Layout, 100 | 200, string | undefined])[] = [
  ['a number pad', 'portrait', 100, undefined],
  ['a number pad', 'landscape', 200, undefined],
  ['one switch', 'portrait', 200, 'Space'],
  ['one switch', 'landscape', 100, 'Space'],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(hands)('by %s, %s, text %d %%', (_hand, layout, text, switchKey) => {
  let kiosk: QuickKiosk;
  let server: ScreenPreview;
  let patient: KeyPatient;
  let time = 0;

  beforeAll(async () => {
    const settings = {
      ...sampleSettings,
      takesPhones: false,
      defaultSeen: { ...sampleSettings.defaultSeen, text },
      oneSwitch: { key: switchKey ?? '', way: 'hold', holdMs: 400, scanMs: 0 },
    } as const;
    // Between two keys there is time in which what has come up is read.
    kiosk = await openQuickKiosk(settings, {
      now: () => (time += 400),
      face: { attempt: async () => ok(aMatch) },
    });
    server = await startScreenPreview(kiosk.screen);
    const page = await browser.newPage({ viewport: layouts[layout] });
    await page.goto(server.url);
    patient = new KeyPatient(page, switchKey);
  });

  afterAll(async () => {
    await server.close();
    await kiosk.close();
  });

  test.each(journeysOf(switchKey))('%s', async (_name, journey) => {
    const { choices, agreed, isLineDown, status = 'confirmed' } = journey;
    await patient.sees('idle');
    if (isLineDown) kiosk.faults.arm({ target: 'gateway', kind: 'down', count: 'until-cleared' });
    const person = people.find(({ id }) => id === journey.person);
    if (!person) throw new Error(`nobody is called ${journey.person}`);
    await kiosk.card.insert(person);
    const pins = [...(journey.pins ?? [])];
    const answers = agreed.map((one) => (one ? 'yes' : 'no'));
    for (;;) {
      const screen = await patient.sees('pin', 'consent-items', 'done', ...Object.keys(choices));
      if (screen === 'done') break;
      if (screen === 'pin') await patient.types(pins.shift() ?? '');
      else if (screen === 'consent-items') {
        for (const [at, item] of sampleSettings.consentItems.entries())
          await patient.chooses(`item.${item}.${answers[at]}`);
        await patient.chooses('consent.submit');
      } else await patient.chooses(choices[screen] ?? '');
    }
    await patient.chooses('done.ok');
    await patient.sees('take-card');
    await kiosk.card.remove();
    await patient.sees('idle');
    kiosk.faults.clear();
    const reception = kiosk.receptions.at(-1);
    expect(reception?.status).toBe(status);
    expect(reception?.consents.map((each) => each.agreed)).toEqual(agreed);
    expect(reception?.holder?.method).toBe(choices.method === 'method.face' ? 'face' : 'pin');
  });
});

const aMatch = {
  kind: 'match',
  score: 1,
  profile: 'embedded',
  liveness: { passive: null, challenge: 'passed' },
} as const;
