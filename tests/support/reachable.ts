import { type EventObject, __unsafe_getAllOwnEventDescriptors as ownEvents } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import type { KioskMachine } from '../../src/visit/machine.ts';
import type { KioskSnapshot } from '../../src/visit/viewOf.ts';
import { sampleAnswer, sampleCard, sampleIdentity, sampleNow, sampleProof } from './visitSamples.ts';

/** What each finished piece of work may answer; each failed one rejects. */
const answers: Readonly<Record<string, readonly unknown[]>> = {
  identifyCard: [
    sampleIdentity,
    { ...sampleIdentity, photo: 'unavailable' },
    { ...sampleIdentity, pinTriesLeft: 1 },
    { ...sampleIdentity, pinTriesLeft: 0 },
    { ...sampleIdentity, pinTriesLeft: 0, photo: 'unavailable' },
  ],
  preparePhoto: [undefined],
  matchFace: [
    { kind: 'match', score: 0.4, profile: 'embedded' },
    { kind: 'no-match' },
    { kind: 'near-miss' },
    { kind: 'no-face' },
  ],
  provePin: [
    { kind: 'proven', proof: sampleProof },
    { kind: 'wrong', triesLeft: 2 },
    { kind: 'wrong', triesLeft: 1 },
    { kind: 'locked' },
  ],
  askEligibility: [sampleAnswer, { ...sampleAnswer, validity: 'invalid' }],
  recordReception: [undefined],
  clearUp: [undefined],
};

const card = sampleCard();

/** Every event from outside, with the fields that make a difference. */
const events: Readonly<Record<string, readonly EventObject[]>> = {
  'card.placed': [Object.assign({ type: 'card.placed' }, { card })],
  'card.failed': [Object.assign({ type: 'card.failed' }, { problem: { code: 'U-101' } })],
  'reader.lost': [Object.assign({ type: 'reader.lost' }, { problem: { code: 'U-104' } })],
  'language.chosen': [Object.assign({ type: 'language.chosen' }, { language: 'ja' })],
  'item.answered': [true, false].map((agreed) =>
    Object.assign({ type: 'item.answered' }, { item: 'medication', agreed }),
  ),
};

/** Raised by the statechart itself; nobody outside sends them. */
const inner = new Set(['visit.begins', 'attention.asked', 'attention.held', 'attention.lost']);

function eventsFor(type: string): readonly EventObject[] {
  const [, outcome, actor] = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type) ?? [];
  if (actor !== undefined) {
    const known = answers[actor];
    if (!known) throw new Error(`no sample answers for the invoked actor ${actor}`);
    if (outcome === 'error') return [Object.assign({ type }, { error: new Error('refused by the world') })];
    return known.map((output) => Object.assign({ type }, { output }));
  }
  if (inner.has(type) || type.startsWith('xstate.done.state.')) return [];
  return events[type] ?? [{ type }];
}

/** One reachable situation of the kiosk and where each event leads from it. */
export interface Situation {
  readonly key: string;
  readonly snapshot: KioskSnapshot;
  readonly next: readonly { readonly event: EventObject; readonly to: string }[];
}

/**
 * Two situations are the same when states and memory are. Things that no state decides by count as there or not: the
 * card, the identity (its PIN tries and photo stand in the visit themselves), the evidence and the words of problems.
 */
function keyOf({ value, context }: KioskSnapshot): string {
  const { card: present, visit, problem, outage } = context;
  const memory = visit && {
    ...visit,
    identity: visit.identity !== null,
    holder: visit.holder?.method,
    eligibility: visit.eligibility?.validity,
    eligibilityProblem: visit.eligibilityProblem !== null,
  };
  return JSON.stringify([value, present !== null, memory, problem?.code, outage?.code]);
}

/** Every situation the production machine can get into, by any order of events and outcomes of its work. */
export function reachableSituations(machine: KioskMachine): ReadonlyMap<string, Situation> {
  const adjacency = getAdjacencyMap(machine, {
    events: (snapshot) => [...new Set(ownEvents(snapshot))].flatMap((type) => [...eventsFor(type)]) as never,
    serializeState: (snapshot) => keyOf(snapshot as KioskSnapshot) as never,
    limit: 200_000,
  });
  const situations = new Map<string, Situation>();
  for (const { state, transitions } of Object.values(adjacency)) {
    const snapshot = state as KioskSnapshot;
    const key = keyOf(snapshot);
    const edges = Object.values(transitions) as readonly { event: EventObject; state: KioskSnapshot }[];
    const next = edges.map(({ event, state: to }) => ({ event, to: keyOf(to) }));
    situations.set(key, { key, snapshot, next });
  }
  return situations;
}

export { sampleNow };
