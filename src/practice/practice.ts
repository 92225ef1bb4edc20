import { createActor } from 'xstate';
import { minute } from '../kernel/durations.ts';
import { Listeners } from '../kernel/listeners.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import type { View } from '../screen/view.ts';
import { createDigitEntries } from '../visit/digitEntry.ts';
import { createKioskMachine } from '../visit/machine.ts';
import { type Aside, createPresenter, LiveFace } from '../visit/presenter.ts';
import type { VisitSettings } from '../visit/settings.ts';
import { drawnCard } from './drawnCard.ts';
import { drawnPhone } from './drawnPhone.ts';
import type { PaperCard } from './paperCard.ts';
import { practicePorts } from './practicePorts.ts';
import { TurningScreen } from './turningScreen.ts';

/** When patients may practise: at their own wish, or whenever nobody is being checked in (days of demonstration). */
export type PracticeWay = 'off' | 'offered' | 'always';

export interface PracticeOptions {
  readonly way: PracticeWay;
  readonly settings: VisitSettings;
  readonly now: () => number;
  /** Sees a 見本 of paper; left out, a press lays the drawn card down. */
  readonly paper?: PaperCard | undefined;
  /** Told when somebody has practised to the end; never who. */
  readonly onPractised: () => void;
}

/** What is done to the real kiosk. */
const notPractised: ReadonlySet<string> = new Set(['cleaning.start', 'diagnostics.start', 'help']);

/** Whoever walks away from a practice that they have not begun leaves the kiosk to the next patient. */
const forgottenMs = minute;

/**
 * 体験: the whole visit with a drawn person, by the same statechart and the same screens, over ports behind which there
 * is nothing. A real card ends it at once, since the real kiosk stands behind it and goes on.
 */
export class Practice {
  private readonly options: PracticeOptions;
  private glass: TurningScreen | undefined;
  private real: PatientScreen | undefined;
  private end: (() => void) | undefined;
  /** Whether it goes on until somebody at the desk ends it: after each visitor, and after each real card. */
  private isKept: boolean;
  private readonly listeners = new Listeners();

  constructor(options: PracticeOptions) {
    this.options = options;
    this.isKept = options.way === 'always';
  }

  /** Whether the screen is at it now. */
  get isOn(): boolean {
    return this.end !== undefined;
  }

  /** Calls `listener` when it begins and ends; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  /** Staff begin it: it goes on until they end it. False where somebody is being checked in, or it is on already. */
  beginAtDesk(): boolean {
    const before = this.isKept;
    this.isKept = true;
    if (this.start()) return true;
    this.isKept = before;
    return false;
  }

  /** Staff end it, on a day of demonstration too. */
  endAtDesk(): void {
    this.isKept = false;
    this.stop();
  }

  /** What the real screen offers beside its own actions: to begin. */
  readonly offer: Aside = {
    seen: (view) => {
      const isOffered = this.options.way !== 'off' && view.screen === 'idle' && view.panel === 'none';
      return isOffered ? { ...view, actions: [...view.actions, 'practice.start'] } : view;
    },
    press: (action) => action === 'practice.start' && this.start(),
  };

  /** The glass before the real screen, which practice turns and turns back. */
  before(real: PatientScreen): PatientScreen {
    this.real = real;
    this.glass = new TurningScreen(real);
    real.onView((view) => {
      if (view.screen !== 'idle') this.stop();
      else if (this.isKept) this.start();
    });
    if (this.isKept) this.start();
    return this.glass;
  }

  /** Begins where nobody is being checked in. False where that cannot be. */
  start(): boolean {
    const { real, glass } = this;
    if (!real || !glass || this.end || real.view().screen !== 'idle') return false;
    const { screen, close } = this.practiceOver(real);
    this.end = () => {
      this.end = undefined;
      glass.turn(real);
      close();
      this.listeners.tell();
    };
    glass.turn(screen);
    this.listeners.tell();
    return true;
  }

