import type { OpenProof } from '../openProof.ts';
import type { Steps } from '../steps.ts';
import { type Group, minute } from './group.ts';

/** Tries one group's cases, each after the other; what comes after one that failed is not tried. */
export async function tryGroup(group: Group, open: OpenProof, steps: Steps): Promise<void> {
  const { machines } = open;
  const ready = group.isNew ? undefined : await open.setUp();
  const cases = group.cases(open.proof(ready));
  for (const [place, each] of cases.entries()) {
    const afresh = each.isStart && { afresh: () => machines.cutPower() };
    const name = `${group.name}: ${each.name}`;
    if (await steps.run(name, { limitMs: each.limitMs, ...afresh }, each.work)) continue;
    await machines.pictures((which) => steps.picture(`failed-${which + 1}`));
    const left = cases.slice(place + 1).map((later) => `${group.name}: ${later.name}`);
    steps.skip(left, `after "${each.name}"`);
    return;
  }
}

/** Makes the kiosk that the groups begin with. */
export async function trySetUp(open: OpenProof, steps: Steps): Promise<void> {
  const name = 'a kiosk is set up: a cold disk, and an administrator at its desk';
  await steps.run(name, { limitMs: 45 * minute }, async () => (await open.setUp()).says);
}
