import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import type { Patient } from '../../scripts/kiosk/patient.ts';
import { personCalled, visitByPin } from '../../scripts/kiosk/visits.ts';
import type { ScreenId } from '../../src/screen/view.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';

const hanako = personCalled('yamada-hanako');
const ume = personCalled('suzuki-ume');

/** What this visit asks of a card at least: certificate, tries, face, PIN and signature. */
const fewestCommands = 12;
const mostCommands = 60;

/** Codes for a card that has left, or that left while its PIN was checked: what was counted is the card's secret. */
const rightCodes = ['U-103', 'U-203'];

describe('a visit whose card is pulled', () => {
  const place = new KioskPlace();
  let kiosk: KioskProcess;
  let patient: Patient;
  beforeAll(async () => {
    kiosk = await place.start();
    patient = await kiosk.patient();
  });
  afterAll(async () => {
    patient.leave();
    await place.clear();
  });

  /** Waits for one of two screens; tells which came. */
  async function either(one: ScreenId, other: ScreenId): Promise<ScreenId> {
    return Promise.any([one, other].map(async (screen) => (await patient.sees(screen)).screen));
  }

  /** Presses `action` when `screen` is there; false when the problem is there instead. */
  async function answers(screen: ScreenId, action: string): Promise<boolean> {
    if ((await either(screen, 'problem')) === 'problem') return false;
    patient.press(action);
    return true;
  }

  /** A visit by PIN up to being checked in, or up to the problem. */
  async function visitUntilProblem(): Promise<'checked in' | 'problem'> {
    if (!(await answers('method', 'method.pin'))) return 'problem';
    for (const [index, digit] of [...hanako.card.pin].entries()) {
      if ((await either('pin', 'problem')) === 'problem') return 'problem';
      await Promise.any([
        patient.sees('pin', (view) => view.state !== 'checking' && view.digitsTyped === index),
        patient.sees('problem'),
      ]);
      patient.press(`pin.digit.${digit}`);
    }
    await Promise.any([patient.sees('pin', ({ actions }) => actions.includes('pin.submit')), patient.sees('problem')]);
    if (!(await answers('pin', 'pin.submit'))) return 'problem';
    if ((await either('consent', 'problem')) === 'problem') return 'problem';
    await patient.presses('consent', 'consent.all');
    await patient.presses('done', 'done.ok');
    await patient.sees('take-card');
    return 'checked in';
  }

  test('ends at every command on the right screen, records nothing, and the next visit works', async () => {
    let receptions = 0;
    let at = 1;
    for (; at <= mostCommands; at++) {
      await patient.sees('idle');
      await kiosk.simulator.fault('card', 'pull-at', at);
      await kiosk.simulator.insertCard(hanako.id);
      const end = await visitUntilProblem();
      if (end === 'checked in') break;
      const problem = await patient.sees('problem');
      expect(rightCodes, `command ${at}`).toContain(problem.code);
      expect(JSON.stringify(problem), `command ${at}`).not.toContain(hanako.name.slice(0, 2));
      expect((await kiosk.simulator.receptions()).length, `command ${at}`).toBe(receptions);
      // Whoever reads the screen leaves, or the next patient comes at once: every other time.
      if (at % 2) {
        await kiosk.simulator.insertCard(ume.id);
        await patient.presses('method', 'cancel');
        await patient.sees('take-card');
        await kiosk.simulator.removeCard();
      } else if (problem.actions.includes('cancel')) patient.press('cancel');
      await visitByPin(kiosk, patient, ume.id);
      receptions += 1;
      await kiosk.simulator.receives(receptions);
    }
    // The last one was not pulled any more: every command has had its turn.
    expect(at).toBeGreaterThan(fewestCommands);
    expect(at).toBeLessThan(mostCommands);
    await kiosk.simulator.clearFaults();
    await kiosk.simulator.removeCard();
    await patient.sees('idle');
  }, 240_000);

  test('leaves no secret of the card in the log', () => {
    const log = readFileSync(join(place.dataFolder, 'log', 'kiosk.log'), 'utf8');
    expect(log).not.toContain(numberBOf(hanako));
    expect(log).not.toMatch(new RegExp(`(?<![\\d.])${hanako.card.pin}(?![\\d.])`));
  });
});
