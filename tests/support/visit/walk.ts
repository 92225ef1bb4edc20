import {
  type AnyStateNode,
  assign,
  createActor,
  type EventObject,
  getInitialSnapshot,
  __unsafe_getAllOwnEventDescriptors as own,
} from 'xstate';
import type { BirthReading } from '../../../src/card/digits.ts';
import type { ConsentItem } from '../../../src/consent/items.ts';
import type { View } from '../../../src/screen/view.ts';
import { eventFor } from '../../../src/visit/commands.ts';
import { DigitEntry } from '../../../src/visit/digitEntry.ts';
import type { VisitEvent } from '../../../src/visit/events.ts';
import type { KioskMachine } from '../../../src/visit/machine.ts';
import type { VisitSettings } from '../../../src/visit/settings.ts';
import type { KioskSnapshot } from '../../../src/visit/shownBy.ts';
import { viewOf } from '../../../src/visit/viewOf.ts';
import { ofAnEra, western } from './sampleBirths.ts';
import { sampleNow, sampleSettings } from './visitSamples.ts';

/** What the world may do in one walk. Small worlds, each thorough in its own matter, together cover everything. */
export interface World {
  readonly settings: VisitSettings;
  /** What each piece of work may answer, by its id. */
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
  /** With what each piece of work may be refused. */
  readonly errors: Readonly<Record<string, readonly Error[]>>;
  /** What hardware and desk may report. */
  readonly reports: readonly VisitEvent[];
  /** What the number that is copied off the card may mean, nothing where it cannot be right; an era's where this says nothing. */
  readonly births?: readonly BirthReading[];
  /** Presses and time limits that are left out, because another world is thorough in them. */
  readonly leaveOut?: RegExp;
}

/** What the patient has really answered, kept beside the statechart to hold it against. */
export type Said = Readonly<Partial<Record<ConsentItem, boolean>>>;

/** One thing that happened, and where it led. */
export interface Step {
  readonly event: EventObject;
  readonly to: string;
}

/** One reachable situation of the kiosk. */
export interface Situation {
  readonly key: string;
  readonly snapshot: KioskSnapshot;
  readonly view: View;
  readonly said: Said;
  readonly next: readonly Step[];
}

/** Digits count as typed in a walk: what is typed never decides where it leads, only that it is complete. */
const live = {
  pinDigits: 4,
  passcodeDigits: 4,
  numberB: { part: 'code', digits: { birth: '600412', expiry: '2033', code: '2285' } },
  births: [ofAnEra, western],
  guidance: 'look-here',
  now: sampleNow,
} as const;

/**
 * Every situation `machine` can get into in `world`, by any order of events and outcomes of its work. Patients press
 * only what is on the screen, exactly as the presenter lets them.
 */
export function walk(machine: KioskMachine, world: World): ReadonlyMap<string, Situation> {
  const situations = new Map<string, Situation>();
  const open: Situation[] = [];
  const enter = (snapshot: KioskSnapshot, said: Said): string => {
    const key = keyOf(snapshot, said);
    const known = situations.get(key);
    // The key that is there already, not another one as long: steps are many.
    if (known) return known.key;
    const situation = { key, snapshot, said, view: viewOf(snapshot, live, world.settings), next: [] };
    situations.set(key, situation);
    open.push(situation);
    return key;
  };
  const after = stepsOf(machine);
  enter(getInitialSnapshot(machine), {});
  for (const situation of open) {
    const next = steps(after, world, situation).map(({ event, snapshot, said }) => ({
      event,
      to: enter(snapshot, said),
    }));
    situations.set(situation.key, { ...situation, next });
  }
  return situations;
}

interface Stepped {
  readonly event: EventObject;
  readonly snapshot: KioskSnapshot;
  readonly said: Said;
}

type After = (from: KioskSnapshot, event: EventObject) => KioskSnapshot;

/**
 * XState's pure transition. The library makes a whole actor for each `getNextSnapshot`, a third of a long walk's time;
 * here one that is never started serves for all.
 */
function stepsOf(machine: KioskMachine): After {
  const self = createActor(machine);
  const { id, sessionId, system } = self;
  const nothing = () => undefined;
  const silent = { logger: nothing, defer: nothing, emit: nothing, stopChild: nothing, actionExecutor: nothing };
  const scope = { self, id, sessionId, system, ...silent };
  return (from, event) => machine.transition(from, event as never, scope);
}

