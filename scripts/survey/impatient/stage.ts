import { setTimeout as sleep } from 'node:timers/promises';
import { createActor, SimulatedClock } from 'xstate';
import { createDirectReader } from '../../../src/card/drivers/directReader.ts';
import { birthsBeyondDoubt } from '../../../src/card/printedFace/numberBDoubts.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { createGatewayClient } from '../../../src/eligibility/httpGateway.ts';
import type { FaceMatcher } from '../../../src/face/faceMatcher.ts';
import { minute, second } from '../../../src/kernel/durations.ts';
import { watchHardware } from '../../../src/kiosk/hardware.ts';
import { visitSettingsFrom } from '../../../src/kiosk/visitSettings.ts';
import { Practice } from '../../../src/practice/practice.ts';
import { ok } from '../../../src/problem/result.ts';
import type { KeyPress } from '../../../src/screen/keypad/keypad.ts';
import type { PatientScreen } from '../../../src/screen/patientScreen.ts';
import type { View } from '../../../src/screen/view.ts';
import { createCardBox } from '../../../src/simulator/card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../../src/simulator/card/directSlot.ts';
import { slotNumberB } from '../../../src/simulator/card/numberB.ts';
import type { CardSlot } from '../../../src/simulator/card/slot.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { createGatewayServer } from '../../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople, type Person } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { createDigitEntries } from '../../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../../src/visit/presenter.ts';
import { Answers } from './answers.ts';
import type { Dice } from './dice.ts';

/** Longer than any limit there is: a kiosk that is not free by then never will be. */
const stuckMs = 25 * minute;
const tickMs = 20;
/** Work that takes longer than this will not end, milliseconds. */
const hangsMs = 20 * second;
/** Shorter than what a patient is given for anything. */
const stepMs = 5 * second;

