import type { Actor } from 'xstate';
import type { Frame } from '../camera/camera.ts';
import type { FaceObserver } from '../face/faceMatcher.ts';
import { type FaceGuidance, silence, type Telling } from '../face/guidance.ts';
import { type ShownPart, shownPart } from '../face/shownPart.ts';
import { Listeners } from '../kernel/listeners.ts';
import type { BenchSaid } from '../screen/benchView.ts';
import { Keypad } from '../screen/keypad/keypad.ts';
import { askedIn } from '../screen/keypad/question.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import type { ScreenId, View } from '../screen/view.ts';
import { eventFor } from './commands.ts';
import type { DigitEntries, Typed } from './digitEntry.ts';
import type { KioskMachine } from './machine.ts';
import type { VisitSettings } from './settings.ts';
import { viewOf } from './viewOf.ts';

/** The live picture and the guidance of a running face attempt, on their way to the screen. Keeps no picture. */
export class LiveFace implements FaceObserver {
  guidanceNow: FaceGuidance = 'look-here';
  private readonly frameListeners = new Listeners<[jpeg: Uint8Array]>();
  private readonly guidanceListeners = new Listeners();
  private told: () => Telling = () => silence;
  private isLow: () => boolean = () => false;

  frame(frame: Frame): void {
    this.frameListeners.tell(frame.jpeg);
  }

  guidance(guidance: FaceGuidance): void {
    if (guidance === this.guidanceNow) return;
    this.guidanceNow = guidance;
    this.guidanceListeners.tell();
  }

  telling(): Telling {
    return this.told();
  }

  shown(): ShownPart {
    return shownPart(this.isLow());
  }

  /** Whoever shows the picture says here whether it is shown for the low position. */
  shownLow(isLow: () => boolean): void {
    this.isLow = isLow;
  }

  /** Whoever says the directions aloud says here how far they are heard. */
  saidBy(told: () => Telling): void {
    this.told = told;
  }

  onFrame(listener: (jpeg: Uint8Array) => void): () => void {
    return this.frameListeners.add(listener);
  }

  onGuidance(listener: () => void): () => void {
    return this.guidanceListeners.add(listener);
  }
}

/** What is seen and pressed beside the statechart, which knows nothing of it. */
export interface Aside {
  /** The view with what it adds. */
  seen(view: View): View;
  /** False where this action is the statechart's. */
  press(action: string): boolean;
  /** What was typed or drawn beside it; false where it means nothing. */
  tell?(said: BenchSaid): boolean;
  /** Calls `listener` whenever what it adds has changed. */
  onChange?(listener: () => void): void;
}

/** What the presenter puts before the patient. */
export interface PresenterParts {
  readonly actor: Actor<KioskMachine>;
  readonly entries: DigitEntries;
  readonly liveFace: LiveFace;
  readonly settings: VisitSettings;
  readonly now: () => number;
  /** Tells that time has gone on, now and then: the free screen is dim by the clock. */
  readonly onTick?: (listener: () => void) => void;
  readonly asides?: readonly Aside[];
}

/** The patient screen's side of the statechart: views out, pressed actions in. */
export function createPresenter(parts: PresenterParts): PatientScreen {
  const { actor, entries, liveFace, settings, now, onTick, asides = [] } = parts;
  const listeners = new Listeners<[view: View]>();
  const pressListeners = new Listeners<[action: string]>();
  let asked = { question: '', at: 0 };
  const view = (): View => {
    const seen = withCursor();
    const question = askedIn(seen);
    if (question !== asked.question) asked = { question, at: now() };
    return seen;
  };
  const withCursor = (): View => {
    const own = viewOf(
      actor.getSnapshot(),
      {
        pinDigits: entries.pin.count,
        passcodeDigits: entries.passcode.count,
        numberB: { part: entries.numberB.part, digits: entries.numberB.shown() },
        births: entries.numberB.births,
        guidance: liveFace.guidanceNow,
        now: now(),
      },
      settings,
    );
    const shown = asides.reduce((seen, aside) => aside.seen(seen), own);
    return shown.keys ? { ...shown, keys: { at: keypad.cursorOn(shown) } } : shown;
  };
  const show = (): void => {
    const seen = view();
    if (listeners.size > 0) listeners.tell(seen);
  };
  liveFace.shownLow(() => actor.getSnapshot().context.seen.low);
  actor.subscribe(show);
  liveFace.onGuidance(show);
  for (const aside of asides) aside.onChange?.(show);
  onTick?.(() => {
    if (view().screen === 'idle') show();
  });

  const press = (action: string): boolean => {
    // Late presses, of a screen that is no longer there, are the normal case and mean nothing.
    const { screen, actions } = view();
    if (!actions.includes(action)) return false;
    if (asides.some((aside) => aside.press(action))) {
      pressListeners.tell(action);
      return true;
    }
    const event = eventFor(action, entryOf(screen, entries));
    if (!event) return false;
    actor.send({ type: 'patient.acted' });
    if (event.type !== 'patient.acted') actor.send(event);
    pressListeners.tell(action);
    return true;
  };
  const keypad = new Keypad(settings.keyMap, settings.oneSwitch, {
    view,
    press,
    used: () => {
      actor.send({ type: 'keys.used' });
      actor.send({ type: 'patient.acted' });
    },
    moved: show,
    askedAt: () => asked.at,
    now,
  });

  return {
    view,
    press,
    key: (pressed) => keypad.key(pressed),
    tell: (said) => view().screen === 'diagnostics' && asides.some((aside) => aside.tell?.(said) ?? false),
    onView: (listener) => listeners.add(listener),
    onPress: (listener) => pressListeners.add(listener),
    onFrame(listener) {
      // A picture that arrives late must not reach whatever screen comes after the face screen.
      return liveFace.onFrame((jpeg) => {
        if (view().screen === 'face') listener(jpeg);
      });
    },
  };
}

/** Where what is typed on this screen belongs. */
function entryOf(screen: ScreenId, { pin, passcode, numberB }: DigitEntries): Typed {
  if (screen === 'staff') return passcode;
  return screen === 'card-number' ? numberB : pin;
}
