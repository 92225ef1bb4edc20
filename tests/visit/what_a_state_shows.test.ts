import { expect, test } from 'vitest';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createVisitSetup } from '../../src/visit/setup.ts';
import type { StateMeta } from '../../src/visit/stateMeta.ts';
import { samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';
import { statesOf } from '../support/visit/walk.ts';

const setup = createVisitSetup(samplePorts(), sampleSettings);

// What the compiler refuses here is the test: each line that it let through would be an error of its own.
test('a screen that several states share cannot be shown without its phase, nor with that of another', () => {
  const shown = [
    setup.createStateConfig({ meta: { screen: 'staff', phase: 'seeing' } }),
    // @ts-expect-error a phase of the face screen
    setup.createStateConfig({ meta: { screen: 'staff', phase: 'looking' } }),
    // @ts-expect-error which of its phases?
    setup.createStateConfig({ meta: { screen: 'staff' } }),
    // @ts-expect-error there is only one consent screen
    setup.createStateConfig({ meta: { screen: 'consent', phase: 'asking' } satisfies StateMeta }),
    // @ts-expect-error no such screen
    setup.createStateConfig({ meta: { screen: 'staf', phase: 'seeing' } }),
  ];
  expect(shown).toHaveLength(5);
});

test('what a state shows is not said again by a state within it', () => {
  const machine = createKioskMachine(samplePorts(), sampleSettings);
  const twice = statesOf(machine).filter((node) => {
    if (!node.meta) return false;
    for (let above = node.parent; above; above = above.parent) if (above.meta) return true;
    return false;
  });
  expect(twice.map(({ id }) => id)).toEqual([]);
});
