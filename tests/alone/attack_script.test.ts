import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from '../../scripts/attack/attacks/attacks.ts';
import { type OwnKiosk, startOwnKiosk } from '../../scripts/attack/ownKiosk.ts';
import { run } from '../../scripts/attack/verdict.ts';
import { OpenServer } from '../support/attack/openServer.ts';

describe('a kiosk', () => {
  let kiosk: OwnKiosk;
  beforeAll(async () => {
    kiosk = await startOwnKiosk();
  });
  afterAll(() => kiosk.close());

  // Floods take half a minute each to be sure of: tests/long.
  test.each(attacks.filter(({ id }) => !id.startsWith('flood-')))('holds against who would $tries', async (attack) => {
    expect((await run(attack, kiosk.target)).through).toEqual([]);
  });
});

describe('a server that takes everything from anybody', () => {
  let server: OpenServer;
  beforeAll(async () => {
    server = await OpenServer.start();
  });
  afterAll(() => server.close());

  const found = [
    'screen-without-token',
    'strangers-pages',
    'desk-without-session',
    'desk-forged-forms',
    'desk-files-outside',
    'desk-headers',
    'desk-oversized',
    'desk-old-tls',
  ];
  test.each(attacks.filter(({ id }) => found.includes(id)))('is found out: $id', async (attack) => {
    expect((await run(attack, server.target)).through).not.toEqual([]);
  });
});
