import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrintedFaceReader, type PrintedFaceReader } from '../../src/card/printedFace/printedFaceReader.ts';
import { seededRandom } from '../../src/kernel/seededRandom.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createCardCamera } from '../../src/simulator/camera/cardCamera.ts';
import { type CardRig, directRig, person, root, tapped, unhurried } from '../support/card/cardRig.ts';

let rig: CardRig;
let reader: PrintedFaceReader;
let dead = false;
beforeAll(async () => {
  rig = await directRig();
  const random = seededRandom(4);
  const camera = createCardCamera({
    ...{ slot: rig.slot, root, random },
    condition: () => 'ideal',
    isDead: () => dead,
  });
  reader = createPrintedFaceReader({ camera, readingMs: 30_000 });
});
afterAll(async () => {
  await reader.close();
  await rig.close();
});

/** What became of opening the front of a person's card, and how often the card was given a number. */
async function open(id: string) {
  const cards = await rig.openReader();
  unwrap(await rig.slot.insert(person(id)));
  const { card } = await cards.next('card.placed');
  let tries = 0;
  const channel = tapped(card, ({ 1: ins, length }) => {
    if (ins === 0x20 && length > 5) tries += 1;
  });
  const face = await rig.placed(channel, { numberB: reader }).readFace(unhurried);
  await rig.slot.remove();
  return { face, tries };
}

test('the number that the card camera reads opens the card that lies there, and no other', async () => {
  for (const id of ['yamada-hanako', 'fernandez-alexandra']) {
    const { face, tries } = await open(id);
    expect(unwrap(face).birthdate).toBe(person(id).card.birthdate);
    expect(tries).toBe(1);
  }
});

test('a dead card camera leaves the front closed, at once and without a throw', async () => {
  dead = true;
  const { face, tries } = await open('tanaka-kenta');
  expect(face).toMatchObject({ problem: { code: 'U-215' } });
  expect(tries).toBe(0);
});
