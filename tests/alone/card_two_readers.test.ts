import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createPcscReader } from '../../src/card/drivers/pcscReader.ts';
import { unwrap } from '../../src/problem/result.ts';
import { secondVpcdReaderName } from '../../src/simulator/card/vpcdSlot.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { type CardRig, pcscRig, person, WatchedReader } from '../support/card/cardRig.ts';
import { silent } from '../support/system/silent.ts';

const run = promisify(execFile);

describe('a kiosk with one reader for cards and one for phones', () => {
  let pcscd: PcscdHandle;
  let rig: CardRig;
  beforeAll(async () => {
    pcscd = unwrap(await ensurePcscd({ log: silent }));
    rig = await pcscRig();
  });
  afterAll(async () => {
    await rig.close();
    await pcscd.stop();
  });

  test('holds a card on the one it was laid on, and on no other', async () => {
    const forPhones = new WatchedReader(unwrap(await createPcscReader({ namePattern: secondVpcdReaderName })));
    onTestFinished(() => forPhones.close());
    await forPhones.watch();
    await forPhones.next('reader.ready');
    unwrap(await rig.slot.insert(person('yamada-hanako')));
    // Twice as long as pcscd takes to notice a card.
    await delay(1_000);
    expect(await stateOfCard()).toBe('Card inserted');

    const forCards = await rig.openReader();
    await forCards.next('card.placed');
    expect(await stateOfCard()).toBe('Card inserted, Shared Mode');
  });

  /** What pcsc_scan, which holds no card itself, says of the first reader. */
  async function stateOfCard(): Promise<string | undefined> {
    // It never ends by itself; what it has said by then is kept with the error.
    const { stdout = '' } = await run('timeout', ['2', 'pcsc_scan']).catch((error: { stdout?: string }) => error);
    return /Card state: (.*?),?\s*$/m.exec(stripVTControlCharacters(stdout))?.[1];
  }
});
