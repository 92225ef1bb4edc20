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
    taken('first digits', await browser.post('/api/me/second-factor/accept', { code: digitsOf(phone) }));
    return { name, password, phone };
  } finally {
    browser.close();
  }
}

/** Signs in with password and phone. Whoever comes back within half a minute waits for the next digits: each work once. */
export async function signsIn(port: number, { name, password, phone = '' }: Administrator): Promise<DeskBrowser> {
  const browser = new DeskBrowser(port);
  taken('sign-in', await browser.post('/api/sign-in', { name, password }));
  for (let tries = 1; ; tries += 1) {
    const proven = await browser.post('/api/me/second-factor/prove', { code: digitsOf(phone) });
    if (proven.status === 200) return browser;
    if (tries === 3) throw new Error(`second factor: ${proven.status}`);
    await sleep(periodMs - (Date.now() % periodMs) + 1_000);
  }
}

/** The answer, where the desk did what was asked. */
export function taken(what: string, answer: DeskAnswer): DeskAnswer {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
  return answer;
}

function digitsOf(phone: string): string {
  return URI.parse(phone).generate();
}
