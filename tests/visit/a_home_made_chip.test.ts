import { afterEach, expect, test } from 'vitest';
import type { View } from '../../src/screen/view.ts';
import { cardsWithCopiedCertificate, copiedCards, forgedCards } from '../support/card/forgedCard.ts';
import { openQuickKiosk, people, type QuickKiosk, type QuickKioskOptions } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/*
 * The attack: somebody reads the certificate off a card that lay about, builds a chip around it with keys and a photo
 * of their own, and stands before the kiosk with the face that is on it. The photo matches; that is the point.
 */
const victim = called('yamada-hanako');
const forger = called('tanaka-kenta');

let kiosk: QuickKiosk;
afterEach(() => kiosk.close());

async function lay(options: QuickKioskOptions = {}, printed = victim): Promise<void> {
  kiosk = await openQuickKiosk(sampleSettings, options);
  await kiosk.card.insert(printed);
}

/** Waits until the card's front has been looked at, and says what may be chosen then. */
async function choice(): Promise<Extract<View, { screen: 'method' }>> {
  await expect.poll(() => methodView()?.face ?? 'preparing', { timeout: 20_000 }).not.toBe('preparing');
  const view = methodView();
  if (!view) throw new Error('the choice of method is gone');
  return view;
}

function methodView(): Extract<View, { screen: 'method' }> | undefined {
  const view = kiosk.screen.view();
  return view.screen === 'method' ? view : undefined;
}

test('opens neither the face route nor 目視', async () => {
  await lay({ cards: await forgedCards(forger) });
  const { face, staff, actions } = await choice();
  expect({ face, staff }).toEqual({ face: 'unsuited', staff: false });
  expect(actions).not.toContain('method.face');
  expect(actions).not.toContain('method.staff');
});

test('signs nothing under the certificate it copied: its PIN proves nothing', async () => {
  await lay({ cards: await forgedCards(forger) });
  await choice();
  kiosk.screen.press('method.pin');
  for (const digit of victim.card.pin) kiosk.screen.press(`pin.digit.${digit}`);
  kiosk.screen.press('pin.submit');
  await expect.poll(() => kiosk.screen.view()).toMatchObject({ screen: 'problem', code: 'U-202' });
  expect(kiosk.receptions).toEqual([]);
});

test('ends at the desk with its own number where no other way is left', async () => {
  const locked = { ...victim, card: { ...victim.card, pinTriesLeft: 0 } };
  const cards = await forgedCards(forger);
  await lay({ cards }, locked);
  await expect.poll(() => kiosk.screen.view(), { timeout: 20_000 }).toMatchObject({ screen: 'problem', code: 'U-221' });
  expect(kiosk.receptions).toEqual([]);
});

test('a copy of all files is told from a chip nobody vouches for, also where no issuer is named', async () => {
  for (const faceIssuers of [undefined, []]) {
    const locked = { ...victim, card: { ...victim.card, pinTriesLeft: 0 } };
    await lay({ cards: await copiedCards(), ...(faceIssuers && { faceIssuers }) }, locked);
    const ended = { screen: 'problem', code: 'U-224' };
    await expect.poll(() => kiosk.screen.view(), { timeout: 20_000 }).toMatchObject(ended);
    expect(kiosk.receptions).toEqual([]);
    if (faceIssuers === undefined) await kiosk.close();
  }
});

test('a card of one’s own with a copied certificate: the four items do not fit the answer, and nothing of it is kept', async () => {
  await lay({ cards: await cardsWithCopiedCertificate(victim) }, forger);
  expect((await choice()).face).toBe('ready');
  kiosk.screen.press('method.face');
  await expect.poll(() => kiosk.screen.view().screen).toBe('consent');
  kiosk.screen.press('consent.none');
  await expect.poll(() => kiosk.screen.view()).toMatchObject({ screen: 'problem', code: 'U-405' });
  expect(kiosk.receptions).toMatchObject([{ eligibility: null, link: { kind: 'mismatch' }, patientNumber: null }]);
  expect(JSON.stringify(kiosk.receptions)).not.toContain(victim.eligibility.name);
});

test('a kiosk that knows no issuer has no face route and no 目視, but takes the PIN', async () => {
  await lay({ faceIssuers: [] });
  expect(await choice()).toMatchObject({ face: 'unsuited', staff: false, pin: 'available' });
  kiosk.screen.press('method.pin');
  for (const digit of victim.card.pin) kiosk.screen.press(`pin.digit.${digit}`);
  kiosk.screen.press('pin.submit');
  await expect.poll(() => kiosk.screen.view().screen).toBe('consent');
});

test('the card itself opens both', async () => {
  await lay();
  const { face, staff, actions } = await choice();
  expect({ face, staff }).toEqual({ face: 'ready', staff: true });
  expect(actions).toEqual(expect.arrayContaining(['method.face', 'method.staff', 'method.pin']));
});

function called(id: string) {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}
