import { afterEach, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { inspectCard } from '../../src/card/inspectCard.ts';
import { createPlacedCard } from '../../src/card/myNumberCard.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { VirtualCard } from '../../src/simulator/card/virtualCard.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { person, unhurried, WatchedReader } from '../support/card/cardRig.ts';

/** What cards that are no My Number card say to its SELECT. */
class ForeignCard extends VirtualCard {
  private readonly says: string;

  constructor(says: string) {
    super(Uint8Array.of(0x3b, 0x8f, 0x80, 0x01), []);
    this.says = says;
  }

  override process(): Uint8Array {
    return Uint8Array.from(Buffer.from(this.says, 'hex'));
  }
}

describe('a card that is no My Number card', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  test.each([
    ['a driving licence: another application', '6a82'],
    ['a transit card behind a reader that speaks for it', '6d00'],
    ['a bank card: another class', '6e00'],
    ['a card that does not select by name', '6a86'],
    ['a tag that only knows its own commands', '6300'],
  ])('is told at once: %s', async (_kind, says) => {
    const slot = createDirectSlot({ cardOf: async () => new ForeignCard(says) }, new FaultBoard());
    const reader = new WatchedReader(createDirectReader(slot));
    opened.push(reader, slot);
    await reader.watch();
    unwrap(await slot.insert(person('yamada-hanako')));
    const { card: channel } = await reader.next('card.placed');
    const numberB = { readNumberB: async () => undefined };
    const card = createPlacedCard({ channel, trustAnchors: [], numberB, now: () => new Date() });
    expect(await card.identify(unhurried)).toMatchObject({ problem: { code: 'U-102' } });
    expect(await card.tokenKind(unhurried)).toMatchObject({ problem: { code: 'U-102' } });
    expect(await inspectCard(channel, [], new Date(), unhurried)).toMatchObject({ problem: { code: 'U-102' } });
  });
});
