import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { cardCommand } from '../../src/cli/card/command.ts';
import type { CardPlace } from '../../src/cli/card/configuredCard.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { person, photoOf, root } from '../support/card/cardRig.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

describe('card watch', () => {
  const faults = new FaultBoard();
  let slot: ReturnType<typeof createDirectSlot>;
  let lines: string[];
  let code: number | undefined;
  beforeEach(async () => {
    faults.clear();
    slot = createDirectSlot(await createCardBox(root, () => new Date(), photoOf), faults);
    lines = [];
    code = undefined;
  });
  afterEach(() => slot.close());

  /** Watches while `happening` happens, then presses Ctrl-C. */
  async function watch(args: readonly string[], happening: () => Promise<void>, openable = true): Promise<void> {
    const place: CardPlace = {
      openReader: async () => (openable ? ok(createDirectReader(slot)) : failed('U-702', 'nfc-pcsc cannot be loaded')),
      trustAnchors: async () => ok([]),
    };
    const said = await ranCommand((context) => cardCommand(context, place), ['card', 'watch', ...args], {
      now: () => Date.parse('2026-11-22T03:04:05Z'),
      print: (text) => lines.push(...text.trimEnd().split('\n')),
      exit: (given) => {
        code = given;
      },
      stopped: happening,
    });
    code ??= said.exitCode;
  }

  async function lineCount(count: number): Promise<void> {
    while (lines.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  test('tells reader, cards and removals, one JSON object a line', async () => {
    await watch(['--json'], async () => {
      await lineCount(1);
      unwrap(await slot.insert(person('yamada-hanako')));
      await lineCount(2);
      await slot.remove();
      await lineCount(3);
    });
    const at = '2026-11-22T03:04:05.000Z';
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { at, event: 'reader.ready', reader: 'Virtual reader (direct)' },
      { at, event: 'card.placed', atr: '3b888001000005e0b381a1007f', token: 'my-number-card' },
      { at, event: 'card.removed' },
    ]);
    expect(code).toBe(0);
  });

  test('tells in words what is wrong with a card', async () => {
    await watch([], async () => {
      await lineCount(1);
      faults.arm({ target: 'card', kind: 'garbage', count: 1 });
      unwrap(await slot.insert(person('yamada-hanako')));
      await lineCount(2);
    });
    expect(lines[0]).toBe('03:04:05  reader.ready  Virtual reader (direct)');
    expect(lines[1]).toMatch(/^03:04:05 {2}card\.placed {3}ATR 3B88.*, U-101 /);
  });

  test('ends with 1 where no reader can be opened', async () => {
    await watch(['--json'], async () => undefined, false);
    expect(lines).toEqual(['{"problem":{"code":"U-702","detail":"nfc-pcsc cannot be loaded"}}']);
    expect(code).toBe(1);
  });
});
