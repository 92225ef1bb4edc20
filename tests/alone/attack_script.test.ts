import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from '../../scripts/attack/attacks/attacks.ts';
import { type OwnKiosk, startOwnKiosk } from '../../scripts/attack/ownKiosk.ts';
import type { Target } from '../../scripts/attack/target.ts';
import { run } from '../../scripts/attack/verdict.ts';

describe('a kiosk', () => {
  let kiosk: OwnKiosk;
  beforeAll(async () => {
    kiosk = await startOwnKiosk();
  });
  afterAll(() => kiosk.close());

  test.each(attacks)('holds against who would $tries', async (attack) => {
    expect((await run(attack, kiosk.target)).through).toEqual([]);
  });
});

describe('a server that takes everything from anybody', () => {
  let server: Server;
  let target: Target;
  beforeAll(async () => {
    server = createServer({ headersTimeout: 0, requestTimeout: 0 }, (request, response) => {
      request.resume().once('end', () => response.setHeader('set-cookie', 'session=1').end(`{"csrf":"x"}`));
    });
    server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    target = { screen: url, desk: url, ops: url };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const found = [
    'screen-without-token',
    'strangers-pages',
    'desk-without-session',
    'desk-forged-forms',
    'desk-files-outside',
    'desk-headers',
    'desk-oversized',
    'desk-old-tls',
    'flood-slow-heads',
    'flood-requests',
    'flood-passwords',
  ];
  test.each(attacks.filter(({ id }) => found.includes(id)))('is found out: $id', async (attack) => {
    expect((await run(attack, target)).through).not.toEqual([]);
  });
});
