import { Dice } from './dice.ts';
import type { Hands } from './hands.ts';
import { ImpatientPatient } from './impatience.ts';
import type { Stage } from './stage.ts';

/** One visit that went against a rule. */
export interface Fault {
  readonly seed: number;
  readonly person: string;
  readonly what: readonly string[];
}

/** What became of so many visits. */
export interface Outcome {
  readonly visits: number;
  /** Visits that came to a reception. */
  readonly recorded: number;
  /** Presses and keys that had an effect. */
  readonly effects: number;
  /** What the kiosk worked at and never came to an end with, but by its limit. */
  readonly hung: readonly string[];
  readonly faults: readonly Fault[];
}

/** Where impatient patients come one after the other. */
export interface Place {
  readonly stage: Stage;
  readonly hands: Hands;
  readonly oneSwitch: string;
}

/** Visits of these seeds, one after the other; each begins with a kiosk as it was when it was new. Ends at one that is stuck. */
export async function impatientVisits(
  { stage, hands, oneSwitch }: Place,
  seeds: Iterable<number>,
  onVisit: (fault: Fault | undefined) => void = () => undefined,
): Promise<Outcome> {
  const faults: Fault[] = [];
  let visits = 0;
  for (const seed of seeds) {
    const dice = new Dice(seed);
    stage.roll(dice);
    const person = dice.of(stage.people);
    if (!person) throw new Error('nobody comes');
    await new ImpatientPatient(dice, hands, stage, person, oneSwitch).visit();
    const isFree = await stage.leftAlone();
    const stuck = isFree ? [] : [`never free again: ${JSON.stringify(stage.screen.view())}`];
    const what = [
      ...stage.answers.faults.splice(0),
      ...hands.faults.splice(0),
      ...stuck,
      ...(await hands.leftBehind()),
    ];
    visits += 1;
    const fault = what.length > 0 ? { seed, person: person.id, what } : undefined;
    if (fault) faults.push(fault);
    onVisit(fault);
    if (!isFree) break;
  }
  return { visits, recorded: stage.recorded(), effects: stage.answers.effects, hung: [...stage.hung], faults };
}
