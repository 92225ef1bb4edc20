import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { cardCommand } from '../../src/cli/card/command.ts';
import type { CardPlace } from '../../src/cli/card/configuredCard.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { certificateSerial, demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { person, photoOf, root } from '../support/card/cardRig.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

describe('card show', () => {
  const faults = new FaultBoard();
  let slot: ReturnType<typeof createDirectSlot>;
  beforeEach(async () => {
    faults.clear();
    slot = createDirectSlot(await createCardBox(root, () => new Date(), photoOf), faults);
  });
  afterEach(() => slot.close());

  async function show(args: readonly string[] = [], change: Partial<CardPlace> = {}) {
    const place: CardPlace = {
      openReader: async () => ok(createDirectReader(slot)),
      trustAnchors: async () => ok(await demoTrustAnchors(root, new Date())),
      ...change,
    };
    const { out, exitCode } = await ranCommand((context) => cardCommand(context, place), ['card', 'show', ...args]);
    return { text: out, code: exitCode };
  }

  test('tells what lies on the reader, and nothing about the person', async () => {
    const kenta = person('tanaka-kenta');
    unwrap(await slot.insert(kenta));
    const { text, code } = await show(['--json']);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      reader: 'Virtual reader (direct)',
      card: {
        atr: '3b888001000005e0b381a1007f',
        kind: 'My Number card',
        certificate: { serial: certificateSerial(kenta.id) },
        pinTriesLeft: 1,
      },
    });
    expect(JSON.parse(text).card.certificate.problem).toBeUndefined();
    for (const secret of [kenta.name, kenta.card.birthdate, kenta.card.pin, kenta.card.securityCode]) {
      expect(text).not.toContain(secret);
    }
  });

  test('says in words when the PIN is locked and when the certificate is not accepted', async () => {
    unwrap(await slot.insert(person('ito-misaki')));
    const { text, code } = await show([], { trustAnchors: async () => ok([]) });
    expect(text).toMatch(/PIN tries +locked/);
    expect(text).toMatch(/accepted +no/);
    expect(text).toContain('U-111');
    expect(code).toBe(0);
  });

  test('traces every command on request, and nothing of what it carried', async () => {
    const hanako = person('yamada-hanako');
    unwrap(await slot.insert(hanako));
    const { text } = await show(['--trace']);
    const commands = text.split('\n').filter((line) => line.startsWith('command'));
    expect(commands[0]).toMatch(/^command +SELECT 00A4040C → 9000, 15 \+ 2 bytes, [\d.]+ ms$/);
    expect(commands.some((line) => / READ BINARY 00B08A00 → 9000, /.test(line))).toBe(true);
    expect((await show()).text).not.toContain('READ BINARY');

    const { trace } = JSON.parse((await show(['--trace', '--json'])).text);
    expect(trace).toHaveLength(commands.length);
    for (const secret of [hanako.name, hanako.card.pin, hanako.card.birthdate, certificateSerial(hanako.id)]) {
      // Its digits may well turn up in a time.
      expect(JSON.stringify(trace, (key, value) => (key === 'ms' ? undefined : value))).not.toContain(secret);
    }
    expect(trace[0]).toMatchObject({ header: [0x00, 0xa4, 0x04, 0x0c], status: 0x9000 });
  });

  test('ends with 1 when no card lies there', async () => {
    const { text, code } = await show();
    expect(text).toMatch(/reader +Virtual reader/);
    expect(text).toMatch(/card +none/);
    expect(code).toBe(1);
  });

  test('ends with 1 and says what to do when there is no reader, or none can be opened', async () => {
    faults.arm({ target: 'reader', kind: 'lost', count: 'until-cleared' });
    expect(await show()).toMatchObject({ code: 1, text: expect.stringContaining('U-104') });
    const unopened = await show(['--json'], { openReader: async () => failed('U-702', 'nfc-pcsc cannot be loaded') });
    expect(unopened.code).toBe(1);
    expect(JSON.parse(unopened.text)).toEqual({ problem: { code: 'U-702', detail: 'nfc-pcsc cannot be loaded' } });
  });

  test('ends with 1 when the card answers garbage', async () => {
    unwrap(await slot.insert(person('yamada-hanako')));
    faults.arm({ target: 'card', kind: 'garbage', count: 1 });
    expect(await show()).toMatchObject({ code: 1, text: expect.stringContaining('U-101') });
  });
});
