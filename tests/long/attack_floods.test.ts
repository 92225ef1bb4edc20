import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from '../../scripts/attack/attacks/attacks.ts';
import { type OwnKiosk, startOwnKiosk } from '../../scripts/attack/ownKiosk.ts';
import { run } from '../../scripts/attack/verdict.ts';
import { OpenServer } from '../support/attack/openServer.ts';

const floods = attacks.filter(({ id }) => id.startsWith('flood-'));

describe('a kiosk', () => {
  let kiosk: OwnKiosk;
  beforeAll(async () => {
    kiosk = await startOwnKiosk();
  });
  afterAll(() => kiosk.close());

  test.each(floods)('holds against who would $tries', async (attack) => {
    expect((await run(attack, kiosk.target)).through).toEqual([]);
  });
});

describe('a server that takes everything from anybody', () => {
  let server: OpenServer;
  beforeAll(async () => {
    server = await OpenServer.start();
  });
  afterAll(() => server.close());

  // That connections are held shows only where somebody else is kept out by them.
  test.each(floods.filter(({ id }) => id !== 'flood-connections'))('is found out: $id', async (attack) => {
    expect((await run(attack, server.target)).through).not.toEqual([]);
  });
});
