import { setTimeout as sleep } from 'node:timers/promises';
import { URI } from 'otpauth';
import { type DeskAnswer, DeskBrowser } from './deskBrowser.ts';

/** The clinic's administrator, whose phone makes the second factor. */
export interface Administrator {
  readonly name: string;
  readonly password: string;
  /** What the phone scanned, `otpauth://…`; undefined before it did. */
  readonly phone: string | undefined;
}

const periodMs = 30_000;
const askEveryMs = 3_000;
/** Digits that were used already, and those after them. */
const mostTries = 3;

/** Waits until the desk answers; it is open a while after the screen is. */
export async function deskIsOpen(port: number, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const browser = new DeskBrowser(port);
    const answered = await browser.get('/api/csrf').catch(() => undefined);
    browser.close();
    if (answered?.status === 200) return;
    if (performance.now() > end) throw new Error('the desk does not open');
    await sleep(askEveryMs);
  }
}

/** Makes the first account with the code that clinic IT chose, and sets its second factor up. */
export async function becomesAdministrator(
  port: number,
  { code, name, password }: { readonly code: string } & Omit<Administrator, 'phone'>,
): Promise<Administrator> {
  const browser = new DeskBrowser(port);
  try {
    taken('first account', await browser.post('/api/set-up', { code, name, password }));
    const begun = taken('second factor', await browser.post('/api/me/second-factor/begin', {}));
    const phone = String(begun.body.uri);
    const digits = digitsOf(phone, begun.at);
    taken('first digits', await browser.post('/api/me/second-factor/accept', { code: digits }));
    return { name, password, phone };
  } finally {
    browser.close();
  }
}

/**
 * Signs in with password and phone, which shows the digits of the kiosk's own time. Whoever comes back within half a
 * minute waits for the next ones: each work once.
 */
export async function signsIn(port: number, { name, password, phone = '' }: Administrator): Promise<DeskBrowser> {
  const browser = new DeskBrowser(port);
  let { at } = taken('sign-in', await browser.post('/api/sign-in', { name, password }));
  for (let tries = 1; ; tries += 1) {
    const proven = await browser.post('/api/me/second-factor/prove', { code: digitsOf(phone, at) });
    if (proven.status === 200) return browser;
    if (tries === mostTries) throw new Error(`second factor: ${proven.status}`);
    at = await nextPeriod(browser, at);
  }
}

/** Waits until the kiosk's clock is in another half minute; returns what time it is there. */
async function nextPeriod(browser: DeskBrowser, before: number): Promise<number> {
  for (;;) {
    await sleep(askEveryMs);
    const { at } = await browser.get('/api/csrf');
    if (Math.floor(at / periodMs) > Math.floor(before / periodMs)) return at;
  }
}

/** The answer, where the desk did what was asked. */
export function taken(what: string, answer: DeskAnswer): DeskAnswer {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
  return answer;
}

function digitsOf(phone: string, at: number): string {
  const token = URI.parse(phone);
  if (!('period' in token)) throw new Error('the phone makes digits of another kind');
  return token.generate({ timestamp: at });
}
