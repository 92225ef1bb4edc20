import { expect, onTestFinished, test } from 'vitest';
import { BareHands } from '../../scripts/survey/impatient/bareHands.ts';
import { openStage } from '../../scripts/survey/impatient/stage.ts';
import { impatientVisits } from '../../scripts/survey/impatient/visits.ts';

/** All 5,000, over the line and at the page: `npm run survey:impatient`. */
const visits = 4;

test('whoever presses everything at once, twice and by every key answers what they pressed, and leaves nothing', async () => {
  const before = async (oneSwitch: string) => {
    const stage = await openStage(oneSwitch);
    onTestFinished(() => stage.close());
    const place = { stage, hands: new BareHands(stage.screen), oneSwitch };
    return impatientVisits(
      place,
      Array.from({ length: visits }, (_, seed) => seed),
    );
  };
  for (const outcome of await Promise.all(['', 'F13'].map(before))) {
    expect(outcome.faults).toEqual([]);
    expect(outcome.visits).toBe(visits);
    // Who only ever misses presses nothing.
    expect(outcome.effects).toBeGreaterThan(visits * 5);
  }
});
