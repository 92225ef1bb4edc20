import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeCommand, needsExtendedLength } from '../../src/card/apdu.ts';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { ElementaryFile } from '../../src/card/elementaryFile.ts';
import { exchange } from '../../src/card/exchange.ts';
import type { CardChannel } from '../../src/card/reader.ts';
import { describeTrace, type TraceEntry, traced } from '../../src/card/trace.ts';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
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

/** The channel, with some commands answered by `instead`. */
function intercepted(
  channel: CardChannel,
  instead: (command: Uint8Array) => Result<Uint8Array> | undefined,
): CardChannel {
  return {
    atr: channel.atr,
    reader: channel.reader,
    powerOff: () => channel.powerOff(),
    transmit: async (command, options) => instead(command) ?? channel.transmit(command, options),
  };
}

const says = (hex: string) => ok(Uint8Array.from(Buffer.from(hex, 'hex')));
const isExtended = (command: Uint8Array) => {
  const decoded = decodeCommand(command);
  return decoded !== undefined && needsExtendedLength(decoded);
};

describe('a reader that does not pass extended length', () => {
  let rig: CardRig;
  beforeEach(async () => {
    rig = await directRig();
  });
  afterEach(() => rig.close());

  async function placed(): Promise<CardChannel> {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    return (await reader.next('card.placed')).card;
  }

  async function readsEverything(channel: CardChannel): Promise<void> {
    const card = rig.placed(channel);
    unwrap(await card.identify(unhurried));
    const { photo } = unwrap(await card.readFace(unhurried));
    expect(Buffer.compare(photo?.bytes ?? Buffer.alloc(0), photoOf(hanako))).toBe(0);
    expect(unwrap(await card.readFourItems(unhurried)).name).toBe(hanako.name);
    const outcome = unwrap(await card.provePossession(digits(hanako.card.pin), unhurried));
    expect(outcome.kind).toBe('proven');
  }

  test.each([
    ['refuses it', () => says('6700')],
    ['knows no such thing', () => says('6d00')],
    ['answers rubbish', () => says('0000')],
    ['breaks the line', () => failed('U-101', 'SCARD_E_NOT_TRANSACTED')],
    ['cuts the answer off at 256 bytes', () => ok(Uint8Array.from([...new Uint8Array(256), 0x90, 0x00]))],
  ])('and %s is read by the frame, and asked only once', async (_how, answer) => {
    let asked = 0;
    const channel = intercepted(await placed(), (command) => {
      if (!isExtended(command)) return undefined;
      asked += 1;
      return answer();
    });
    await readsEverything(channel);
    expect(asked).toBe(1);
    expect(channel.reader.extendedLength).toBe('fails');
  });

  test('is remembered for its next card, and one that does pass it as well', async () => {
    const box = await createCardBox(root, () => new Date(), photoOf);
    for (const extendedLength of [false, true]) {
      const slot = createDirectSlot(box, new FaultBoard(), { ...immediate, extendedLength });
      const reader = new WatchedReader(createDirectReader(slot));
      await reader.watch();
      const counts: number[] = [];
      for (const _card of [1, 2]) {
        unwrap(await slot.insert(hanako));
        const { card } = await reader.next('card.placed');
        let long = 0;
        const counted = intercepted(card, (command) => {
          if (isExtended(command)) long += 1;
          return undefined;
        });
        unwrap(await rig.placed(counted, { numberB: { readNumberB: async () => undefined } }).identify(unhurried));
        counts.push(long);
      }
      expect(counts).toEqual(extendedLength ? [1, 1] : [1, 0]);
      await reader.close();
      await slot.close();
    }
  });

  test('asks for no more than fits a radio frame', async () => {
    const lengths: number[] = [];
    const channel = intercepted(await placed(), (command) => {
      if (isExtended(command)) return says('6700');
      if (command[1] === 0xb0) lengths.push(command[4] ?? 0);
      return undefined;
    });
    await readsEverything(channel);
    expect(Math.max(...lengths)).toBe(250);
    expect(lengths.every((length) => length > 0)).toBe(true);
  });

  test('that takes no short identifiers is asked the long way', async () => {
    const channel = intercepted(await placed(), ([, ins, p1 = 0, p2 = 0]) => {
      const byShortId = (ins === 0xb0 && p1 & 0x80) || ((ins === 0x20 || ins === 0x2a) && p2 > 0x80);
      return byShortId ? says('6a86') : undefined;
    });
    await readsEverything(channel);
  });
});

