import { FileServer } from '../clinic/fileServer.ts';
import { taken } from '../desk/administrator.ts';
import { answerFor, asAdministrator, tried } from './atTheDesk.ts';
import { comesUpWith, startMs } from './atTheKiosk.ts';
import { type Group, minute, must } from './group.ts';

const connectsMs = 5 * minute;

/** The clinic's system takes files from a shared folder, as most in Japan do. */
export const sharedFolder: Group = {
  name: 'shared-folder',
  about: 'the desk is told of a shared folder (SMB 3, encrypted): receptions lie there, also after its server was away',
  minutes: 23,
  cases(proof) {
    const kiosk = proof.kiosk('shared-folder');
    const server = new FileServer(proof.own('file-server'), proof.newPassword());
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
