import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createPcscReader } from '../../src/card/drivers/pcscReader.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { losePcscdOnFault } from '../../src/simulator/card/pcscdLoss.ts';
import { createVpcdSlot } from '../../src/simulator/card/vpcdSlot.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { type CardRig, pcscRig, person, photoOf, root, unhurried, WatchedReader } from '../support/card/cardRig.ts';
import { silent } from '../support/system/silent.ts';

const hanako = person('yamada-hanako');

describe('when pcscd', () => {
  const pcscds: PcscdHandle[] = [];
  let rig: CardRig | undefined;
  let lonely: WatchedReader | undefined;
  afterEach(async () => {
    await rig?.close();
    await lonely?.close();
    for (const pcscd of pcscds.splice(0)) await pcscd.stop();
    rig = undefined;
    lonely = undefined;
  });

  async function startPcscd(): Promise<void> {
    pcscds.push(unwrap(await ensurePcscd({ log: silent })));
  }

  test('is killed under a card, reader and card are lost, and both are back when it is', async () => {
    await startPcscd();
    rig = await pcscRig();
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    const { card } = await reader.next('card.placed');

    process.kill(Number.parseInt(await readFile('/run/pcscd/pcscd.pid', 'utf8'), 10), 'SIGKILL');
    expect((await reader.next('reader.lost')).problem.code).toBe('U-104');
    expect(await card.transmit(Buffer.from('00a4040c0ad392f000260100000001', 'hex'))).toMatchObject({
      problem: { code: 'U-104' },
    });
    expect(await rig.slot.insert(hanako)).toMatchObject({ problem: { code: 'U-104' } });

    await startPcscd();
    await reader.next('reader.ready');
    unwrap(await rig.slot.insert(hanako));
    const again = rig.placed((await reader.next('card.placed')).card);
    expect(unwrap(await again.identify(unhurried)).serial).toBe(certificateSerial(hanako.id));
    expect(reader.events.filter(({ type }) => type === 'reader.lost')).toHaveLength(1);
  });

  test('is gone because the simulator plays a lost reader, it comes back by itself', async () => {
    await startPcscd();
    rig = await pcscRig();
    const [pcscd] = pcscds;
    if (!pcscd) throw new Error('no pcscd');
    const stopPlaying = losePcscdOnFault(rig.faults, pcscd, silent);
    const reader = await rig.openReader();
    await reader.next('reader.ready');
    rig.faults.arm({ target: 'reader', kind: 'lost', count: 'until-cleared' });
    expect((await reader.next('reader.lost')).problem.code).toBe('U-104');
    // A hand takes longer than this to put the cable back.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    rig.faults.clear();
    await reader.next('reader.ready');
    stopPlaying();
  });

  test('is not there, the reader is lost and the process goes on; it is found as soon as it is there', async () => {
    lonely = new WatchedReader(unwrap(await createPcscReader()));
    await lonely.watch();
    expect(await lonely.next('reader.lost')).toMatchObject({
      problem: { code: 'U-104', detail: 'pcscd does not answer' },
    });
    await startPcscd();
    await lonely.next('reader.ready');
  });

  test('knows no reader of the configured name, that is said', async () => {
    await startPcscd();
    lonely = new WatchedReader(unwrap(await createPcscReader({ namePattern: /No such reader/ })));
    await lonely.watch();
    expect((await lonely.next('reader.lost')).problem.detail).toContain('No such reader');
  });

  test('is not there, the virtual reader says what to install', async () => {
    const box = await createCardBox(root, () => new Date(), photoOf);
    expect(await createVpcdSlot({ box, faults: new FaultBoard() })).toMatchObject({
      problem: { code: 'U-702', detail: expect.stringContaining('vsmartcard-vpcd') },
    });
  });
});
