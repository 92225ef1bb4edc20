import { setTimeout as sleep } from 'node:timers/promises';
import { FileServer, serverAddress } from '../clinic/fileServer.ts';
import { deskIsOpen, taken } from '../desk/administrator.ts';
import type { DeskBrowser } from '../desk/deskBrowser.ts';
import { comesUpWith, startMs } from './atTheKiosk.ts';
import { type Group, minute, must, type Proof } from './group.ts';

const connectsMs = 5 * minute;
const askEveryMs = 5_000;

/** The clinic's system takes files from a shared folder, as most in Japan do. */
export const sharedFolder: Group = {
  name: 'shared-folder',
  about: 'the desk is told of a shared folder (SMB 3, encrypted): receptions lie there, also after its server was away',
  cases(proof) {
    const kiosk = proof.kiosk('shared-folder');
    const server = new FileServer(proof.folder('file-server'), proof.newPassword());
    const { old } = proof;
    let arrived = 0;
    return [
      {
        name: 'an administrator answers where it is, and a test reception lies there',
        limitMs: 2 * startMs,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'shared-folder' });
          await server.open();
          await asAdministrator(proof, async (desk) => {
            taken('settings', await desk.post('/api/settings/delivery', answerFor(server)));
            await tried(desk, connectsMs);
          });
          arrived = server.filesIn('face').length;
          must(arrived === 1, `${arrived} files lie there`);
          return server.filesIn('face').join(' ');
        },
      },
      {
        name: 'its server is away and comes back: the next one lies there',
        limitMs: startMs,
        async work() {
          server.close();
          await asAdministrator(proof, async (desk) => {
            const answer = await desk.post('/api/settings/delivery/try', {});
            must(answer.status === 422, `the desk says ${answer.status} of a server that is away`);
            await server.open();
            await tried(desk, connectsMs);
          });
          must(server.filesIn('face').length === arrived + 1, 'it does not lie there');
          arrived += 1;
          return 'two lie there';
        },
      },
      {
        name: 'the kiosk starts while its server is away, and has the folder once that is back',
        isStart: true,
        limitMs: 2 * startMs,
        async work() {
          await kiosk.switchOff();
          server.close();
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'shared-folder-again' });
          await server.open();
          await asAdministrator(proof, (desk) => tried(desk, connectsMs));
          must(server.filesIn('face').length === arrived + 1, 'it does not lie there');
          await kiosk.switchOff();
          server.close();
          return 'three lie there';
        },
      },
    ];
  },
};

/** As somebody at a Japanese keyboard types it. */
function answerFor({ share, user, password }: FileServer): object {
  const where = `¥¥${serverAddress}¥${share}`;
  return { place: 'oqsFace', where, shareUser: user, sharePassword: password, shareSealed: 'yes', keep: [] };
}

async function asAdministrator(proof: Proof, work: (desk: DeskBrowser) => Promise<unknown>): Promise<void> {
  await deskIsOpen(proof.deskPort, 5 * minute);
  const desk = await proof.signIn();
  try {
    await work(desk);
  } finally {
    desk.close();
  }
}

/** Sends a test reception until one arrives: a folder is there a while after it was answered. */
async function tried(desk: DeskBrowser, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await desk.post('/api/settings/delivery/try', {});
    if (answer.status === 200) return;
    if (performance.now() > end) throw new Error(`no test arrives: ${JSON.stringify(answer.body).slice(0, 300)}`);
    await sleep(askEveryMs);
  }
}
