import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from '../page.ts';
import { edgesOf, type Target } from '../target.ts';
import type { Attack } from '../verdict.ts';
import { ask, dial } from '../wire.ts';

/** How long health and sign-in may take while somebody floods: staff would otherwise call it down. */
const answerGoalMs = 3_000;

/** How long a request may take to become whole. */
const slowLimitMs = 15_000;

export const floodAttacks: readonly Attack[] = [
  {
    id: 'flood-connections',
    tries: 'hold three hundred connections to each listener open and send nothing',
    needs: [],
    async through(target) {
      const through: string[] = [];
      for (const url of edgesOf(target)) {
        const sockets = Array.from({ length: 300 }, () => quiet(dial(url)));
        await sleep(1_000);
        through.push(...(await deafOnes(target, `while ${new URL(url).origin} is held`, url)));
        for (const socket of sockets) socket.destroy();
        await sleep(2_000);
      }
      return through;
    },
  },
  {
    id: 'flood-slow-heads',
    tries: 'send the head of a request a byte at a time',
    needs: [],
    async through(target) {
      const waited = await Promise.all(edgesOf(target).map(async (url) => ((await isEnded(url)) ? [] : [url])));
      return waited.flat().map((url) => `${new URL(url).origin} waited for longer than ${slowLimitMs} ms`);
    },
  },
  {
    id: 'flood-requests',
    tries: 'ask eight hundred times as fast as it goes',
    needs: [],
    async through(target) {
      const through: string[] = [];
      for (const url of edgesOf(target)) {
        const asked = Array.from({ length: 10 }, async () => {
          const statuses: number[] = [];
          for (let i = 0; i < 80; i += 1) statuses.push((await ask(new URL('/', url))).status);
          return statuses;
        });
        const deaf = await deafOnes(target, `while ${new URL(url).origin} is flooded`, url);
        through.push(...deaf);
        const statuses = (await Promise.all(asked)).flat();
        if (statuses.every((status) => status !== 429 && status !== 0)) {
          through.push(`${new URL(url).origin} took all ${statuses.length}`);
        }
        await sleep(3_000);
      }
      return through;
    },
  },
  {
    id: 'flood-passwords',
    tries: 'have the desk hash passwords without end',
    needs: ['desk', 'ops'],
    async through(target) {
      const { desk = '' } = target;
      const body = JSON.stringify({ name: 'attack-script-nobody', password: 'not a password of anybody' });
      const page = await openPage(desk);
      const asked = Array.from({ length: 60 }, () => page.post('/api/sign-in', body));
      const through = await deafOnes(target, 'while passwords are tried', desk);
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      return statuses.some((status) => status === 200) ? [...through, 'somebody was signed in'] : through;
    },
  },
];

/** Whether the listener ends a connection over which a request never becomes whole. */
async function isEnded(url: string): Promise<boolean> {
  const socket = quiet(dial(url));
  const ended = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  socket.write(`GET / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nX-Slow: `);
  const drip = setInterval(() => socket.write('a'), 500);
  const isOver = await Promise.race([ended, sleep(slowLimitMs).then(() => false)]);
  clearInterval(drip);
  socket.destroy();
  return isOver;
}

/**
 * Who no longer answers: everybody but the flooded listener, which may turn away the address that floods it (ours).
 */
async function deafOnes(target: Target, when: string, flooded: string): Promise<readonly string[]> {
  const others = edgesOf(target).filter((url) => url !== flooded);
  const told = await Promise.all(
    others.map(async (url) => {
      const path = url === target.ops ? '/healthz' : url === target.desk ? '/sign-in' : '/';
      const started = performance.now();
      const { status } = await ask(new URL(path, url));
      const ms = performance.now() - started;
      const answered = status !== 0 && ms <= answerGoalMs;
      return answered ? [] : [`${new URL(url).origin}${path} answered ${status} after ${Math.round(ms)} ms ${when}`];
    }),
  );
  return told.flat();
}

function quiet(socket: Socket): Socket {
  socket.on('error', () => undefined);
  return socket;
}
