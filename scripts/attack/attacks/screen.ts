import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { addressOf } from '../target.ts';
import type { Attack } from '../verdict.ts';
import { sendRaw, upgradeLines } from '../wire.ts';

/** Every way to write the address of the patient's line that some parser may read as it. */
const spellings = (host: string) => [
  '/live',
  '/live?token=',
  '/live?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '/%6cive',
  '/%2flive',
  '//live',
  '/live/',
  '/LIVE',
  '/./live',
  '/app/../live',
  '/live%00',
  '/live;token=x',
  `http://${host}/live`,
  'http://x/live',
  `ws://${host}/%6cive`,
];

export const screenAttacks: readonly Attack[] = [
  {
    id: 'screen-without-token',
    tries: 'watch and press at the patient screen without its token, by every spelling of the address',
    needs: ['screen'],
    async through(target) {
      const screen = addressOf(target, 'screen');
      const through: string[] = [];
      for (const path of spellings(new URL(screen).host)) {
        const { status } = await sendRaw(screen, ...upgradeLines(screen, path));
        if (status === 101 || status === 0) through.push(`${path} answered ${status}`);
      }
      return through;
    },
  },
  {
    id: 'screen-second-browser',
    tries: 'watch beside the patient as a second browser that knows the token',
    needs: ['screen'],
    async through(target) {
      const address = new URL(addressOf(target, 'screen'));
      address.protocol = 'ws:';
      address.pathname = '/live';
      const first = await listened(address);
      // Where the kiosk's own browser is connected the first of ours is already one too many.
      const second = first.open ? await listened(address) : undefined;
      const through = second && second.received > 0 ? [`the second received ${second.received} messages`] : [];
      for (const { socket } of [first, ...(second ? [second] : [])]) socket.terminate();
      return through;
    },
  },
];

interface Listened {
  readonly socket: WebSocket;
  readonly open: boolean;
  readonly received: number;
}

/** A line to the patient screen, and what came over it within two seconds. */
async function listened(address: URL): Promise<Listened> {
  const socket = new WebSocket(address);
  let received = 0;
  socket.on('message', () => {
    received += 1;
  });
  socket.on('error', () => undefined);
  await sleep(2_000);
  return { socket, open: socket.readyState === socket.OPEN, received };
}
