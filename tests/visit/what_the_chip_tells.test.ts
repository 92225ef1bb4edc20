import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { failed, ok } from '../../src/problem/result.ts';
import type { View } from '../../src/screen/view.ts';
import { ja } from '../../src/screen/words/ja.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import type { VisitPorts } from '../../src/visit/ports.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import {
  sampleCard,
  sampleFace,
  sampleHolder,
  sampleIdentity,
  samplePorts,
  sampleSettings,
} from '../support/visit/visitSamples.ts';

type Method = Extract<View, { screen: 'method' }>;

/** A visit with this card, at the choice of method once the front has been read. */
async function laid(card: Parameters<typeof sampleCard>[0], face: Partial<VisitPorts['face']> = {}) {
  const entries = createDigitEntries(() => [ofAnEra]);
  const ports = samplePorts({ entries });
  const actor = createActor(createKioskMachine({ ...ports, face: { ...ports.face, ...face } }, sampleSettings));
  onTestFinished(() => void actor.stop());
  const screen = createPresenter({ actor, entries, liveFace: new LiveFace(), settings: sampleSettings, now: Date.now });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'card.placed', card: sampleCard(card) });
  const method = (): Method | undefined => {
    const view = screen.view();
    return view.screen === 'method' ? view : undefined;
  };
  await expect.poll(() => method()?.face ?? 'preparing').not.toBe('preparing');
  return { screen, method };
}

const withPin = (pinTriesLeft: number | null) => ({ identify: async () => ok({ ...sampleIdentity, pinTriesLeft }) });

test.each([
  [3, 'available', true],
  [1, 'last-try', true],
  [0, 'unusable', false],
  [null, 'absent', false],
] as const)('a counter of %s, as the card came, is %s', async (left, pin, mayBePressed) => {
  const { method } = await laid(withPin(left));
  expect(method()).toMatchObject({ pin, pinTriesLeft: left ?? 0 });
  expect(method()?.actions.includes('method.pin')).toBe(mayBePressed);
});

test('only mistakes of this visit are called mistakes', async () => {
  const { screen, method } = await laid({ provePossession: async () => ok({ kind: 'locked' }) });
  screen.press('method.pin');
  for (const digit of '0000') screen.press(`pin.digit.${digit}`);
  screen.press('pin.submit');
  await expect.poll(() => method()?.pin).toBe('locked');
  const { locked, unusable, absent } = ja.method.pinState;
  expect(locked).toContain('まちがい');
  expect([unusable, absent].join()).not.toMatch(/まちがい|あと0回/);
});

test.each([
  ['it has none', { readFace: async () => ok({ ...sampleFace, photo: undefined }) }, {}, 'no-photo'],
  ['its front cannot be read', { readFace: async () => failed('U-212') }, {}, 'unreadable'],
  ['its four items cannot be read', { readFourItems: async () => failed('U-106') }, {}, 'unreadable'],
  ['no face is in its photo', {}, { enrol: async () => failed('U-212') }, 'unreadable'],
  ['a signature on it is wrong', { readFace: async () => failed('U-202') }, {}, 'unsuited'],
  [
    'nobody known vouches for it',
    { readFourItems: async () => ok({ ...sampleHolder, issuerSignature: 'unanchored' as const }) },
    {},
    'unsuited',
  ],
  [
    'it has no 券面 application',
    { identify: async () => ok({ ...sampleIdentity, photo: 'unavailable' as const }) },
    {},
    'unsuited',
  ],
  ['the face engine is down', {}, { enrol: async () => failed('U-214') }, 'unavailable'],
  ['all is well', {}, {}, 'ready'],
] as const)('of the photo on a card it is said what the card said: %s', async (_what, card, face, standing) => {
  const { method } = await laid(card, face);
  expect(method()?.face).toBe(standing);
  // 「ただいま」 is a promise: said only where it can be kept.
  expect(ja.method.faceState[standing].includes('ただいま')).toBe(standing === 'unavailable');
});
