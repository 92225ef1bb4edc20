import { connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type ConnectionLimits, Connections } from '../../src/kernel/listener/connections.ts';
import { SummedUp } from '../../src/kernel/summedUp.ts';

const plenty = { burst: 1_000, perSecond: 1_000 };
const limits: ConnectionLimits = { most: 1_000, mostOfOneAddress: 1_000, newOnes: plenty, allNewOnes: plenty };

/** Of so many connections, one after the other from another address each, those that were taken. */
async function takenOf(dialled: number, of: Partial<ConnectionLimits>): Promise<number> {
  const server = createServer((socket) => {
    if (!socket.destroyed) socket.write('taken');
  });
  const refused = new SummedUp(() => undefined);
  new Connections(server, { ...limits, ...of }, refused);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => refused.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  let taken = 0;
  for (let at = 0; at < dialled; at += 1) {
    const socket = connect({ host: '127.0.0.1', port, localAddress: `127.0.5.${at + 1}` });
    socket.on('error', () => undefined);
    const isTaken = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true)).once('close', () => resolve(false));
    });
    if (isTaken) taken += 1;
    socket.destroy();
  }
  return taken;
}

test('a machine with many addresses opens no more connections than are allowed to all together', async () => {
  expect(await takenOf(20, {})).toBe(20);
  expect(await takenOf(20, { allNewOnes: { burst: 7, perSecond: 0 } })).toBe(7);
});
