import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { assign } from 'xstate';
import type { KioskContext, VisualCheck } from '../../src/visit/context.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine, type KioskMachine } from '../../src/visit/machine.ts';
import { type InvariantName, invariants } from '../support/visit/invariants.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { sampleNow, samplePorts } from '../support/visit/visitSamples.ts';
import { statesOf, type World, walk } from '../support/visit/walk.ts';
import { smallWorlds } from '../support/visit/worlds.ts';

/*
 * An invariant is worth what it catches. Each mutation is a mistake that somebody could make in the statechart; the
 * walk of the production machine with it must find it, by the invariant that is there for it.
 */
interface Mutation {
  readonly mistake: string;
  readonly caughtBy: InvariantName;
  readonly world: World;
  readonly make: (machine: KioskMachine) => KioskMachine;
}

const state = (machine: KioskMachine, id: string): AnyStateNode => {
  const found = statesOf(machine).find((node) => `.${node.path.join('.')}`.endsWith(`.${id}`));
  if (!found) throw new Error(`no state ${id}`);
  return found;
};

/** Takes the transitions for `event` out of the state `id`. */
function without(id: string, event: string | RegExp): Mutation['make'] {
  return (machine) => {
    const { transitions } = state(machine, id);
    const gone = [...transitions.keys()].filter((type) =>
      typeof event === 'string' ? type === event : event.test(type),
    );
    if (gone.length === 0) throw new Error(`nothing to take out of ${id}`);
    for (const type of gone) transitions.delete(type);
    return machine;
  };
}

/** Sends the first transition of `id` for `event` to the state `to`. */
function redirected(id: string, event: string, to: string, index = 0): Mutation['make'] {
  return (machine) => {
    const transition = state(machine, id).transitions.get(event)?.[index];
    if (!transition) throw new Error(`no transition for ${event} in ${id}`);
    Object.assign(transition, { target: [state(machine, to)] });
    return machine;
  };
}

const yes = () => true;
const no = () => false;

interface Remembered {
  readonly context: KioskContext;
}

/** Counts what was said of a card in the hand as a proof at once. */
const keptAtOnce = ({ context }: Remembered, { staff, reason }: VisualCheck) => ({
  visit: context.visit && {
    ...context.visit,
    holder: { method: 'visual' as const, staff, reason, provenAt: new Date(sampleNow).toISOString() },
  },
});

const liftForgotten = ({ context }: Remembered) => ({ visit: context.visit && { ...context.visit, lift: null } });