describe('a card whose answers come in pieces', () => {
  const channelThat = (answers: readonly string[]): { channel: CardChannel; sent: string[] } => {
    const sent: string[] = [];
    let at = 0;
    return {
      sent,
      channel: {
        atr: new Uint8Array(0),
        reader: { name: 'a reader', extendedLength: 'unknown' },
        powerOff: async () => undefined,
        transmit: async (command) => {
          sent.push(Buffer.from(command).toString('hex'));
          return says(answers[Math.min(at++, answers.length - 1)] ?? '');
        },
      },
    };
  };
  const readBinary = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 6 };

  test('is asked for the rest (61xx)', async () => {
    const { channel, sent } = channelThat(['01026104', '03046102', '05069000']);
    const answer = unwrap(await exchange(channel, readBinary, { signal: unhurried }));
    expect([...answer.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sent).toEqual(['00b0000006', '00c0000004', '00c0000002']);
  });

  test('is asked again with the length it wants (6Cxx), once', async () => {
    const { channel, sent } = channelThat(['6c02', '01029000']);
    expect([...unwrap(await exchange(channel, readBinary, { signal: unhurried })).data]).toEqual([1, 2]);
    expect(sent).toEqual(['00b0000006', '00b0000002']);
    const stubborn = channelThat(['6c02']);
    expect(unwrap(await exchange(stubborn.channel, readBinary, { signal: unhurried })).status).toBe(0x6c02);
    expect(stubborn.sent).toHaveLength(2);
  });

  test('and never end is given up', async () => {
    const empty = channelThat(['6104']);
    expect(await exchange(empty.channel, readBinary, { signal: unhurried })).toMatchObject({
      problem: { code: 'U-106' },
    });
    const endless = channelThat([`${'00'.repeat(256)}6100`]);
    expect(await exchange(endless.channel, readBinary, { signal: unhurried })).toMatchObject({
      problem: { code: 'U-106' },
    });
    expect(endless.sent.length).toBeLessThan(300);
  });

  test('is never asked anything again after a PIN', async () => {
    const { channel, sent } = channelThat(['6c02']);
    await exchange(channel, { cla: 0, ins: 0x20, p1: 0, p2: 0x98, data: digits('1234') }, { signal: unhurried });
    expect(sent).toHaveLength(1);
  });

  test('gives what a file has when it is shorter than expected', async () => {
    const { channel } = channelThat(['01026282']);
    expect([...(unwrap(await new ElementaryFile(channel, 2).upTo(10, unhurried)) ?? [])]).toEqual([1, 2]);
    const nothing = channelThat(['9000']);
    expect(unwrap(await new ElementaryFile(nothing.channel, 2).upTo(10, unhurried))).toHaveLength(0);
    expect(nothing.sent).toHaveLength(1);
  });
});

describe('the trace', () => {
  let rig: CardRig;
  beforeEach(async () => {
    rig = await directRig();
  });
  afterEach(() => rig.close());

  test('tells every command and not a byte of what was in it', async () => {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    const entries: TraceEntry[] = [];
    const channel = traced((await reader.next('card.placed')).card, (entry) => entries.push(entry));
    const card = rig.placed(channel);
    unwrap(await card.identify(unhurried));
    unwrap(await card.readFourItems(unhurried));
    unwrap(await card.provePossession(digits(hanako.card.pin), unhurried));
    const verify = entries.filter(({ header }) => header[1] === 0x20);
    expect(verify.map(({ commandLength, status }) => [commandLength, status])).toEqual([
      [4, 0x63c3],
      [4, 0x63ca],
      [19, 0x9000],
      [9, 0x9000],
    ]);
    // How long each took may have any digits in it, those of a PIN too.
    const untimed = entries.map((entry) => ({ ...entry, ms: 0 }));
    const text = `${JSON.stringify(untimed)}\n${untimed.map(describeTrace).join('\n')}`;
    const secrets = [hanako.card.pin, hanako.name, '60041220332285', hanako.card.birthdate];
    for (const secret of secrets) {
      expect(text).not.toContain(secret);
      expect(text.toLowerCase()).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(describeTrace(entries[0] as TraceEntry)).toMatch(/^SELECT 00A4040C → 9000, 15 \+ 2 bytes, \d/);
  });
});
