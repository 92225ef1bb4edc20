import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CardChannel } from '../../src/card/reader.ts';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import { type CardRig, digits, directRig, person, unhurried } from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');
const says = (hex: string) => ok(Uint8Array.from(Buffer.from(hex, 'hex')));

describe('a PIN', () => {
  let rig: CardRig;
  let sent: string[];
  /** Answers to VERIFYs that carry a PIN; the card itself answers where there is none left. */
  let answers: Result<Uint8Array>[];
  let buffers: Uint8Array[];
  beforeEach(async () => {
    rig = await directRig();
    sent = [];
    answers = [];
    buffers = [];
  });
  afterEach(() => rig.close());

  const carriesPin = (command: string) => command.startsWith('0020') && command.length > 8;
  const pinsSent = () => sent.filter(carriesPin).length;

  async function card() {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    const { card: channel } = await reader.next('card.placed');
    const watched: CardChannel = {
      atr: channel.atr,
      reader: channel.reader,
      powerOff: () => channel.powerOff(),
      transmit: async (command, options) => {
        const hex = Buffer.from(command).toString('hex');
        sent.push(hex);
        if (!carriesPin(hex)) return channel.transmit(command, options);
        buffers.push(command);
        return answers.shift() ?? channel.transmit(command, options);
      },
    };
    return rig.placed(watched);
  }

  test('is only sent after the card told its tries', async () => {
    await (await card()).provePossession(digits(hanako.card.pin), unhurried);
    const asked = sent.indexOf('00200098');
    expect(asked).toBeGreaterThanOrEqual(0);
    expect(sent.findIndex(carriesPin)).toBeGreaterThan(asked);
  });

  test.each([
    ['no answer came', failed('U-105')],
    ['the card left', failed('U-103')],
    ['the answer was garbage', says('dead0000')],
    ['the answer means nothing', says('6f00')],
    ['the memory failed', says('6581')],
  ])('may have been counted when %s, and is not sent again', async (_why, answer) => {
    const placed = await card();
    answers.push(answer);
    const pin = digits('5927');
    expect(await placed.provePossession(pin, unhurried)).toMatchObject({ problem: { code: 'U-203' } });
    expect(pinsSent()).toBe(1);
    expect([...pin]).toEqual([0, 0, 0, 0]);
    // The next one is the patient's own act, and begins with the counter as the card knows it.
    const before = sent.length;
    unwrap(await placed.provePossession(digits('5927'), unhurried));
    expect(sent.slice(before).indexOf('00200098')).toBeGreaterThanOrEqual(0);
  });

  test('was not counted when the card refused the command as such', async () => {
    const placed = await card();
    answers.push(says('6700'));
    expect(await placed.provePossession(digits('5927'), unhurried)).toMatchObject({ problem: { code: 'U-106' } });
    expect(pinsSent()).toBe(1);
  });

  test('is not sent to a card that has no tries left', async () => {
    const placed = await card();
    for (const left of [2, 1]) {
      expect(unwrap(await placed.provePossession(digits('0000'), unhurried))).toEqual({
        kind: 'wrong',
        triesLeft: left,
      });
    }
    expect(unwrap(await placed.provePossession(digits('0000'), unhurried))).toEqual({ kind: 'locked' });
    expect(unwrap(await placed.provePossession(digits('5927'), unhurried))).toEqual({ kind: 'locked' });
    expect(pinsSent()).toBe(3);
  });

  test('leaves no command in memory', async () => {
    await (await card()).provePossession(digits('5927'), unhurried);
    expect(buffers).toHaveLength(1);
    for (const buffer of buffers) expect(buffer.every((byte) => byte === 0)).toBe(true);
  });

  test('is gone from memory when the visit was cancelled before it was sent', async () => {
    const pin = digits('5927');
    expect(await (await card()).provePossession(pin, AbortSignal.abort())).toMatchObject({
      problem: { code: 'U-302' },
    });
    expect([...pin]).toEqual([0, 0, 0, 0]);
    expect(pinsSent()).toBe(0);
  });
});