function steps(after: After, world: World, { snapshot, view, said }: Situation): Stepped[] {
  const types = new Set(own(snapshot));
  const outside = world.reports
    .filter(({ type }) => types.has(type))
    .map((event) => ({ event, snapshot: after(snapshot, event), said }));
  const inside = [...types]
    .filter((type) => !world.leaveOut?.test(type))
    .flatMap((type) => outcomes(type, world))
    .map((event) => ({ event, snapshot: after(snapshot, event), said }));
  // The presenter renews the patient's time with every press.
  const acted = after(snapshot, { type: 'patient.acted' });
  const pressed = presses(view, world).map((event) => ({
    event,
    snapshot: after(acted, event),
    said: heard(said, event, world.settings),
  }));
  return [...outside, ...inside, ...pressed].map((step) =>
    step.snapshot.context.visit ? step : { ...step, said: {} },
  );
}

/** What may become of the machine's own work and time limits. */
function outcomes(type: string, { answers, errors }: World): EventObject[] {
  if (type.startsWith('xstate.after.')) return [{ type }];
  const [, outcome, actor] = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type) ?? [];
  if (actor === undefined) return [];
  if (outcome === 'error') {
    const refused: readonly Error[] = errors[actor] ?? [new Error('refused by the world')];
    return refused.map((error) => Object.assign({ type }, { error }));
  }
  const known = answers[actor];
  if (!known) throw new Error(`no answers for the invoked actor ${actor}`);
  return known.map((output) => Object.assign({ type }, { output }));
}

function presses(view: View, { leaveOut }: World): EventObject[] {
  const scratch = new DigitEntry(4);
  const events = view.actions
    .filter((action) => !leaveOut?.test(action))
    .flatMap((action) => eventFor(action, scratch) ?? []);
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()];
}

function heard(said: Said, event: EventObject, { consentItems }: VisitSettings): Said {
  const all = (agreed: boolean): Said => Object.fromEntries(consentItems.map((item) => [item, agreed]));
  if (event.type === 'consent.all') return all(true);
  if (event.type === 'consent.none') return all(false);
  if (isItemAnswer(event)) return { ...said, [event.item]: event.agreed };
  return said;
}

function isItemAnswer(event: EventObject): event is Extract<VisitEvent, { type: 'item.answered' }> {
  return event.type === 'item.answered';
}

/**
 * Two situations are the same when states and memory are. Things that no state decides by count as there or not: the
 * card, the certificate, the evidence and the details of problems.
 */
function keyOf({ value, context }: KioskSnapshot, said: Said): string {
  const { card, phone, visit, problem, farewell, call, outages, language, seen, panel } = context;
  const memory = visit && {
    ...visit,
    id: undefined,
    identity: visit.identity?.certificateClass,
    person: visit.person?.name,
    holder: visit.holder?.method,
    eligibility: visit.eligibility && [visit.eligibility.validity, visit.eligibility.name],
    eligibilityProblem: visit.eligibilityProblem !== null,
    subsidyOffer: visit.subsidyOffer?.map(({ id }) => id),
    subsidies: visit.subsidies && [visit.subsidies.answer, visit.subsidies.certificates.length],
    consents: Object.values(visit.consents).map(({ item, agreed, givenBy }) => [item, agreed, givenBy.by]),
    cardKey: visit.cardKey !== null,
    lift: visit.lift?.is,
    warnedAt: visit.warnedAt !== null,
  };
  return JSON.stringify([
    value,
    card !== null,
    phone !== null,
    memory,
    problem !== null,
    farewell,
    call?.beforeVisit,
    outages.reader !== null,
    outages.storage !== null,
    outages.erasure !== null,
    language,
    JSON.stringify(seen) === JSON.stringify(sampleSettings.defaultSeen),
    panel,
    said,
  ]);
}

/** Every state of a statechart. */
export function statesOf(machine: KioskMachine): AnyStateNode[] {
  const below = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(below)];
  return below(machine.root);
}

/**
 * Puts a mark on every transition of `machine` and returns the names of all, and of those taken from now on. Marks are
 * assigners that change nothing, so they run also where a statechart is only calculated with.
 */
export function markTransitions(machine: KioskMachine): {
  readonly all: ReadonlySet<string>;
  readonly taken: Set<string>;
} {
  const all = new Set<string>();
  const taken = new Set<string>();
  for (const node of statesOf(machine)) {
    const onEvents = [...node.transitions.values()].flat();
    for (const [index, transition] of [...new Set([...onEvents, ...(node.always ?? [])])].entries()) {
      const targets = transition.target?.map(({ id }) => id).join(' ') ?? 'stay';
      const name = `${node.id} · ${transition.eventType || 'always'} #${index} → ${targets}`;
      all.add(name);
      const mark = assign(() => {
        taken.add(name);
        return {};
      });
      Object.assign(transition, { actions: [mark, ...transition.actions] });
    }
  }
  return { all, taken };
}
