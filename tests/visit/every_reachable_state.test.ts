import { beforeAll, describe, expect, test } from 'vitest';
import { viewSchema } from '../../src/screen/view.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { shownBy } from '../../src/visit/shownBy.ts';
import { invariants } from '../support/visit/invariants.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { samplePorts } from '../support/visit/visitSamples.ts';
import { markTransitions, type Situation, statesOf, type World, walk } from '../support/visit/walk.ts';
import { worlds } from '../support/visit/worlds.ts';

/** Entries in which everything is typed: what is typed never decides where it leads, only whether it makes sense. */
function typedEntries({ births = [ofAnEra] }: World) {
  const entries = createDigitEntries(() => births);
  for (const entry of Object.values(entries)) while (!entry.complete) entry.type(1);
  return entries;
}

const walked = new Map<string, ReadonlyMap<string, Situation>>();
const transitions = { all: new Set<string>(), taken: new Set<string>() };
const states = { all: new Set<string>(), entered: new Set<string>() };

beforeAll(() => {
  for (const [name, world] of Object.entries<World>(worlds)) {
    const machine = createKioskMachine(samplePorts({ entries: typedEntries(world) }), world.settings);
    for (const { id } of statesOf(machine)) states.all.add(id);
    const marks = markTransitions(machine);
    const situations = walk(machine, world);
    walked.set(name, situations);
    for (const mark of marks.all) transitions.all.add(mark);
    for (const mark of marks.taken) transitions.taken.add(mark);
    for (const { snapshot } of situations.values()) for (const { id } of snapshot._nodes) states.entered.add(id);
  }
}, 400_000);

const everySituation = () => [...walked.values()].flatMap((situations) => [...situations.values()]);

test('the walks together take every transition of the statechart and see every screen', () => {
  expect([...transitions.all].filter((each) => !transitions.taken.has(each))).toEqual([]);
  const screens = new Set(everySituation().map(({ snapshot }) => shownBy(snapshot).screen));
  expect(screens.size).toBe(viewSchema.options.length);
  const steps = everySituation().reduce((sum, { next }) => sum + next.length, 0);
  console.info(
    `${everySituation().length} situations, ${steps} steps between them; ` +
      `${states.entered.size} of ${states.all.size} states rested in; ` +
      `${transitions.taken.size} of ${transitions.all.size} transitions taken`,
  );
});

describe.each(Object.entries(worlds))('in every situation of the world of %s', (name, world) => {
  test.each(Object.entries(invariants))('%s', (_, invariant) => {
    expect(invariant(walked.get(name) ?? new Map(), world).slice(0, 3)).toEqual([]);
  });
});

test('every screen is a good view that never holds a certificate, a challenge or a signature', () => {
  for (const { view } of everySituation()) {
    expect(viewSchema.safeParse(view).error).toBeUndefined();
    expect(JSON.stringify(view)).not.toMatch(/0a1b2c|見本　太郎|challenge|signature/);
  }
});
