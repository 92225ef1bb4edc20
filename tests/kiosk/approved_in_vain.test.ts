import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import type { VisitSettings } from '../../src/visit/settings.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { sampleCard, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A kiosk with a card whose front has been read, and its desk. */
async function visitAt(settings: VisitSettings) {
  const entries = createDigitEntries(() => [ofAnEra]);
  const actor = createActor(createKioskMachine(samplePorts({ entries }), settings));
  onTestFinished(() => void actor.stop());
  const desk = kioskAtDesk({ actor, numberB: entries.numberB, alerts: new Alerts(), now: Date.now });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'card.placed', card: sampleCard() });
  await expect.poll(() => [actor.getSnapshot().context.visit?.chip, desk.now().screen]).toEqual(['verified', 'method']);
  return {
    actor,
    desk,
    saw: { visit: desk.now().visit ?? '', staff: 's-1' },
    approve: () => desk.approveVisual({ visit: desk.now().visit ?? '', staff: 's-1', reason: 'injury', oral: false }),
    holder: () => actor.getSnapshot().context.visit?.holder,
  };
}

test('approved where 目視 is not in use: nobody is told that it was', async () => {
  const { approve, holder } = await visitAt({ ...sampleSettings, offersVisual: false });
  expect(approve()).toMatchObject({ ok: false, problem: { code: 'U-223' } });
  expect(holder()).toBeNull();
});

test('approved by two, or refused after it was approved: only the first decides anything, and only they are told so', async () => {
  const { actor, desk, approve, holder, saw } = await visitAt(sampleSettings);
  expect(approve()).toEqual({ ok: true, value: undefined });
  expect(holder()).toMatchObject({ method: 'visual', staff: 's-1' });
  expect(approve()).toMatchObject({ ok: false, problem: { code: 'U-223' } });
  expect(desk.refuseVisual(saw)).toMatchObject({ ok: false, problem: { code: 'U-223' } });
  actor.send({ type: 'card.removed' });
  expect(desk.refuseVisual(saw)).toMatchObject({ ok: false });
});

test('refused in time it ends the visit', async () => {
  const { actor, desk, saw } = await visitAt(sampleSettings);
  expect(desk.refuseVisual(saw)).toEqual({ ok: true, value: undefined });
  expect(actor.getSnapshot().context.problem?.code).toBe('U-220');
});
