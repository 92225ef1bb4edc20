import type { Telling } from '../face/guidance.ts';
import type { Problem } from '../problem/result.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import type { PatientSettings } from '../screen/settings.ts';
import type { View } from '../screen/view.ts';
import { between } from './between.ts';
import type { Speed } from './languages.ts';
import { cursorLine } from './lines/cursor.ts';
import { directionLine } from './lines/direction.ts';
import type { Line } from './lines/line.ts';
import { linesOf, wordingOf } from './lines/linesOf.ts';
import { momentOf } from './moment.ts';
import { DirectionPace } from './pace.ts';
import type { Headphones, Outlet, SoundPlace } from './soundOut.ts';
import type { Speaker } from './speaker.ts';
import { type Item, Voice } from './voice.ts';
import { spokenWords } from './words/words.ts';

export interface AnnouncerParts {
  readonly screen: Pick<PatientScreen, 'view' | 'onView' | 'onPress'>;
  readonly speaker: Speaker;
  readonly place: SoundPlace;
  /** Whether the loudspeaker is silent now: the facility's silent hours. */
  readonly isSilent: () => boolean;
  /** U-621, U-622: the screen goes on without. */
  readonly onTrouble: (problem: Problem) => void;
}

/** Decibels between two steps of the volume; the loudest is as loud as the device is set. */
const stepDb = 6;
const loudest = 5;

const slowerThan: Readonly<Record<PatientSettings['speed'], Speed>> = {
  fast: 'normal',
  normal: 'slow',
  slow: 'slower',
};

/** How often it is looked whether a sentence that is heard out is over, milliseconds. */
const hearOutMs = 100;

/** Keys of lines that are said once, of no view. */
const passing: ReadonlySet<string> = new Set(['voice', 'volume', 'speed', 'erased', 'cursor', 'direction']);

/**
 * Says every screen: its question, its answers and how to choose them; then what changes. Who is heard by whom is not
 * decided here but by {@link linesOf}: a change of the headphones is a change of what is said.
 */
export class Announcer {
  private readonly screen: AnnouncerParts['screen'];
  private readonly speaker: Speaker;
  private readonly headphones: Headphones;
  private readonly isSilent: () => boolean;
  private readonly voice: Voice;
  private readonly pace = new DirectionPace();
  private readonly stops: readonly (() => void)[];
  private before: View | undefined;
  private moment = '';
  /** What holds now, by key: what was said of this moment, or waits to be. */
  private holds: ReadonlyMap<string, string> = new Map();
  private nextDirection: NodeJS.Timeout | undefined;
  /** Whether the direction that was given last had been given before. */
  private isRepeated = false;

  constructor({ screen, speaker, place, isSilent, onTrouble }: AnnouncerParts) {
    this.screen = screen;
    this.speaker = speaker;
    this.headphones = place.headphones;
    this.isSilent = isSilent;
    this.voice = new Voice(speaker, place.out, onTrouble);
    this.stops = [
      screen.onView((view) => this.hear(view)),
      screen.onPress((action) => {
        if (action === 'voice.again') this.again();
      }),
      place.headphones.onChange(() => this.hear(screen.view())),
      this.voice.onIdle(() => this.direct()),
    ];
    this.hear(screen.view());
  }

  /** Says the whole screen again, slower. */
  private again(): void {
    const view = this.screen.view();
    if (!this.mayBeHeard(view)) return;
    this.voice.hush();
    this.voice.add(this.items(view, linesOf(view, this.outlet), slowerThan[view.settings.speed]));
  }

  /** How far the patient has heard what a face must do. The same direction once more is nothing new. */
  telling(): Telling {
    const isRepeating = this.isRepeated && this.voice.queue.length === 0 && this.voice.isToSay('direction');
    return { isNew: !this.voice.isIdle && !isRepeating, isTaken: this.isHeardOut };
  }

  close(): void {
    clearTimeout(this.nextDirection);
    for (const stop of this.stops) stop();
    this.voice.close();
  }

