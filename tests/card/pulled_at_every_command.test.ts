import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import type { CardIdentity, PlacedCard } from '../../src/card/placedCard.ts';
import { traced } from '../../src/card/trace.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { type Result, unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { immediate } from '../../src/simulator/card/way.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import {
  type CardRig,
  digits,
  directRig,
  person,
  photoOf,
  root,
  unhurried,
  WatchedReader,
} from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');
const ume = person('suzuki-ume');

/** Everything a visit does with a card, up to the first thing that fails. */
async function wholeCard(card: PlacedCard): Promise<Result<unknown>> {
  const identity: Result<CardIdentity> = await card.identify(unhurried);
  if (!identity.ok) return identity;
  const face = await card.readFace(unhurried);
  if (!face.ok) return face;
  const holder = await card.readFourItems(unhurried);
  return holder.ok ? card.provePossession(digits(hanako.card.pin), unhurried) : holder;
}

describe.each([
  ['in long reads', true],
  ['frame by frame', false],
])('a card read %s', (_name, extendedLength) => {
  let rig: CardRig;
  let faults: FaultBoard;
  let slot: ReturnType<typeof createDirectSlot>;
  let reader: WatchedReader;
  beforeEach(async () => {
    rig = await directRig();
    faults = new FaultBoard();
    const box = await createCardBox(root, () => new Date(), photoOf);
    slot = createDirectSlot(box, faults, { ...immediate, extendedLength });
    reader = new WatchedReader(createDirectReader(slot));
    await reader.watch();
    // What the reader can do is learned on a first card, so that every later one takes the same commands.
    unwrap(await wholeCard(await place(hanako)));
  });
  afterEach(async () => {
    await reader.close();
    await slot.close();
    await rig.close();
  });

  let commands = 0;
  async function place(whose: typeof hanako): Promise<PlacedCard> {
    unwrap(await slot.insert(whose));
    const { card } = await reader.next('card.placed');
    commands = 0;
    const channel = traced(card, () => {
      commands += 1;
    });
    const numberB = { readNumberB: async () => digits(whose === hanako ? '60041220332285' : '23060320317041') };
    return rig.placed(channel, { numberB });
  }

  test.each([
    ['pulled', 'pull-at', ['U-103', 'U-203']],
    ['disturbed', 'garbage-at', ['U-101', 'U-203']],
  ] as const)(
    'may be %s at any command: a named problem, no second PIN, and the next card works',
    async (_how, kind, codes) => {
      unwrap(await wholeCard(await place(hanako)));
      const all = commands;
      expect(all).toBe(extendedLength ? 19 : 89);
      for (let at = 1; at <= all; at++) {
        const card = await place(hanako);
        faults.arm({ target: 'card', kind, count: at });
        const outcome = await wholeCard(card);
        expect(outcome.ok, `command ${at}`).toBe(false);
        if (outcome.ok) return;
        expect(codes, `command ${at}`).toContain(outcome.problem.code);
        expect(catalogue[outcome.problem.code]).toBeDefined();
        expect(commands, `command ${at}`).toBe(at);
        expect(faults.list()).toEqual([]);
        await card.release();
        const next = await place(ume);
        expect(unwrap(await next.identify(unhurried)).serial).toBe(certificateSerial(ume.id));
        await next.release();
      }
    },
  );
});
