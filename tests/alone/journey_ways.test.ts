import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

// A whole visit in a real browser, on a machine that has other things to do.
vi.setConfig({ testTimeout: 120_000 });

/** The passcode of the account that is there with the simulator. */
const passcode = '2468';

const place = new KioskPlace();
let kiosk: KioskProcess;
let browser: KioskBrowser;

beforeAll(async () => {
  kiosk = await place.start('--set', 'visit.doneSeconds=30', '--set', 'visit.problemSeconds=30');
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

async function provesByPin(person: string): Promise<void> {
  await kiosk.simulator.insertCard(person);
  await browser.touches('method', 'method.pin');
  await browser.types('pin', personCalled(person).card.pin);
}

async function takesTheCard(): Promise<void> {
  await browser.touches('done', 'done.ok');
  await browser.sees('take-card');
  await kiosk.simulator.removeCard();
  await browser.sees('idle');
}

/** What the clinic was told of this visit: the newest it holds, once there is one more than before. */
async function newestAfter(before: number) {
  const held = await kiosk.simulator.receives(before + 1);
  return held.at(-1)?.reception;
}

const heldNow = async () => (await kiosk.simulator.receptions()).length;

test('a mother checks in her child, and uses the subsidy of their town', async () => {
  const before = await heldNow();
  await provesByPin('ishikawa-sota');
  await browser.touches('consent', 'consent.none');
  await browser.sees('subsidy');
  await browser.picture('subsidy');
  await browser.touches('subsidy', 'subsidy.use');
  await takesTheCard();
  expect(await newestAfter(before)).toMatchObject({
    subsidies: {
      answer: 'used',
      certificates: [{ certificationName: personCalled('ishikawa-sota').subsidies[0]?.certificationName }],
    },
  });
});

test('an expired certificate in its months of grace: one notice, no question, insurance confirmed', async () => {
  const before = await heldNow();
  await provesByPin('kato-yuki');
  await browser.sees('notice');
  await browser.picture('notice');
  await browser.touches('notice', 'notice.next');
  await takesTheCard();
  expect(await newestAfter(before)).toMatchObject({
    status: 'confirmed',
    consents: [],
    token: { certificateClass: 'grace' },
  });
});

test('a link error: the patient is kindly sent to the desk, and nothing of the other person goes anywhere', async () => {
  const before = await heldNow();
  const person = personCalled('abe-naoki');
  await provesByPin(person.id);
  await browser.touches('consent', 'consent.all');
  await browser.sees('problem');
  await browser.picture('link-error');
  expect(await browser.page.locator('[data-error]').getAttribute('data-error')).toBe('U-405');
  const stranger = person.eligibility;
  expect(await browser.page.content()).not.toMatch(new RegExp(`${stranger.name}|${stranger.birthdate}`));
  await kiosk.simulator.removeCard();
  await browser.touches('problem', 'cancel');
  await browser.sees('idle');
  const reception = await newestAfter(before);
  expect(reception).toMatchObject({ eligibility: null, link: { kind: 'mismatch' } });
  expect(JSON.stringify(reception)).not.toMatch(new RegExp(`${stranger.name}|${stranger.birthdate}`));
});

test('the line is down: the patient is checked in all the same, and the clinic is told the rest when it is back', async () => {
  const before = await heldNow();
  await kiosk.simulator.fault('gateway', 'down', 'until-cleared');
  await provesByPin('yamada-hanako');
  await browser.touches('consent', 'consent.all');
  await browser.sees('done');
  await browser.picture('done-provisional');
  await takesTheCard();
  const first = await newestAfter(before);
  expect(first).toMatchObject({ version: 1, status: 'provisional', eligibility: null, person: { name: '山田　花子' } });

  await kiosk.simulator.clearFaults();
  const second = await newestAfter(before + 1);
  expect(second).toMatchObject({
    id: first?.id,
    version: 2,
    status: 'confirmed',
    receivedAt: first?.receivedAt,
    eligibility: { validity: 'valid', name: '山田　花子' },
    consents: first?.consents,
  });
});

test('neither face nor PIN: staff look, type their passcode, and enter what the patient says', async () => {
  const before = await heldNow();
  await kiosk.simulator.insertCard('suzuki-ume');
  await browser.touches('method', 'method.staff');
  await browser.sees('staff');
  await browser.picture('staff');
  await browser.touches('staff', 'staff.open');
  await browser.types('staff', passcode);
  await browser.touches('staff', 'visual.dementia.oral');
  await browser.touches('consent', 'consent.all');
  await takesTheCard();
  const reception = await newestAfter(before);
  expect(reception?.holder).toMatchObject({
    method: 'visual',
    reason: 'dementia',
    staff: expect.stringMatching(/^s-\d+$/),
  });
  expect(reception?.consents.map(({ givenBy }) => givenBy.by)).toEqual(['staff', 'staff', 'staff', 'staff']);
});

test('a card that is no insurance card yet becomes one at the kiosk', async () => {
  const before = await heldNow();
  await kiosk.simulator.insertCard('kimura-sakura');
  await browser.sees('register');
  await browser.picture('register');
  await browser.touches('register', 'register.yes');
  await browser.touches('method', 'method.pin');
  await browser.types('pin', personCalled('kimura-sakura').card.pin);
  await browser.touches('consent', 'consent.none');
  await takesTheCard();
  expect(await newestAfter(before)).toMatchObject({ eligibility: { validity: 'valid' } });
  // Whoever comes again is not asked again.
  await kiosk.simulator.insertCard('kimura-sakura');
  await browser.sees('method');
  await kiosk.simulator.removeCard();
  await browser.touches('problem', 'cancel');
  await browser.sees('idle');
});

test.each(['sakamoto-ren', 'endo-mio'])('a smartphone instead of a card: %s', async (id) => {
  const before = await heldNow();
  const person = personCalled(id);
  await browser.touches('idle', 'phone.start');
  await browser.sees('phone');
  await browser.picture('phone');
  await browser.touches('phone', `phone.${person.phone}`);
  if (person.phone === 'android') await browser.types('pin', person.card.pin);
  await browser.sees('phone');
  await browser.picture('phone-hold');
  await kiosk.simulator.holdPhone(id);
  await browser.sees('consent');
  await kiosk.simulator.removePhone();
  await browser.touches('consent', 'consent.none');
  await browser.touches('done', 'done.ok');
  await browser.sees('idle');
  expect(await newestAfter(before)).toMatchObject({
    token: { kind: person.phone },
    holder: { method: person.phone === 'android' ? 'pin' : 'phone' },
    eligibility: { name: person.eligibility.name },
  });
});

test('nobody’s screen complained', () => {
  expect(browser.complaints).toEqual([]);
});
