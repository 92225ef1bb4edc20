import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { ok } from '../../src/problem/result.ts';
import type { SubsidyCertificate, SubsidyRecord } from '../../src/reception/subsidy.ts';
import type { View } from '../../src/screen/view.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import {
  sampleCard,
  sampleCertificate,
  sampleGateway,
  sampleNow,
  samplePorts,
  sampleSettings,
} from '../support/visit/visitSamples.ts';

const child = sampleCertificate();
const parent = sampleCertificate({ id: 'parent' });

/** A visit that has come to the question about these certificates, and what is recorded of it. */
async function askedAbout(...certificates: readonly SubsidyCertificate[]) {
  const recorded: SubsidyRecord[] = [];
  const entries = createDigitEntries(() => [ofAnEra]);
  const settings = { ...sampleSettings, consentItems: [] };
  const ports = samplePorts({
    entries,
    eligibility: sampleGateway({ subsidies: async () => ok(certificates) }),
    receptions: {
      cameEarlier: async () => false,
      record({ subsidies }) {
        recorded.push(subsidies);
        return ok(undefined);
      },
    },
  });
  const actor = createActor(createKioskMachine(ports, settings));
  onTestFinished(() => void actor.stop());
  const screen = createPresenter({ actor, entries, liveFace: new LiveFace(), settings, now: () => sampleNow });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'card.placed', card: sampleCard() });
  await expect.poll(() => screen.view().actions).toContain('method.pin');
  for (const action of ['method.pin', ...'1234'.split('').map((digit) => `pin.digit.${digit}`), 'pin.submit']) {
    expect(screen.press(action)).toBe(true);
  }
  await expect.poll(() => screen.view().screen).toBe('subsidy');
  return {
    recorded,
    /** Presses one after another what must be there to be pressed. */
    press: (...actions: readonly string[]) => {
      for (const action of actions) expect([action, screen.press(action)]).toEqual([action, true]);
    },
    offered: () => screen.view().actions.filter((action) => /^(subsidy|certificate)\./.test(action)),
    answers: () => answersIn(screen.view()),
  };
}

function answersIn(view: View): unknown {
  return view.screen === 'subsidy' && view.certificates.map(({ answer }) => answer);
}

test('one certificate is one question with two answers', async () => {
  const { offered, press, recorded } = await askedAbout(child);
  expect(offered()).toEqual(['subsidy.use', 'subsidy.decline']);
  press('subsidy.use');
  await expect.poll(() => recorded).toMatchObject([{ answer: 'used', certificates: [{ id: 'child' }] }]);
});

test.each([
  ['subsidy.use', { answer: 'used', certificates: [child, parent] }],
  ['subsidy.decline', { answer: 'declined', certificates: [] }],
])('several are answered for at once: %s', async (action, record) => {
  const { answers, press, recorded } = await askedAbout(child, parent);
  expect(answers()).toEqual([null, null]);
  press(action);
  await expect.poll(() => recorded).toMatchObject([record]);
});

test('or each for itself: nothing is answered beforehand, and nothing is decided before all are', async () => {
  const { answers, offered, press, recorded } = await askedAbout(child, parent);
  press('subsidy.choose');
  expect(answers()).toEqual([null, null]);
  press('certificate.parent.yes');
  expect(answers()).toEqual([null, true]);
  expect(offered()).not.toContain('subsidy.submit');
  press('certificate.child.no', 'subsidy.submit');
  await expect.poll(() => recorded).toMatchObject([{ answer: 'used', certificates: [{ id: 'parent' }] }]);
});

test('and to leave out each of them is to decline', async () => {
  const { press, recorded } = await askedAbout(child, parent);
  press('subsidy.choose', 'certificate.child.no', 'certificate.parent.yes', 'certificate.parent.no', 'subsidy.submit');
  await expect.poll(() => recorded).toMatchObject([{ answer: 'declined', certificates: [] }]);
});
