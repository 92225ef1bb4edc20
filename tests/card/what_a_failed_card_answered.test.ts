import { describe, expect, test } from 'vitest';
import { applicationId } from '../../src/card/application.ts';
import { sighted } from '../../src/card/applicationSights.ts';
import type { CardChannel } from '../../src/card/reader.ts';
import { selectApplication } from '../../src/card/select.ts';
import { failed, ok, type Result } from '../../src/problem/result.ts';

const never = new AbortController().signal;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const nameOf = (command: string): string | undefined =>
  Object.entries(applicationId).find(([, aid]) => command.includes(hex(aid)))?.[0];

/** A card that answers each command by a status word, or not at all; every command is remembered until power-off. */
function cardThat(answers: (command: string) => string | undefined) {
  const commands: string[] = [];
  const line: CardChannel = {
    atr: Uint8Array.of(0x3b),
    reader: { name: 'Reader', extendedLength: 'unknown' },
    async transmit(command): Promise<Result<Uint8Array>> {
      commands.push(hex(command));
      const status = answers(hex(command));
      return status === undefined ? failed('U-105') : ok(Uint8Array.from(Buffer.from(status, 'hex')));
    },
    async powerOff() {
      commands.push('off');
    },
  };
  const { channel, sights } = sighted(line);
  return {
    channel,
    commands,
    select: (name: keyof typeof applicationId, signal = never) =>
      selectApplication(channel, applicationId[name], signal),
    seen: () => Object.fromEntries(sights().map(({ application, status }) => [application, status])),
  };
}

describe('what a card answered to the selection of its applications', () => {
  test('of one that failed the others are asked for before it is cut off', async () => {
    const card = cardThat((command) => (nameOf(command) === 'cardFace' ? '9000' : '6a82'));
    await card.select('jpki');
    expect(card.seen()).toEqual({ jpki: 0x6a82, cardFace: 'not-asked', textInput: 'not-asked' });
    await card.channel.powerOff();
    expect(card.seen()).toEqual({ jpki: 0x6a82, cardFace: 0x9000, textInput: 0x6a82 });
    expect(card.commands.map((each) => nameOf(each) ?? each)).toEqual(['jpki', 'cardFace', 'textInput', 'off']);
  });

  test('one that fell silent is asked no more', async () => {
    const card = cardThat(() => undefined);
    await card.select('jpki');
    await card.channel.powerOff();
    expect(card.seen()).toEqual({ jpki: 'silent', cardFace: 'not-asked', textInput: 'not-asked' });
    expect(card.commands).toHaveLength(2);
  });

  test('one that is well is not asked for what nobody needed', async () => {
    const card = cardThat(() => '9000');
    await card.select('jpki');
    await card.channel.powerOff();
    expect(card.commands.map((each) => nameOf(each) ?? each)).toEqual(['jpki', 'off']);
  });

  test('one at which a PIN was tried is cut off at once', async () => {
    const card = cardThat((command) => (nameOf(command) === 'cardFace' ? '6a82' : '9000'));
    await card.select('cardFace');
    await card.channel.transmit(Uint8Array.of(0x00, 0x20, 0x00, 0x80, 0x04, 0x31, 0x32, 0x33, 0x34));
    await card.channel.powerOff();
    expect(card.seen()).toMatchObject({ jpki: 'not-asked', textInput: 'not-asked' });
    expect(card.commands.at(-1)).toBe('off');
    expect(card.commands).toHaveLength(3);
  });

  test('what was cut short by the kiosk itself is no answer', async () => {
    const stopping = new AbortController();
    const card = cardThat(() => {
      stopping.abort();
      return undefined;
    });
    await card.select('jpki', stopping.signal);
    expect(card.seen()).toMatchObject({ jpki: 'not-asked' });
  });
});
