import { setTimeout as sleep } from 'node:timers/promises';
import { type FileServer, serverAddress } from '../clinic/fileServer.ts';
import { deskIsOpen } from '../desk/administrator.ts';
import type { DeskBrowser } from '../desk/deskBrowser.ts';
import { minute, type Proof } from './group.ts';

const askEveryMs = 5_000;

/** Something that an administrator does at the desk, once it is open. */
export async function asAdministrator<T>(proof: Proof, work: (desk: DeskBrowser) => Promise<T>): Promise<T> {
  await deskIsOpen(proof.deskPort, 5 * minute);
  const desk = await proof.signIn();
  try {
    return await work(desk);
  } finally {
    desk.close();
  }
}

/**
 * Where receptions go, as somebody at a Japanese keyboard types it.
 * @param keep receivers that stay beside it
 */
export function answerFor({ share, user, password }: FileServer, keep: readonly string[] = []): object {
  const where = `¥¥${serverAddress}¥${share}`;
  return { place: 'oqsFace', where, shareUser: user, sharePassword: password, shareSealed: 'yes', keep };
}

/** Sends a test reception until one arrives: a folder is there a while after it was answered. */
export async function tried(desk: DeskBrowser, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await desk.post('/api/settings/delivery/try', {});
    if (answer.status === 200) return;
    if (performance.now() > end) throw new Error(`no test arrives: ${JSON.stringify(answer.body).slice(0, 300)}`);
    await sleep(askEveryMs);
  }
}
