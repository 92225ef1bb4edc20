import { afterEach, describe, expect, test } from 'vitest';
import type { VisitSettings } from '../../src/visit/settings.ts';
import { openQuickKiosk, people, type QuickKiosk } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/*
 * Whole visits with nothing but keys: nobody touches the glass, and no browser is there. One hand at a number pad; one
 * at a single switch.
 */
const somebody = called('yamada-hanako');

let kiosk: QuickKiosk;
afterEach(() => kiosk.close());

/** The hand's time: between two keys there is one in which a question is read. */
let time = 0;
const readingMs = 400;
const openKiosk = (settings: VisitSettings) => openQuickKiosk(settings, { now: () => time });

/** One key down and up again, and another once what is asked then has been read. */
const press = (...codes: readonly string[]): void => {
  for (const code of codes) {
    time += readingMs;
    kiosk.screen.key({ code, up: false });
    kiosk.screen.key({ code, up: true });
  }
};

const sees = (expected: object) => expect.poll(() => kiosk.screen.view(), { timeout: 20_000 }).toMatchObject(expected);
const at = () => kiosk.screen.view().keys?.at;
const typed = (pin: string) => [...pin].map((digit) => `Numpad${digit}`);

/** Up to the question of consent, by PIN. */
async function identified(settings: Partial<VisitSettings> = {}): Promise<void> {
  kiosk = await openKiosk({ ...sampleSettings, ...settings, takesPhones: false, asksSubsidies: false });
  await sees({ screen: 'idle' });
  await kiosk.card.insert(somebody);
  await sees({ screen: 'method', face: 'ready' });
  press('Numpad2');
  await sees({ screen: 'pin' });
  press(...typed(somebody.card.pin), 'NumpadEnter');
  await sees({ screen: 'consent' });
}

const recorded = () => kiosk.receptions.flatMap(({ consents }) => consents.map(({ item, agreed }) => [item, agreed]));

describe('by a number pad', () => {
  test('by PIN, agreeing to all', async () => {
    await identified();
    expect(at()).toBe(null);
    press('Numpad1');
    await sees({ screen: 'done', keys: { at: 'done.ok' } });
    expect(recorded()).toEqual([
      ['medication', true],
      ['checkup', true],
    ]);
    press('NumpadEnter');
    await sees({ screen: 'take-card' });
    await kiosk.card.remove();
    await sees({ screen: 'idle', keys: null });
  });

  test('refusing all is as many keys as agreeing', async () => {
    await identified();
    press('Numpad3');
    await sees({ screen: 'done' });
    expect(recorded()).toEqual([
      ['medication', false],
      ['checkup', false],
    ]);
  });

  test('item by item, stepping and by number, and correcting one', async () => {
    await identified();
    // Nothing lies under a finger that presses Enter once too often.
    press('NumpadEnter', 'NumpadEnter');
    await sees({ screen: 'consent' });
    press('NumpadAdd', 'NumpadAdd', 'NumpadEnter');
    await sees({ screen: 'consent-items', keys: { at: 'item.medication' } });
    press('Numpad1');
    expect(at()).toBe('item.checkup');
    press('ArrowDown', 'ArrowDown', 'Enter');
    expect(at()).toBe('consent.submit');
    press('ArrowUp', 'ArrowUp', 'Enter');
    expect(at()).toBe('consent.submit');
    press('Enter');
    await sees({ screen: 'done' });
    expect(recorded()).toEqual([
      ['medication', true],
      ['checkup', true],
    ]);
  });

  test('calls staff from the page of the keys, changes the words, and goes back to where it was', async () => {
    await identified();
    press('NumpadDivide');
    await sees({ screen: 'consent', panel: 'keys', keyMap: sampleSettings.keyMap });
    press('Numpad2');
    await sees({ help: 'called', panel: 'keys' });
    press('Numpad2');
    await sees({ panel: 'settings' });
    press('Numpad3', 'Numpad2', 'Numpad2');
    await sees({ settings: { text: 200, contrast: 'high' } });
    press('Numpad0');
    await sees({ screen: 'consent', panel: 'none' });
    expect(kiosk.receptions).toEqual([]);
  });

  test('gives up at any moment', async () => {
    await identified();
    press('Escape');
    await sees({ screen: 'take-card', after: 'cancelled' });
    expect(kiosk.receptions).toEqual([]);
  });

  test('a wrong digit is taken back, and no digit is shown', async () => {
    await identified();
    press('Escape');
    await kiosk.card.remove();
    await sees({ screen: 'idle' });
    await kiosk.card.insert(somebody);
    await sees({ screen: 'method', face: 'ready' });
    press('NumpadAdd', 'NumpadAdd', 'NumpadEnter');
    await sees({ screen: 'pin', digitsTyped: 0 });
    press('Numpad9', 'Numpad8');
    expect(kiosk.screen.view()).toMatchObject({ digitsTyped: 2, keys: { at: null } });
    press('Backspace');
    expect(kiosk.screen.view()).toMatchObject({ digitsTyped: 1 });
  });

  test('a hand that trembles does not answer what has just come up', async () => {
    await identified();
    const dropOn = (code: string) => kiosk.screen.key({ code, up: false });
    press('Numpad2');
    dropOn('Numpad2');
    await sees({ screen: 'consent-items', items: [{ answer: null }, { answer: null }] });
    // Nor the row that comes after the one it answers, by whatever key.
    press('Numpad1');
    dropOn('Numpad1');
    dropOn('Numpad2');
    await sees({ items: [{ answer: true }, { answer: null }] });
  });

  test('two keys at once answer one question, not the next one too', async () => {
    await identified({ asksPrescriptionForm: true });
    press('Numpad3');
    kiosk.screen.key({ code: 'Numpad1', up: false });
    kiosk.screen.key({ code: 'NumpadEnter', up: false });
    await sees({ screen: 'prescription' });
  });
});

