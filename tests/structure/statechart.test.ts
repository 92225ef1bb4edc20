import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

const machine = createKioskMachine(samplePorts(), sampleSettings);

function descendants(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(descendants)];
}

const nodes = descendants(machine.root);
const invoking = nodes.flatMap((node) => node.invoke.map((invoke) => ({ node, invoke })));

/** Whether some time limit leads out of `node` or of a state around it. */
function hasLimit(node: AnyStateNode): boolean {
  for (let at: AnyStateNode | undefined = node; at; at = at.parent) if (at.after.length > 0) return true;
  return false;
}

describe('the statechart', () => {
  test('invokes its work under names of its own', () => {
    expect(invoking.length).toBeGreaterThan(5);
    const ids = invoking.map(({ invoke }) => invoke.id);
    expect(ids.filter((id) => /^\d|\./.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(invoking.map((each) => [each.invoke.id, each] as const))('%s may fail and may hang', (id, { node }) => {
    expect(node.ownEvents).toContain(`xstate.error.actor.${id}`);
    expect(node.ownEvents).toContain(`xstate.done.actor.${id}`);
    expect(hasLimit(node)).toBe(true);
  });

  test('has a named delay for every time limit', () => {
    const delays = nodes.flatMap((node) => node.after.map(({ delay }) => delay));
    expect(delays.filter((delay) => typeof delay !== 'string')).toEqual([]);
  });
});
