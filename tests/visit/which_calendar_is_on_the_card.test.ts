import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { birthsBeyondDoubt } from '../../src/card/printedFace/numberBDoubts.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import { failed } from '../../src/problem/result.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { sampleCard, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

const now = Date.parse('2026-07-01T00:00:00Z');

/** A visit with a card whose number nobody could read, and what the card was given after that. */
async function typingTheNumber() {
  const given: string[] = [];
  const entries = createDigitEntries((digits) => birthsBeyondDoubt(digits, new Date(now)));
  const card = sampleCard({
    async readFace() {
      if (!entries.numberB.complete) return failed('U-215');
      given.push(Buffer.from(entries.numberB.take()).toString('latin1'));
      return failed('U-212');
    },
  });
  const actor = createActor(createKioskMachine(samplePorts({ entries }), sampleSettings));
  onTestFinished(() => void actor.stop());
  const desk = kioskAtDesk({ actor, numberB: entries.numberB, alerts: new Alerts(), now: Date.now });
  const settings = sampleSettings;
  const screen = createPresenter({ actor, entries, liveFace: new LiveFace(), settings, now: () => now });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'card.placed', card });
  await expect.poll(() => screen.view().actions).toContain('method.number');
  const type = (digits: string) => {
    for (const digit of digits) expect(screen.press(`pin.digit.${digit}`)).toBe(true);
    expect(screen.press('pin.submit')).toBe(true);
  };
  const asked = () => {
    const view = screen.view();
    return view.screen === 'card-number'
      ? [view.state, view.births.map(({ era, year }) => `${era ?? ''}${year}`).join(' ')]
      : [view.screen];
  };
  const copied = () => {
    const view = screen.view();
    return view.screen === 'card-number' ? [view.part, view.digits] : [view.screen];
  };
  return { given, screen, type, asked, copied, desk };
}

test.each(['era', 'western'])(
  'digits of both calendars are asked about, and go to the card once it is said: %s',
  async (answer) => {
    const { given, screen, type, asked } = await typingTheNumber();
    screen.press('method.number');
    type('60041220332285');
    expect(asked()).toEqual(['asking', '昭和60 1960']);
    expect(screen.view().actions).not.toContain('pin.submit');
    expect(given).toEqual([]);
    screen.press(`number.${answer}`);
    await expect.poll(() => given).toEqual(['60041220332285']);
  },
);

test('who finds neither on the card types the birth date again and nothing else, and the card was asked nothing', async () => {
  const { given, screen, type, asked, copied } = await typingTheNumber();
  screen.press('method.number');
  type('60041220332285');
  screen.press('number.again');
  expect(asked()).toEqual(['typing', '']);
  expect(copied()).toEqual(['birth', { birth: '', expiry: '2033', code: '2285' }]);
  // 昭和85 there is none: nothing to ask.
  type('850412');
  await expect.poll(() => given).toEqual(['85041220332285']);
});

test('digits of no calendar are doubted and stay; the slip is put right in its own place, and only then goes to the card', async () => {
  const { given, screen, type, asked, copied } = await typingTheNumber();
  screen.press('method.number');
  type('85043120332285');
  expect(asked()).toEqual(['doubted', '']);
  expect(copied()).toEqual(['code', { birth: '850431', expiry: '2033', code: '2285' }]);
  expect(screen.view().actions).not.toContain('pin.submit');
  screen.press('number.birth');
  expect(asked()).toEqual(['typing', '']);
  screen.press('pin.clear');
  screen.press('pin.clear');
  expect(copied()).toEqual(['birth', { birth: '8504', expiry: '2033', code: '2285' }]);
  expect(given).toEqual([]);
  type('12');
  await expect.poll(() => given).toEqual(['85041220332285']);
});

test('消す takes one digit, back over the edge of a number', async () => {
  const { screen, copied } = await typingTheNumber();
  screen.press('method.number');
  for (const digit of '60041220') screen.press(`pin.digit.${digit}`);
  expect(copied()).toEqual(['expiry', { birth: '600412', expiry: '20', code: '' }]);
  for (let times = 0; times < 3; times += 1) screen.press('pin.clear');
  expect(copied()).toEqual(['birth', { birth: '60041', expiry: '', code: '' }]);
});

test.each([
  ['85041220332285', 'western', true],
  ['85041220332285', 'era', false],
  ['85041220332285', undefined, true],
  ['60041220332285', 'era', true],
  ['60041220332285', 'western', true],
  ['65041220332285', 'era', false],
] as const)('staff type %s and say %s: sent %s', async (digits, notation, isSent) => {
  const { given, desk } = await typingTheNumber();
  const visit = desk.now().visit ?? '';
  const told = desk.tellNumberB({ visit, digits: Buffer.from(digits), ...(notation ? { notation } : {}) });
  expect(told.ok ? told : told.problem.code).toEqual(isSent ? { ok: true, value: undefined } : 'U-215');
  await expect.poll(() => given).toEqual(isSent ? [digits] : []);
});