describe('by one switch', () => {
  const settings = { ...sampleSettings, takesPhones: false, asksSubsidies: false, consentItems: [] };

  /** Until what is wanted is reached, or everything has been gone through twice. */
  async function stepTo(wanted: string, step: () => void | Promise<void>): Promise<void> {
    for (let steps = 0; at() !== wanted; steps++) {
      if (steps > 60) throw new Error(`${wanted} is not reached`);
      await step();
    }
  }

  test('a short press steps, a long one chooses', async () => {
    kiosk = await openKiosk({ ...settings, oneSwitch: { key: 'F13', way: 'hold', holdMs: 30, scanMs: 0 } });
    await sees({ screen: 'idle' });
    await kiosk.card.insert(somebody);
    await sees({ screen: 'method', face: 'ready' });
    const choose = async () => {
      kiosk.screen.key({ code: 'F13', up: false });
      await new Promise((resolve) => setTimeout(resolve, 60));
      kiosk.screen.key({ code: 'F13', up: true });
    };
    await stepTo('method.pin', () => press('F13'));
    await choose();
    await sees({ screen: 'pin' });
    for (const digit of somebody.card.pin) {
      await stepTo(`pin.digit.${digit}`, () => press('F13'));
      await choose();
    }
    expect(at()).toBe('pin.submit');
    await choose();
    await sees({ screen: 'done' });
    expect(kiosk.receptions).toHaveLength(1);
  });

  test('it steps by itself, a press chooses, and when nobody presses the visit still ends', async () => {
    const scanning = { key: 'Space', way: 'scan', holdMs: 0, scanMs: 25 } as const;
    kiosk = await openKiosk({ ...settings, oneSwitch: scanning, inactivityMs: 400, countdownMs: 100 });
    await sees({ screen: 'idle' });
    await kiosk.card.insert(somebody);
    await sees({ screen: 'method' });
    press('Space');
    await expect.poll(at, { interval: 2 }).toBe('method.pin');
    press('Space');
    await sees({ screen: 'pin' });
    await sees({ screen: 'problem', code: 'U-301' });
  });
});

function called(id: string) {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}