  /** The real screen is seen again. */
  stop(): void {
    this.end?.();
  }

  private practiceOver(real: PatientScreen): { readonly screen: PatientScreen; readonly close: () => void } {
    const { settings, now, onPractised, paper } = this.options;
    const { isKept } = this;
    const { language, settings: seen } = real.view();
    const practised: VisitSettings = {
      ...settings,
      // Whoever has chosen language and size before goes on with them.
      ...(isKept ? {} : { defaultLanguage: language, defaultSeen: seen }),
      offersVisual: false,
    };
    const entries = createDigitEntries(() => []);
    const liveFace = new LiveFace();
    const prefecture = settings.institutionCode.slice(0, 2);
    const ports = practicePorts({ entries, prefecture, faceObserver: liveFace, now });
    const actor = createActor(createKioskMachine(ports, practised));
    actor.start();
    actor.send({ type: 'reader.ready' });
    actor.send({ type: 'storage.ready' });

    /** Whether the drawn card lies there because one of paper does. */
    let isOfPaper = false;
    const liftPhone = (): void => actor.send({ type: 'phone.removed' });
    /** What a hand does on the reader, and the ways out. */
    const hand: Aside = {
      seen: (view) => ({
        ...view,
        practice: true,
        // Help is real help.
        help: real.view().help,
        actions: [
          ...view.actions.filter((action) => !notPractised.has(action)),
          ...(real.view().help === 'offered' ? ['help'] : []),
          ...handsOf(view),
          ...(isKept ? [] : ['practice.end']),
        ],
      }),
      press: (action) => {
        if (action === 'help') return real.press('help');
        if (action === 'practice.place') actor.send({ type: 'card.placed', card: drawnCard() });
        else if (action === 'practice.hold') actor.send({ type: 'phone.held', phone: drawnPhone(liftPhone) });
        else if (action === 'practice.take') {
          isOfPaper = false;
          actor.send({ type: 'card.removed' });
        } else if (action === 'practice.end') this.stop();
        else return false;
        return true;
      },
    };
    const screen = createPresenter({ actor, entries, liveFace, settings: practised, now, asides: [hand] });
    // Time runs out on the free screen only: everywhere else the statechart asks whether somebody is still there.
    let forgotten: NodeJS.Timeout | undefined;
    const wait = (): void => {
      clearTimeout(forgotten);
      const isFree = screen.view().screen === 'idle' && !isKept;
      forgotten = isFree ? setTimeout(() => this.stop(), forgottenMs).unref() : undefined;
    };
    wait();
    let isDone = false;
    const stops = [
      // Whoever takes the paper away in the middle sees what comes of that, too.
      paper?.watch((lies) => {
        if (lies) isOfPaper = screen.press('practice.place');
        else if (isOfPaper) actor.send({ type: 'card.removed' });
      }) ?? (() => undefined),
      screen.onPress(wait),
      screen.onView((view) => {
        if ((view.screen === 'idle') !== (forgotten !== undefined)) wait();
        if (view.screen === 'done' && !isDone) onPractised();
        isDone = view.screen === 'done';
      }),
    ];
    return {
      screen,
      close() {
        clearTimeout(forgotten);
        for (const stop of stops) stop();
        actor.stop();
        entries.pin.clear();
      },
    };
  }
}

/** The drawn card is laid down and taken away by a press, and so is the drawn phone held there. */
function handsOf(view: View): readonly string[] {
  if (view.panel !== 'none') return [];
  if (view.screen === 'idle') return ['practice.place'];
  if (view.screen === 'phone') return view.state === 'holding' ? ['practice.hold'] : [];
  const isOwed = (view.screen === 'done' || view.screen === 'take-card') && view.card !== 'gone';
  return isOwed || (view.screen === 'problem' && view.close === 'take-card') ? ['practice.take'] : [];
}
