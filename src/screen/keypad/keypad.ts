import type { View } from '../view.ts';
import { type KeyMap, type KeyRole, meaningOf, type SwitchSettings } from './keyMap.ts';
import { OneSwitch } from './oneSwitch.ts';
import { isTyping, numberedIn, placesIn, rowsOf, startIn } from './places.ts';
import { questionOf, trembleMs, unseenMs } from './question.ts';

/** A key going down, or coming up. `code` is its place on the keyboard: `KeyboardEvent.code`. */
export interface KeyPress {
  readonly code: string;
  readonly up: boolean;
}

/** The screen that keys are pressed for. */
export interface Keyed {
  view(): View;
  press(action: string): boolean;
  /** The patient does something, and from here on does it by keys. */
  used(): void;
  /** The cursor stands elsewhere. */
  moved(): void;
  /** Since when what is asked now has been asked, milliseconds. */
  askedAt(): number;
  /** Milliseconds. */
  now(): number;
}

/**
 * The screen without touching it: by number, step by step, or with one switch. Where the cursor stands is decided here
 * and not in the page, so that the voice knows it, and keys work where no page is.
 */
export class Keypad {
  private readonly map: KeyMap;
  private readonly switchKey: string;
  private readonly oneSwitch: OneSwitch;
  private readonly screen: Keyed;
  private at: { readonly question: string; readonly place: string } | undefined;
  private last: { readonly code: string; readonly at: number } | undefined;
  /** Whether the key that is down was meant for what was asked before. */
  private isLate = false;

  constructor(map: KeyMap, oneSwitch: SwitchSettings, screen: Keyed) {
    this.map = map;
    this.screen = screen;
    this.switchKey = oneSwitch.key;
    this.oneSwitch = new OneSwitch(oneSwitch, {
      step: (byHand) => this.step(1, byHand),
      choose: () => this.withHand(this.switchKey, (view) => this.choose(view)),
    });
  }

  /** Where the cursor stands on this view: at a place of it, or at its question (null). */
  cursorOn(view: View): string | null {
    const isHere = this.at?.question === questionOf(view) && placesIn(view).includes(this.at.place);
    return isHere && this.at ? this.at.place : startIn(view);
  }

  /** One key. False where it means nothing, or nothing now. */
  key({ code, up }: KeyPress): boolean {
    if (this.switchKey !== '' && code === this.switchKey) {
      if (up) this.oneSwitch.up();
      else this.oneSwitch.down();
      return true;
    }
    const meaning = up ? undefined : meaningOf(code, this.map);
    if (!meaning) return false;
    if ('digit' in meaning) return this.withHand(code, (view) => this.digit(view, meaning.digit));
    return this.withHand(code, (view) => this.role[meaning.role](view));
  }

  /** What the keys do is decided on the view that was there, before the countdown closes because somebody is there. */
  private withHand(code: string, act: (view: View) => boolean): boolean {
    const view = this.screen.view();
    this.isLate = this.isLateBy(code);
    this.screen.used();
    return act(view);
  }

  /** A clock that was put back says nothing. */
  private isLateBy(code: string): boolean {
    const { last, screen } = this;
    const [now, askedAt] = [screen.now(), screen.askedAt()];
    this.last = { code, at: now };
    const trembles = last?.code === code && last.at <= askedAt && now >= last.at && now - last.at < trembleMs;
    return trembles || (now >= askedAt && now - askedAt < unseenMs);
  }

  private readonly role: Readonly<Record<KeyRole, (view: View) => boolean>> = {
    choose: (view) => this.choose(view),
    next: () => this.step(1, true),
    previous: () => this.step(-1, true),
    // Whoever asks to hear it again and has heard nothing yet wants to hear it.
    again: ({ settings }) => this.screen.press(settings.voice === 'on' ? 'voice.again' : 'voice.toggle'),
    voice: () => this.screen.press('voice.toggle'),
    help: ({ panel }) => this.screen.press(panel === 'keys' ? 'panel.close' : 'keys'),
    erase: ({ panel }) => this.screen.press(panel === 'none' ? 'pin.clear' : 'panel.close'),
    cancel: ({ panel, countdown }) => this.screen.press(panel === 'none' || countdown ? 'cancel' : 'panel.close'),
  };

  private digit(view: View, digit: number): boolean {
    if (isTyping(view)) return this.screen.press(`pin.digit.${digit}`);
    if (digit === 0) return view.panel !== 'none' && this.screen.press('panel.close');
    const action = numberedIn(view)[digit - 1];
    return action !== undefined && this.answer(view, action);
  }

  private choose(view: View): boolean {
    const place = view.keys?.at ?? null;
    return place !== null && view.actions.includes(place) && this.answer(view, place);
  }

  private answer(view: View, action: string): boolean {
    if (this.isLate && !isTyping(view)) return false;
    // The cursor stays with what was chosen, as the hand does; in a list it goes on to what is still open.
    const isInList = rowsOf(view).some(({ stem }) => action.startsWith(`${stem}.`));
    this.at = isInList ? undefined : { question: questionOf(view), place: action };
    return this.screen.press(action);
  }

  private step(by: 1 | -1, byHand: boolean): boolean {
    if (byHand) this.screen.used();
    const view = this.screen.view();
    const places = placesIn(view);
    const from = places.indexOf(view.keys?.at ?? '');
    const to = from < 0 && by < 0 ? places.length - 1 : (from + by + places.length) % places.length;
    const place = places[to];
    if (!view.keys || place === undefined) return view.keys !== null;
    this.at = { question: questionOf(view), place };
    this.screen.moved();
    return true;
  }
}