const mutations: readonly Mutation[] = [
  {
    mistake: 'a wrong PIN counts as proof',
    caughtBy: 'no consent, prescription or subsidy question before identity is proven',
    world: smallWorlds.pin,
    make: (machine) => machine.provide({ guards: { pinProven: yes } }),
  },
  {
    mistake: 'a photo that no known issuer vouches for is believed',
    caughtBy: 'nothing is asked, recorded or confirmed without evidence that leads to an anchor',
    world: smallWorlds.homeMade,
    make: (machine) => machine.provide({ guards: { faceOffered: yes, photoReady: yes, faceMatched: yes } as never }),
  },
  {
    mistake: 'staff may approve whatever the chip says of its holder',
    caughtBy: 'a chip that no known issuer vouches for opens neither face nor 目視, and shows staff nothing',
    world: smallWorlds.homeMadeSeen,
    make: (machine) => machine.provide({ guards: { visualOffered: yes, mayBeApproved: yes } as never }),
  },
  {
    mistake: 'the registration question skips 本人確認',
    caughtBy: 'no consent, prescription or subsidy question before identity is proven',
    world: smallWorlds.pin,
    make: (machine) => machine.provide({ guards: { holderProven: yes } }),
  },
  {
    mistake: '全部同意しない is recorded as 同意する',
    caughtBy: 'no delivery of a consent the patient did not give',
    world: smallWorlds.consents,
    make: (machine) => {
      const { transitions } = state(machine, 'consenting.bundle');
      transitions.set('consent.none', transitions.get('consent.all') ?? []);
      return machine;
    },
  },
  {
    mistake: 'the answer to the bundle is not kept',
    caughtBy: 'a reception is recorded only with an answer for every item that was asked',
    world: smallWorlds.consents,
    make: (machine) => machine.provide({ actions: { answerAll: () => undefined } as never }),
  },
  {
    mistake: 'a pulled card is not noticed during a visit',
    caughtBy: 'every state of a visit is left by taking the card, but while staff look',
    world: smallWorlds.pin,
    make: without('visit.attending', 'card.removed'),
  },
  {
    mistake: 'a card that was lifted counts again as soon as one lies there',
    caughtBy: 'a card that was lifted counts again only once it has proven to be the same',
    world: smallWorlds.lifted,
    make: (machine) => machine.provide({ guards: { sameCard: yes, approvedInHand: no } as never }),
  },
  {
    mistake: 'a card approved in the hand needs not come back',
    caughtBy: 'while a card is in somebody’s hand nothing goes on but the look, for a limited time',
    world: smallWorlds.lifted,
    make: (machine) => machine.provide({ actions: { keepApproval: assign(keptAtOnce) } as never }),
  },
  {
    mistake: 'a card may stay away for ever',
    caughtBy: 'while a card is in somebody’s hand nothing goes on but the look, for a limited time',
    world: smallWorlds.lifted,
    make: without('look.away', /^xstate\.after/),
  },
  {
    mistake: 'that the card was lifted is forgotten',
    caughtBy: 'every state of a visit is left by taking the card, but while staff look',
    world: smallWorlds.lifted,
    make: (machine) =>
      machine.provide({ actions: { noteLift: assign(liftForgotten), noteLiftIs: assign(liftForgotten) } as never }),
  },
  {
    mistake: 'a PIN that hangs on the card has no limit',
    caughtBy: 'every state of a visit is left by time',
    world: smallWorlds.pin,
    make: without('pin.verifying', /^xstate\.after/),
  },
  {
    mistake: 'the choice of method forgets that the patient’s time runs',
    caughtBy: 'every state of a visit is left by time',
    world: smallWorlds.pin,
    make: (machine) => {
      state(machine, 'identifying.choosing').entry.splice(0);
      return machine;
    },
  },
  {
    mistake: 'the visit’s data is not dropped on the way out',
    caughtBy: 'no private data outside a visit, and none missing inside',
    world: smallWorlds.pin,
    make: (machine) => machine.provide({ actions: { dropVisit: () => undefined } as never }),
  },
  {
    mistake: 'what the answer says of the person overwrites what the card says',
    caughtBy: 'no other person’s data ever in a view or in what is recorded',
    world: smallWorlds.stranger,
    make: (machine) =>
      machine.provide({
        actions: {
          keepEligibility: assign(
            ({ context }, eligibility: { name: string; address?: string; birthdate: string; sex: string }) => ({
              visit: context.visit && {
                ...context.visit,
                eligibility,
                person: { name: eligibility.name, address: '', birthdate: eligibility.birthdate, sex: eligibility.sex },
              },
            }),
          ),
        } as never,
      }),
  },
  {
    mistake: 'a wrong PIN is sent again by the machine',
    caughtBy: 'tries are never spent without the patient’s act',
    world: smallWorlds.pin,
    make: redirected('pin.wrong', 'digits.typed', 'pin.verifying'),
  },
  {
    mistake: 'the face is tried again by the machine after a miss',
    caughtBy: 'tries are never spent without the patient’s act',
    world: smallWorlds.face,
    make: redirected('face.looking', 'xstate.done.actor.matchFace', 'face.preparing', 1),
  },
  {
    mistake: 'the last PIN try follows the one before it without a word',
    caughtBy: 'the last PIN try is spent only after a choice that says so',
    world: smallWorlds.pin,
    make: (machine) =>
      machine.provide({
        guards: { pinWrongAgain: (_: unknown, outcome: { kind: string }) => outcome.kind === 'wrong' } as never,
      }),
  },
  {
    mistake: '受付完了 is shown before the commit',
    caughtBy: 'done is shown only after the commit was acknowledged',
    world: smallWorlds.pin,
    make: (machine) => {
      const [always] = state(machine, 'sharing.checking').always ?? [];
      Object.assign(always ?? {}, { target: [state(machine, 'farewell.done')] });
      return machine;
    },
  },
  {
    mistake: 'カードをお取りください stays when the card is taken',
    caughtBy: 'there is a way back to a kiosk that is free for the next patient',
    world: smallWorlds.pin,
    make: (machine) => {
      state(machine, 'farewell.takeCard').always?.splice(0);
      return machine;
    },
  },
];

function kiosk({ settings }: World): KioskMachine {
  const entries = createDigitEntries(() => [ofAnEra]);
  for (const entry of Object.values(entries)) while (!entry.complete) entry.type(1);
  return createKioskMachine(samplePorts({ entries }), settings);
}

function broken({ caughtBy, world, make }: Mutation): readonly string[] {
  const machine = make(kiosk(world));
  const invariant: (typeof invariants)[InvariantName] = invariants[caughtBy];
  try {
    return invariant(walk(machine, world), world);
  } catch (error) {
    // Where a mistake leads to work that must not be done, the statechart refuses by itself.
    return [String(error)];
  }
}

describe('the walk catches', () => {
  test.each(mutations.map((each) => [each.mistake, each] as const))('%s', (_, mutation) => {
    expect(broken(mutation).length).toBeGreaterThan(0);
  });
});

describe('without a mistake nothing is caught in the world of', () => {
  test.each(Object.entries(smallWorlds))('%s', (_, world) => {
    const situations = walk(kiosk(world), world);
    const caught = mutations
      .filter((mutation) => mutation.world === world)
      .filter(({ caughtBy }) => invariants[caughtBy](situations, world).length > 0);
    expect(caught).toEqual([]);
  });
});
