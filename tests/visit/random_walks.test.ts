import { expect, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { second } from '../../src/kernel/durations.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { type KioskSnapshot, shownBy } from '../../src/visit/shownBy.ts';
import { temporaryOutbox } from '../support/outbox/queue.ts';
import { Randomly } from '../support/visit/randomly.ts';
import { RandomWorld } from '../support/visit/randomWorld.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/** Before a change of the statechart is done: `WALKS=100000 SEED=7 npx vitest run tests/visit/random_walks.test.ts`. */
const walks = Number(process.env.WALKS ?? 1_500);
const firstSeed = Number(process.env.SEED ?? 1);

const settings = { ...sampleSettings, asksPrescriptionForm: true, faceAttempts: 2 };

/** Everything that has been promised has had its turn: nothing in this world waits for more than promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Ledger {
  readonly begun: Set<string>;
  /** Whom 受付完了 was shown. */
  readonly told: Set<string>;
  readonly recorded: Map<string, Reception>;
}

/** One kiosk for all walks, as a real one stands for years; each walk starts it anew. */
function kioskIn(world: RandomWorld, ledger: Ledger, outbox: Outbox) {
  const receptions = {
    cameEarlier: async () => false,
    record(reception: Reception) {
      if (world.chance(0.05)) throw new Error('the disk went away');
      const recorded = outbox.record(reception);
      if (recorded.ok) ledger.recorded.set(reception.id, reception);
      return recorded;
    },
  };
  const ports = world.ports(receptions, () => Date.now());
  return { ports, machine: createKioskMachine(ports, settings) };
}

/** One patient's visit, or several, with everything going wrong at random; ends with a kiosk that is free again. */
async function walk(
  seed: number,
  ledger: Ledger,
  world: RandomWorld,
  kiosk: ReturnType<typeof kioskIn>,
): Promise<void> {
  const random = new Randomly(seed);
  world.startOver(random);
  const { ports, machine } = kiosk;
  const clock = new SimulatedClock();
  const actor = createActor(machine, { clock });
  let id: string | undefined;
  actor.subscribe((snapshot) => {
    id = snapshot.context.visit?.id ?? id;
    if (snapshot.context.visit) ledger.begun.add(snapshot.context.visit.id);
    if (shownBy(snapshot).screen === 'done' && id) ledger.told.add(id);
  });
  actor.start();
  actor.send({ type: 'reader.ready' });
  const { entries } = ports;
  const screen = createPresenter({ actor, entries, liveFace: new LiveFace(), settings, now: () => Date.now() });

  const happenings: readonly (readonly [number, () => void])[] = [
    [40, () => press(screen, random)],
    [1, () => actor.send({ type: 'card.removed' })],
    [3, () => actor.send({ type: 'card.placed', card: world.card() })],
    [1, () => actor.send({ type: 'phone.held', phone: world.phone() })],
    [0.3, () => actor.send({ type: 'phone.removed' })],
    [0.2, () => actor.send({ type: 'card.failed', problem: { code: 'U-106' } })],
    [0.2, () => actor.send({ type: 'reader.lost', problem: { code: 'U-104' } })],
    [1, () => actor.send({ type: 'reader.ready' })],
    [0.2, () => actor.send({ type: 'storage.refused', problem: { code: 'U-501' } })],
    [1, () => actor.send({ type: 'storage.ready' })],
    [0.2, () => actor.send({ type: 'update.begun', problem: { code: 'U-731' } })],
    [1, () => actor.send({ type: 'update.over' })],
    [0.3, () => actor.send({ type: 'visual.approved', staff: 's-1', reason: 'other', oral: random.chance(0.5) })],
    [0.1, () => actor.send({ type: 'visual.refused', staff: 's-1' })],
    [0.3, () => actor.send({ type: 'help.answered' })],
    [0.5, () => actor.send({ type: 'number.told' })],
    [2, () => clock.increment(random.of([1, 5, 20, 60]) * second)],
    [2, () => world.release()],
  ];
  const weights = happenings.reduce((sum, [weight]) => sum + weight, 0);
  for (let step = 0; step < 40; step++) {
    let left = random.next() * weights;
    for (const [weight, happen] of happenings) {
      left -= weight;
      if (left >= 0) continue;
      happen();
      break;
    }
    await settled();
  }

  // Whatever happened: with reader and storage there, the card taken and time gone by, the kiosk is free again.
  for (let minute = 0; minute < 20; minute++) {
    actor.send({ type: 'reader.ready' });
    actor.send({ type: 'storage.ready' });
    actor.send({ type: 'update.over' });
    actor.send({ type: 'card.removed' });
    clock.increment(60 * second);
    await settled();
    if (isFree(actor.getSnapshot())) break;
  }
  const end = actor.getSnapshot();
  if (!isFree(end)) throw new Error(`walk ${seed} ends in ${JSON.stringify(end.value)}`);
  actor.stop();
}

