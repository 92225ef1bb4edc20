import { setTimeout as sleep } from 'node:timers/promises';
import { FileServer } from '../clinic/fileServer.ts';
import { deskIsOpen, taken } from '../desk/administrator.ts';
import { codesIn } from '../desk/codeOnScreen.ts';
import { bringsBackup, goesIntoSetUp } from '../desk/settingUp.ts';
import { pressEnter } from '../machine/touch.ts';
import type { TriedKiosk } from '../triedKiosk.ts';
import { answerFor, asAdministrator, tried } from './atTheDesk.ts';
import { comesUpWith, startMs } from './atTheKiosk.ts';
import { type Group, minute, must, type Proof } from './group.ts';

const visitMs = 20 * minute;
const readMs = 10_000;
const connectsMs = 5 * minute;

/** What is left of a kiosk that died: a file, and the key that clinic IT holds. */
interface Left {
  readonly backup: Buffer;
  readonly key: string;
}

/** The day a kiosk dies. */
export const swap: Group = {
  name: 'swap',
  about: 'a kiosk dies with a reception in it: its backup in a new device, and that is the same kiosk',
  minutes: 35,
  cases(proof) {
    const old = proof.kiosk('swap-old');
    const fresh = proof.boxedKiosk('swap-new');
    const server = new FileServer(proof.own('file-server'), proof.newPassword());
    const { visits, picture } = proof;
    let left: Left | undefined;
    let before = 0;
    return [
      {
        name: 'a shared folder is set up, a reception waits, a backup is made at the desk; then the plug is pulled',
        limitMs: startMs + visitMs + 15 * minute,
        async work() {
          await comesUpWith(proof, old, { version: proof.old.version, picture: 'swap-old' });
          await server.open();
          await asAdministrator(proof, async (desk) => {
            taken('settings', await desk.post('/api/settings/delivery', answerFor(server, ['webhook'])));
          });
          before = visits.delivered.length;
          visits.shutReceiver();
          await visits.one(old, picture);
          left = await backedUp(proof);
          await old.cutPower();
          return `${left.backup.length} bytes, sealed`;
        },
      },
      {
        name: 'a new device says on its screen where the set-up is, and takes the backup from another computer',
        limitMs: 2 * startMs,
        async work() {
          if (!left) throw new Error('there is no backup');
          await inItsSetUp(fresh);
          await deskIsOpen(proof.deskPort, 5 * minute);
          const codes = await codesShown(fresh, picture('swap-code'));
          const browser = await goesIntoSetUp(proof.deskPort, codes);
          await bringsBackup(browser, left);
          browser.close();
          return `code ${codes[0]} read off the screen`;
        },
      },
      {
        name: 'it serves as that kiosk: the reception that waited comes once, and the shared folder is there',
        limitMs: startMs + visitMs,
        async work() {
          await fresh.serves(startMs, picture('swap-new'));
          visits.openReceiver();
          await visits.deliveredMore(1, before);
          // The accounts are those of before; nobody typed the server's password anew.
          await asAdministrator(proof, (desk) => tried(desk, connectsMs));
          must(server.filesIn('face').length > 0, 'nothing lies in the shared folder');
          // A test goes to every receiver.
          const tested = visits.delivered.length;
          await visits.one(fresh, picture);
          await visits.deliveredMore(1, tested);
          const keys = visits.delivered.slice(before);
          must(new Set(keys).size === keys.length, 'a reception came twice');
          await fresh.switchOff();
          server.close();
          return `${keys.length} came, each once; in the shared folder: ${server.filesIn('face').join(' ')}`;
        },
      },
    ];
  },
};

/** An administrator makes a key, registers it, and saves a backup. */
function backedUp(proof: Proof): Promise<Left> {
  return asAdministrator(proof, async (desk) => {
    const key = taken('key', await desk.post('/api/backup/key', {})).bytes.toString('utf8');
    const recipient = /age1[a-z0-9]+/.exec(key)?.[0] ?? '';
    taken('recipient', await desk.post('/api/backup/recipients', { recipient }));
    const backup = taken('backup', await desk.post('/api/backup', {})).bytes;
    return { backup, key };
  });
}

/** Out of its box for the first time, until the set-up is on its screen. */
async function inItsSetUp(kiosk: TriedKiosk): Promise<void> {
  await kiosk.switchOn();
  const { line, qmp } = kiosk.machine;
  await line.until(/uketsuke: data: made/, startMs);
  await sleep(readMs);
  await pressEnter(qmp);
  await line.until(/configuration: none yet, the set-up makes it/, startMs);
  await kiosk.isGood(startMs);
}

/** Looks at the screen until a code can be read there, as a person who stands before it does. */
async function codesShown(kiosk: TriedKiosk, picture: string): Promise<readonly string[]> {
  const end = performance.now() + connectsMs;
  for (;;) {
    await kiosk.machine.picture(picture);
    const codes = await codesIn(picture);
    if (codes.length > 0) return codes;
    if (performance.now() > end) throw new Error('no code can be read on the screen');
    await sleep(readMs);
  }
}
