import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { screenSize } from './machine/machine.ts';
import type { Place } from './machine/touch.ts';

/** One screen of a visit as the product shows it in a browser on this side, and what is pressed on it. */
export interface ExpectedScreen {
  readonly screen: string;
  /** PNG. */
  readonly picture: Buffer;
  /** What the patient presses, in order. */
  readonly presses: readonly { readonly action: string; readonly at: Place }[];
}

/**
 * Goes through a whole visit by PIN in the same product with the simulator, and writes down every screen and where its
 * buttons are: what the machine under test must show, and where a finger must press it.
 */
export async function rehearse(person: string): Promise<readonly ExpectedScreen[]> {
  const place = new KioskPlace();
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-double-'));
  const kiosk = await place.start(
    '--set',
    'clinic.name=ひいらぎ内科クリニック',
    '--set',
    'visit.inactivitySeconds=120',
    // As the machine: one reader, nobody to read the card's number, and no camera before the visit is over.
    '--set',
    'simulator.phoneReader=false',
    '--set',
    'simulator.cardCamera=true',
  );
  await kiosk.simulator.fault('cardCamera', 'dead', 'until-cleared');
  await kiosk.simulator.fault('camera', 'dead', 'until-cleared');
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    viewport: screenSize,
    hasTouch: true,
  });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    await page.goto(kiosk.addresses.screen);
    const digits = [...personCalled(person).card.pin].map((digit) => `pin.digit.${digit}`);
    const screens = [await visit(page, 'idle', [])];
    await kiosk.simulator.insertCard(person);
    screens.push(await visit(page, 'method', ['method.pin']));
    screens.push(await visit(page, 'pin', [...digits, 'pin.submit']));
    screens.push(await visit(page, 'consent', ['consent.all']));
    screens.push(await visit(page, 'done', []));
    return screens;
  } finally {
    await browser.close();
    await place.clear();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A screen is pressed no sooner than somebody can have read it. */
const readingMs = 1_200;

async function visit(page: Page, screen: string, actions: readonly string[]): Promise<ExpectedScreen> {
  await page.locator(`[data-screen="${screen}"]`).waitFor({ timeout: 120_000 });
  await page.waitForTimeout(readingMs);
  const picture = await page.screenshot();
  const presses: { action: string; at: Place }[] = [];
  for (const action of actions) {
    const button = page.locator(`[data-action="${action}"]:visible`).first();
    const box = await button.boundingBox();
    if (!box) throw new Error(`${action} is not on the screen ${screen}`);
    const at = { x: (box.x + box.width / 2) / screenSize.width, y: (box.y + box.height / 2) / screenSize.height };
    presses.push({ action, at });
    await button.tap();
  }
  return { screen, picture, presses };
}