function isFree(snapshot: KioskSnapshot): boolean {
  return snapshot.matches({ visit: 'idle', service: 'inService', card: 'absent' }) && snapshot.context.visit === null;
}

function press(
  screen: { view(): { readonly actions: readonly string[] }; press(action: string): boolean },
  random: Randomly,
): void {
  const { actions } = screen.view();
  // Who only ever cancels, asks for help, or changes language and settings sees nothing of the kiosk.
  const onward = actions.filter(
    (action) =>
      !/^(cancel|help|language|pin\.clear|settings|keys|text|contrast|calm|low|voice|cleaning|diagnostics)/.test(
        action,
      ),
  );
  const digits = onward.filter((action) => action.startsWith('pin.digit'));
  if (digits.length > 0 && random.chance(0.7)) {
    for (let digit = 0; digit < 14 && !screen.press('pin.submit'); digit++) screen.press(random.of(digits));
    return;
  }
  const choices = onward.length > 0 && random.chance(0.9) ? onward : actions;
  if (choices.length > 0) screen.press(random.of(choices));
}

test(`${walks} random walks with random faults at every piece of work end well`, async () => {
  const ledger: Ledger = { begun: new Set(), told: new Set(), recorded: new Map() };
  const full = new Randomly(firstSeed);
  const outbox = temporaryOutbox({
    beforeCommit: () => {
      if (full.chance(0.02)) throw Object.assign(new Error('simulated'), { code: 'SQLITE_FULL' });
    },
  });
  const world = new RandomWorld();
  const kiosk = kioskIn(world, ledger, outbox);
  for (let seed = firstSeed; seed < firstSeed + walks; seed++) await walk(seed, ledger, world, kiosk);

  // Every reception leaves the queue, or waits for a person.
  const receiver = new Randomly(firstSeed);
  const taken = new Map<string, number>();
  const delivery = startDelivery({
    outbox,
    sinks: [
      {
        name: 'webhook',
        timeLimitMs: 1_000,
        parallel: 8,
        async deliver({ idempotencyKey }) {
          if (receiver.chance(0.02)) return { kind: 'refused', detail: 'not like this' };
          if (receiver.chance(0.05)) return { kind: 'refused-for-now', detail: 'stumbled' };
          taken.set(idempotencyKey, (taken.get(idempotencyKey) ?? 0) + 1);
          return { kind: 'taken' };
        },
      },
    ],
    onEvent: () => undefined,
    delays: { refusalBaseMs: 1, refusalCapMs: 5, outageBaseMs: 1, outageCapMs: 5 },
    refusalLimit: 20,
  });
  await expect.poll(() => unwrap(outbox.backlog()).waiting, { timeout: 120_000, interval: 200 }).toBe(0);
  await delivery.stop();

  const { parked } = unwrap(outbox.backlog());
  const lost = [...ledger.told].filter((id) => !ledger.recorded.has(id));
  expect(lost).toEqual([]);
  expect(taken.size + parked).toBe(ledger.recorded.size);
  expect([...taken.values()].filter((times) => times !== 1)).toEqual([]);
  expect(ledger.told.size).toBeGreaterThan(walks / 20);
  console.info(
    `${walks} walks from seed ${firstSeed}: ${ledger.begun.size} visits, ${ledger.recorded.size} recorded ` +
      `(${taken.size} delivered, ${parked} parked), ${ledger.begun.size - ledger.recorded.size} cancelled, ` +
      `${ledger.told.size} told that they are checked in`,
  );
}, 1_800_000);
