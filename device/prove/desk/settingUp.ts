import { pieceBytes } from '../../../src/storage/arrivingFile.ts';
import { taken } from './administrator.ts';
import { DeskBrowser } from './deskBrowser.ts';

/** Goes into the set-up from another computer, with the first of these codes that is one. Throws where none is. */
export async function goesIntoSetUp(port: number, codes: readonly string[]): Promise<DeskBrowser> {
  const browser = new DeskBrowser(port);
  for (const code of codes) {
    const { status } = await browser.post('/api/set-up/begin', { code });
    if (status === 303) return browser;
  }
  browser.close();
  throw new Error(`none of ${codes.join(', ')} is the code`);
}

/** Brings an earlier machine's backup, and has it take this machine's place. */
export async function bringsBackup(
  browser: DeskBrowser,
  { backup, key }: { readonly backup: Uint8Array; readonly key: string },
): Promise<void> {
  for (let at = 0; at < backup.length; at += pieceBytes) {
    const path = `/api/set-up/restore/piece?at=${at}&of=${backup.length}`;
    taken('piece', await browser.postBytes(path, backup.subarray(at, at + pieceBytes)));
  }
  taken('key', await browser.post('/api/set-up/restore/verify', { key }));
  taken('restore', await browser.post('/api/set-up/restore/begin', { oldOneIsGone: true, samePlace: true }));
}