  private hear(view: View): void {
    if (view.step === null && view.screen === 'idle') this.speaker.forgetVisit();
    if (!this.mayBeHeard(view)) {
      this.fallSilent(view);
      return;
    }
    const { before, outlet } = this;
    this.before = view;
    const lines = linesOf(view, outlet);
    const moment = `${outlet}/${momentOf(view)}`;
    const isAnother = moment !== this.moment;
    const held = isAnother ? new Map<string, string>() : this.holds;
    const news = lines.filter(({ key, text }) => held.get(key) !== text);
    this.moment = moment;
    this.holds = new Map(lines.map(({ key, text }) => [key, text]));
    if (isAnother) {
      clearTimeout(this.nextDirection);
      this.pace.begin();
    }
    const { signal, lines: first, hushes } = between(before, view, spokenWords[view.language]);
    const hasMoved = !isAnother && news.length === 0 && before?.keys?.at !== view.keys?.at;
    const cursor = hasMoved ? cursorLine(view, lines, wordingOf(view)) : undefined;
    // Whoever types, or looks around, listens to that and no longer to what was being said.
    if (isAnother || hushes || cursor) this.voice.hush();
    // What is new stands among what is still to be said, in the order in which one asks and answers.
    const waits = new Set(this.voice.queue.flatMap((item) => ('line' in item ? [item.line.key] : [])));
    const next = lines.filter((line) => news.includes(line) || waits.has(line.key));
    const heard = this.items(view, [...first, ...next, ...(cursor ? [cursor] : [])]);
    this.voice.follow([...(signal ? [this.signal(view, signal)] : []), ...heard], this.mayBeFinished);
    this.direct();
  }

  private fallSilent(view: View): void {
    clearTimeout(this.nextDirection);
    this.voice.hush();
    this.before = view;
    this.moment = '';
    this.holds = new Map();
  }

  private mayBeHeard({ settings }: View): boolean {
    return settings.voice === 'on' && (this.outlet === 'ear' || !this.isSilent());
  }

  private readonly isStillTrue = (item: Item): boolean =>
    'line' in item && this.holds.get(item.line.key) === item.line.text;

  /** What is said in passing belongs to no view, and is heard to its end. */
  private readonly mayBeFinished = (item: Item): boolean =>
    !('line' in item) || passing.has(item.line.key) || this.isStillTrue(item);

  /** While a face is looked for, says what it must do: another thing soon, the same again after a while. */
  private direct(): void {
    clearTimeout(this.nextDirection);
    const view = this.screen.view();
    if (view.screen !== 'face' || view.state !== 'looking' || view.countdown || !this.mayBeHeard(view)) return;
    const { guidance, language } = view;
    this.pace.see(guidance);
    if (this.pace.isRepeat(guidance) && !this.voice.isIdle) return;
    const now = performance.now();
    const wait = this.isHeardOut ? hearOutMs : this.pace.waitMs(guidance, now);
    if (wait > 0) {
      this.nextDirection = setTimeout(() => this.direct(), wait).unref();
      return;
    }
    this.isRepeated = this.pace.isRepeat(guidance);
    this.pace.tell(guidance, now);
    const line = directionLine(guidance, language);
    this.holds = new Map([...this.holds, [line.key, line.text]]);
    this.voice.interrupt(this.items(view, [line]), this.isStillTrue);
  }

  /** Half a direction leads nowhere, and who has not heard that a camera looks at them does not know what to do with one. */
  private get isHeardOut(): boolean {
    return ['direction', 'title'].some((key) => this.voice.isToSay(key));
  }

  private get outlet(): Outlet {
    return this.headphones.plugged() ? 'ear' : 'room';
  }

  private items(view: View, lines: readonly Line[], speed: Speed = view.settings.speed): readonly Item[] {
    const manner = this.manner(view);
    return lines.map((line) => ({ line, language: line.language ?? view.language, speed, manner }));
  }

  private signal(view: View, signal: Extract<Item, { signal: unknown }>['signal']): Item {
    return { signal, manner: this.manner(view) };
  }

  private manner({ settings: { volume } }: View) {
    return { outlet: this.outlet, gain: (volume - loudest) * stepDb };
  }
}
