import { expect, test } from 'vitest';
import { createActor, waitFor } from 'xstate';
import { createActors } from '../../src/visit/actors.ts';
import { HeldPhoto } from '../../src/visit/heldPhoto.ts';
import { sampleReception } from '../support/outbox/queue.ts';
import { samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/**
 * A statechart starts the work of a state before it tells anybody that the state was entered. What a press sets off is
 * therefore not begun in that same turn: whoever looks at the screen would wait for it.
 */
test('recording begins once what was told in this turn is on its way, and not before', async () => {
  let asked = 0;
  const ports = samplePorts({
    receptions: {
      ...samplePorts().receptions,
      cameEarlier: async () => {
        asked += 1;
        return true;
      },
    },
  });
  const { recordReception } = createActors(ports, sampleSettings, new HeldPhoto());
  const recording = createActor(recordReception, { input: sampleReception() }).start();
  await Promise.resolve();
  expect(asked).toBe(0);
  const { output } = await waitFor(recording, ({ status }) => status === 'done');
  expect(output).toEqual({ cameEarlier: true });
  expect(asked).toBe(1);
});
