import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import type { Patient } from '../../scripts/kiosk/patient.ts';
import { personCalled, visitByFace, visitByPin } from '../../scripts/kiosk/visits.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let patient: Patient;

beforeAll(async () => {
  kiosk = await place.start('--set', 'visit.doneSeconds=30');
  patient = await kiosk.patient();
});

afterAll(async () => {
  patient.leave();
  await place.clear();
});

/** Takes the card away, whatever is on the screen, and waits for a free kiosk. */
async function leave(): Promise<void> {
  await kiosk.simulator.removeCard();
  const { actions } = await patient.sees('problem').catch(() => patient.sees('idle'));
  if (actions.includes('cancel')) patient.press('cancel');
  await patient.sees('idle');
}

describe('a visit', () => {
  test('by PIN ends checked in, and the clinic knows', async () => {
    await visitByPin(kiosk, patient, 'yamada-hanako');
    const [held] = await kiosk.simulator.receives(1);
    const { eligibility, card } = personCalled('yamada-hanako');
    expect(held?.reception).toMatchObject({
      version: 1,
      institutionCode: '1310000001',
      holder: { method: 'pin' },
      eligibility: { validity: 'valid', name: eligibility.name, birthdate: card.birthdate },
    });
    expect(held?.reception.consents.map(({ item, agreed }) => [item, agreed])).toEqual([
      ['surgery', true],
      ['medication', true],
      ['diagnosis', true],
      ['checkup', true],
    ]);
    for (const { answeredAt, validUntil } of held?.reception.consents ?? []) {
      expect(Date.parse(validUntil) - Date.parse(answeredAt)).toBe(24 * 60 * 60 * 1000);
    }
    // Reading and checking may be over before their screens are drawn.
    expect(patient.screens.join(' ')).toMatch(/^idle (reading )?method pin consent (checking )?done take-card idle$/);
  });

  test('by face ends checked in, with live pictures on the way', async () => {
    const before = (await kiosk.simulator.receptions()).length;
    await visitByFace(kiosk, patient, 'suzuki-ume');
    const held = await kiosk.simulator.receives(before + 1);
    expect(held.at(-1)?.reception.holder).toMatchObject({ method: 'face', profile: 'embedded' });
    expect(held.at(-1)?.reception.consents.every(({ agreed }) => !agreed)).toBe(true);
    expect(patient.pictures).toBeGreaterThan(0);
  });

  test('answered item by item delivers each answer', async () => {
    const before = (await kiosk.simulator.receptions()).length;
    await kiosk.simulator.insertCard('takasaki-yoshio');
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled('takasaki-yoshio').card.pin);
    await patient.presses('consent', 'consent.choose');
    await patient.presses('consent-items', 'item.surgery.no');
    await patient.presses('consent-items', 'item.medication.yes');
    await patient.presses('consent-items', 'item.diagnosis.no');
    expect((await patient.sees('consent-items')).actions).not.toContain('consent.submit');
    await patient.presses('consent-items', 'item.checkup.yes');
    await patient.presses('consent-items', 'consent.submit');
    await patient.presses('done', 'done.ok');
    await patient.sees('take-card');
    await kiosk.simulator.removeCard();
    await patient.sees('idle');
    const held = await kiosk.simulator.receives(before + 1);
    const answers = Object.fromEntries(held.at(-1)?.reception.consents.map(({ item, agreed }) => [item, agreed]) ?? []);
    expect(answers).toEqual({ surgery: false, medication: true, diagnosis: false, checkup: true });
    expect(held.at(-1)?.reception.eligibility?.name).toBe('髙﨑　𠮷男');
  });

  test('of somebody whose insurance is not valid is recorded and sent to the desk', async () => {
    const before = (await kiosk.simulator.receptions()).length;
    await kiosk.simulator.insertCard('sato-ichiro');
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled('sato-ichiro').card.pin);
    await patient.presses('consent', 'consent.all');
    expect((await patient.sees('problem')).code).toBe('U-401');
    const held = await kiosk.simulator.receives(before + 1);
    expect(held.at(-1)?.reception.eligibility?.validity).toBe('invalid');
    await leave();
  });

  test('with a wrong PIN says how many tries are left; the last one is a choice of its own', async () => {
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.presses('method', 'method.pin');
    expect((await patient.sees('pin')).triesLeft).toBe(3);
    await patient.typesPin('0000');
    expect((await patient.sees('pin', ({ state }) => state === 'wrong')).triesLeft).toBe(2);
    await patient.typesPin('0000');
    expect(await patient.sees('method')).toMatchObject({ pin: 'last-try', pinTriesLeft: 1, notice: 'pin-wrong' });
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled('yamada-hanako').card.pin);
    await patient.sees('consent');
    await patient.presses('consent', 'cancel');
    await patient.sees('take-card');
    await kiosk.simulator.removeCard();
    await patient.sees('idle');
    await kiosk.simulator.insertCard('yamada-hanako');
    expect((await patient.sees('method')).pinTriesLeft).toBe(3);
    await leave();
  });

  test('with a locked PIN offers the face only; without a photo, the PIN only', async () => {
    await kiosk.simulator.insertCard('ito-misaki');
    const locked = await patient.sees('method', ({ face }) => face !== 'preparing');
    expect(locked).toMatchObject({ pin: 'unusable', face: 'ready' });
    expect(locked.actions).not.toContain('method.pin');
    await leave();
    await kiosk.simulator.insertCard('kobayashi-hina');
    const infant = await patient.sees('method', ({ face }) => face !== 'preparing');
    expect(infant).toMatchObject({ pin: 'available', face: 'no-photo' });
    expect(infant.actions).not.toContain('method.face');
    await leave();
  });

  test('with another person before the camera does not pass, and says so kindly', async () => {
    const before = (await kiosk.simulator.receptions()).length;
    await kiosk.simulator.showCamera({ person: 'tanaka-kenta' });
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.presses('method', 'method.face');
    const failed = await patient.sees('face', ({ state }) => state === 'failed');
    expect(failed.attemptsLeft).toBe(2);
    expect(failed.actions).toEqual(expect.arrayContaining(['face.retry', 'method.pin', 'cancel']));
    await leave();
    await kiosk.simulator.showCamera({ none: true });
    expect(await kiosk.simulator.receptions()).toHaveLength(before);
  });

  test.each(['method', 'pin', 'consent'] as const)('ends with a number when the card is pulled at %s', async (step) => {
    const before = (await kiosk.simulator.receptions()).length;
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.sees('method');
    if (step !== 'method') await patient.presses('method', 'method.pin');
    if (step === 'consent') {
      await patient.typesPin(personCalled('yamada-hanako').card.pin);
      await patient.sees('consent');
    }
    await kiosk.simulator.removeCard();
    expect((await patient.sees('problem')).code).toBe('U-103');
    await leave();
    expect(await kiosk.simulator.receptions()).toHaveLength(before);
  });

  test('starts anew in the clinic’s language, whatever the last patient chose', async () => {
    patient.press('language.en');
    await patient.sees('idle', ({ language }) => language === 'en');
    await visitByPin(kiosk, patient, 'fernandez-alexandra');
    expect((await patient.sees('idle')).language).toBe('ja');
  });

  test('with the gateway down ends checked in provisionally', async () => {
    const before = (await kiosk.simulator.receptions()).length;
    await kiosk.simulator.fault('gateway', 'down', 'until-cleared');
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled('yamada-hanako').card.pin);
    await patient.presses('consent', 'consent.all');
    expect((await patient.sees('done')).outcome).toBe('provisional');
    await patient.presses('done', 'done.ok');
    await patient.sees('take-card');
    await kiosk.simulator.removeCard();
    await patient.sees('idle');
    const held = await kiosk.simulator.receives(before + 1);
    expect(held.at(-1)?.reception).toMatchObject({ version: 1, status: 'provisional', eligibility: null });
    await kiosk.simulator.clearFaults();
    const completed = await kiosk.simulator.receives(before + 2);
    expect(completed.at(-1)?.reception).toMatchObject({ version: 2, status: 'confirmed' });
  }, 120_000);

  test('with a full disk never says that it is done', async () => {
    await kiosk.simulator.fault('disk', 'full');
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled('yamada-hanako').card.pin);
    const seen = patient.screens.length;
    await patient.presses('consent', 'consent.all');
    expect((await patient.sees('problem')).code).toBe('U-501');
    expect(patient.screens.slice(seen)).not.toContain('done');
    await leave();
  });
});
