import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { readerAwayMs } from '../../src/simulator/card/readerLoss.ts';
import { type CardRig, directRig, person } from '../support/card/cardRig.ts';

const selectJpki = Buffer.from('00a4040c0ad392f000260100000001', 'hex');

describe('a reader that is lost with a card on it', () => {
  let rig: CardRig;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    rig = await directRig();
  });
  afterEach(async () => {
    await rig.close();
    vi.useRealTimers();
  });

  test('takes the card along, and reports it again when it is back', async () => {
    unwrap(await rig.slot.insert(person('yamada-hanako')));
    const reader = await rig.openReader();
    const { card } = await reader.next('card.placed');
    rig.faults.arm({ target: 'reader', kind: 'lost', count: 1 });
    expect((await reader.next('reader.lost')).problem.code).toBe('U-104');
    expect(await card.transmit(selectJpki)).toMatchObject({ problem: { code: 'U-104' } });
    vi.advanceTimersByTime(readerAwayMs);
    expect(reader.events.map(({ type }) => type)).toEqual([
      ...['reader.ready', 'card.placed', 'reader.lost'],
      ...['reader.ready', 'card.placed'],
    ]);
    expect(rig.faults.list()).toEqual([]);
  });

  test('stays away until that is cleared', async () => {
    const reader = await rig.openReader();
    rig.faults.arm({ target: 'reader', kind: 'lost', count: 'until-cleared' });
    vi.advanceTimersByTime(readerAwayMs * 10);
    expect(reader.events.at(-1)?.type).toBe('reader.lost');
    rig.faults.clear();
    expect(reader.events.at(-1)?.type).toBe('reader.ready');
  });
});
