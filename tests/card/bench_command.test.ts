import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { type TraceEntry, traced } from '../../src/card/trace.ts';
import { cardBenchCommand } from '../../src/cli/simulator/cardBench.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { BenchRow } from '../../src/simulator/card/bench/rows.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { identityFloorMs, leastExchanges } from '../../src/simulator/card/identityFloor.ts';
import { exchangeMs } from '../../src/simulator/card/radio.ts';
import { immediate } from '../../src/simulator/card/way.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { type CardRig, digits, directRig, person, root, unhurried, WatchedReader } from '../support/card/cardRig.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

const hanako = person('yamada-hanako');
const photo = new Uint8Array(15_000).fill(7);

describe('a whole card on the air', () => {
  let rig: CardRig;
  beforeEach(async () => {
    rig = await directRig();
  });
  afterEach(() => rig.close());

  async function wholeCard(extendedLength: boolean) {
    const box = await createCardBox(
      root,
      () => new Date(),
      () => photo,
    );
    const slot = createDirectSlot(box, new FaultBoard(), { ...immediate, extendedLength });
    const reader = new WatchedReader(createDirectReader(slot));
    await reader.watch();
    unwrap(await slot.insert(hanako));
    const trace: TraceEntry[] = [];
    const channel = traced((await reader.next('card.placed')).card, (entry) => trace.push(entry));
    const card = rig.placed(channel, { numberB: { readNumberB: async () => digits('60041220332285') } });
    const identity = unwrap(await card.identify(unhurried));
    const face = unwrap(await card.readFace(unhurried));
    const holder = unwrap(await card.readFourItems(unhurried));
    unwrap(await card.provePossession(digits(hanako.card.pin), unhurried));
    await reader.close();
    await slot.close();
    return { data: { identity, face, holder }, trace };
  }

  test.each([
    ['long reads', 'extended', 1.005],
    ['reads of a frame', 'short', 1.01],
  ] as const)('takes hardly longer than it must, with %s', async (_name, mode, limit) => {
    const { data, trace } = await wholeCard(mode === 'extended');
    for (const kbps of [106, 212, 424] as const) {
      const onAir = trace.reduce((sum, each) => sum + exchangeMs({ kbps }, each.commandLength, each.responseLength), 0);
      const floor = identityFloorMs(data, mode, { kbps });
      expect(onAir / floor).toBeGreaterThan(1);
      expect(onAir / floor).toBeLessThan(limit);
    }
  });

  test('takes three commands more in reads of a frame, one of them to learn that the reader refuses long ones', async () => {
    const { data, trace } = await wholeCard(false);
    expect(trace).toHaveLength(leastExchanges(data, 'short').length + 3);
  });

  test('takes four commands more than somebody who knows all lengths and never looks back', async () => {
    const { data, trace } = await wholeCard(true);
    // The heads of certificate, front and four items, and JPKI once more for the PIN after the patient's choice.
    expect(trace).toHaveLength(leastExchanges(data, 'extended').length + 4);
    const read = (lengths: readonly number[]) => lengths.reduce((sum, each) => sum + each, 0);
    const files = trace.filter(({ header }) => header[1] === 0xb0).map(({ responseLength }) => responseLength - 2);
    const least = leastExchanges(data, 'extended').filter(([command]) => command === 5 || command === 7);
    expect(read(files)).toBe(read(least.map(([, answer]) => answer - 2)));
  });

  test('moves at the bit rate: twice as fast takes about half as long', () => {
    const at = (kbps: 106 | 212 | 424) => exchangeMs({ kbps }, 5, 252);
    // 10 bits a byte, 252 of an answer and 13 of framing and command.
    expect(at(106)).toBeGreaterThan((265 * 10) / 105.9375);
    expect(at(106)).toBeLessThan((265 * 10) / 105.9375 + 1);
    expect(at(106) / at(212)).toBeCloseTo(2, 1);
    // One byte more than a frame holds costs an acknowledgement and another frame.
    expect(exchangeMs({ kbps: 424 }, 5, 253) - at(424)).toBeGreaterThan(0.6);
  });
});

test('card bench says how long it took, against the floor', async () => {
  const words = ['bench', '--json', '--card', 'direct', '--runs', '1'];
  const { out: text, complaints } = await ranCommand(cardBenchCommand, words);
  const { rows }: { rows: BenchRow[] } = JSON.parse(text);
  // Frame by frame: one more on the reader's first card, to learn that it refuses extended length.
  expect(rows.map(({ path, mode, kbps, apdus }) => [path, mode, kbps, apdus])).toEqual([
    ['direct', 'short', 106, 89],
    ['direct', 'short', 212, 88],
    ['direct', 'short', 424, 88],
    ['direct', 'extended', 106, 19],
    ['direct', 'extended', 212, 19],
    ['direct', 'extended', 424, 19],
  ]);
  for (const row of rows) {
    expect(row.bytes).toBeGreaterThan(18_000);
    expect(row.ms).toBeGreaterThan(row.floorMs);
    expect(row.ratio).toBeCloseTo(row.ms / row.floorMs, 2);
    // Most of it happens while the patient chooses.
    expect(row.hiddenShare).toBeGreaterThan(0.7);
  }
  expect(complaints).toBe('direct: round 1 of 1\n');
}, 60_000);