/** A kiosk for impatient patients: real but for time, which waits for nobody's finger, and faces, taken at their word. */
export interface Stage {
  /** What is before the patients. */
  readonly screen: PatientScreen;
  readonly people: readonly Person[];
  readonly card: CardSlot;
  readonly answers: Answers;
  /** How many visits were recorded. */
  recorded(): number;
  /** What never came to an end by itself. */
  readonly hung: ReadonlySet<string>;
  /** New dice for another visit. */
  roll(dice: Dice): void;
  /** Nobody does anything any more: time passes until the kiosk is as it was when it was new. False where it never is. */
  leftAlone(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param oneSwitch the key of a single large switch, where this kiosk has one */
export async function openStage(oneSwitch: string): Promise<Stage> {
  const root = projectRoot();
  const now = () => new Date();
  const people = loadPeople(root);
  const [box, trustAnchors] = await Promise.all([createCardBox(root, now), demoTrustAnchors(root, now())]);
  const faults = new FaultBoard();
  const card = createDirectSlot(box, faults);
  const reader = createDirectReader(card);
  const gateway = await createGatewayServer(createSimulatedGateway({ faults, trustAnchors, people }));
  const settings = visitSettingsFrom(configOf(oneSwitch), { takesPhones: true });

  const answers = new Answers();
  let recorded = 0;
  const hung = new Set<string>();
  let dice: Dice | undefined;
  const entries = createDigitEntries((digits) => birthsBeyondDoubt(digits, now()));
  const liveFace = new LiveFace();
  const machine = createKioskMachine(
    {
      entries,
      faceObserver: liveFace,
      face: faceOf(() => dice),
      occasion: () => ({ kind: 'ordinary' }),
      saidSame: () => undefined,
      passcodes: {
        check: async (passcode) => {
          passcode.fill(0);
          return { kind: 'wrong' };
        },
      },
      now: Date.now,
      eligibility: createGatewayClient({
        url: gateway.url,
        institutionCode: settings.institutionCode,
        timeoutMs: settings.eligibilityMs,
      }),
      receptions: {
        cameEarlier: async () => false,
        record(reception) {
          recorded += 1;
          answers.compare(reception);
          return ok(undefined);
        },
      },
    },
    settings,
  );
  const clock = new SimulatedClock();
  const actor = createActor(machine, { clock }).start();
  const practice = new Practice({ way: 'offered', settings, now: Date.now, onPractised: () => undefined });
  const real = createPresenter({ actor, entries, liveFace, settings, now: Date.now, asides: [practice.offer] });
  const screen = watched(practice.before(real), answers);
  const hardware = await watchHardware({
    surroundings: { reader, numberB: slotNumberB(card), trustAnchors, faceIssuers: demoFaceIssuers(root) },
    entries,
    storage: { canRecord: () => ok(undefined) },
    send: (event) => actor.send(event),
  });
  /** What is being worked at, and since when. */
  let work = { at: '', since: 0 };
  /**
   * Machines are as fast as they must be: no limit on them runs out because this computer is busy. What hangs all the
   * same is what the limits are for.
   */
  const isWorking = (): boolean => {
    const at = Object.entries(actor.getSnapshot().children)
      .filter(([, child]) => child?.getSnapshot().status === 'active')
      .map(([id]) => id)
      .join(' and ');
    if (at !== work.at) work = { at, since: performance.now() };
    const hangs = at !== '' && performance.now() - work.since > hangsMs;
    if (hangs) hung.add(at);
    return at !== '' && !hangs;
  };
  const ticking = setInterval(() => {
    if (!isWorking()) clock.increment(tickMs);
  }, tickMs);
  const asNew = await untilQuiet(() => real.view());

  return {
    screen,
    people,
    card,
    answers,
    recorded: () => recorded,
    hung,
    roll(next) {
      dice = next;
    },
    async leftAlone() {
      practice.stop();
      for (let passed = 0; passed < stuckMs; ) {
        if (JSON.stringify(screen.view()) === asNew) return true;
        await sleep(isWorking() ? 5 : 0);
        if (isWorking()) continue;
        clock.increment(stepMs);
        passed += stepMs;
      }
      return false;
    },
    async close() {
      clearInterval(ticking);
      practice.stop();
      actor.stop();
      hardware.stop();
      await Promise.all([card.close(), reader.close(), gateway.close()]);
    },
  };
}

function configOf(oneSwitch: string) {
  return configSchema.parse({
    screen: { languages: ['ja', 'ja-easy', 'en', 'zh', 'ko', 'vi', 'pt'] },
    prescription: { introduced: true, askAtReception: true },
    subsidies: { enabled: true },
    accessibility: { switch: { key: oneSwitch, way: 'hold' } },
  });
}

/** So many views back an action may have been offered that has had its effect by now. */
const mostViews = 40;

/** Tells the answers what is seen, and what has an effect and by which hand. */
function watched(screen: PatientScreen, answers: Answers): PatientScreen {
  /** By which hand, while something is being pressed; a switch presses later, by time. */
  let hand: 'touch' | 'key' | undefined;
  // What a press leads to is told before the press itself is: its view is the newest of those told in an earlier turn.
  let views = [screen.view()];
  screen.onView((view) => {
    if (view.screen === 'reading' && views.at(-1)?.screen !== 'reading') answers.startOver();
    answers.sees(view, performance.now());
    queueMicrotask(() => {
      views = [...views.slice(-mostViews), view];
      answers.compareWith(screen.view());
    });
  });
  screen.onPress((action) => {
    const view = views.findLast(({ actions }) => actions.includes(action));
    if (view) answers.pressed({ action, view, byKey: hand !== 'touch' }, performance.now());
    else answers.pressedUnseen(action);
  });
  const by = <T>(which: 'touch' | 'key', act: () => T): T => {
    hand = which;
    const done = act();
    hand = undefined;
    return done;
  };
  return {
    view: () => screen.view(),
    press: (action) => by('touch', () => screen.press(action)),
    key: (press: KeyPress) => by('key', () => screen.key(press)),
    tell: (said) => screen.tell(said),
    onView: (listener) => screen.onView(listener),
    onFrame: (listener) => screen.onFrame(listener),
    onPress: (listener) => screen.onPress(listener),
  };
}

/** Sees a face after a moment, most often the right one. Its pictures are no pictures: none may be seen elsewhere. */
function faceOf(dice: () => Dice | undefined): FaceMatcher {
  return {
    profile: 'embedded',
    enrol: async () => ok(undefined),
    async attempt(observer, signal) {
      const lasts = dice()?.between(20, 250) ?? 20;
      for (let shown = 0; shown < 3 && !signal.aborted; shown += 1) {
        await sleep(lasts / 3);
        observer.frame({ jpeg: Uint8Array.of(0xff, 0xd8, 0xff), sequence: shown + 1, takenAt: Date.now() });
      }
      const outcome = dice()?.chance(0.7)
        ? ({ kind: 'match', score: 1, profile: 'embedded', liveness: { passive: null, challenge: 'passed' } } as const)
        : ({ kind: 'no-match' } as const);
      return ok(outcome);
    },
    forget: async () => undefined,
    close: async () => undefined,
  };
}

async function untilQuiet(view: () => View): Promise<string> {
  for (let waited = 0; waited < 10 * second; waited += tickMs) {
    if (view().screen === 'idle') return JSON.stringify(view());
    await sleep(tickMs);
  }
  throw new Error(`the kiosk does not begin: ${JSON.stringify(view())}`);
}
