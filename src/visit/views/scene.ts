import type { BirthReading, NumberBPart } from '../../card/digits.ts';
import type { FaceGuidance } from '../../face/guidance.ts';
import type { CountdownView, ScreenId, View } from '../../screen/view.ts';
import type { KioskContext } from '../context.ts';
import type { VisitSettings } from '../settings.ts';
import type { Shown } from '../stateMeta.ts';

/** What the screen shows beside the statechart's memory: the things that change many times a second. */
export interface LiveState {
  readonly pinDigits: number;
  readonly passcodeDigits: number;
  /** 照合番号B as far as it is typed, and which of its three numbers is being typed. */
  readonly numberB: { readonly part: NumberBPart; readonly digits: Readonly<Record<NumberBPart, string>> };
  /** The birth dates that it may mean once it is complete. */
  readonly births: readonly BirthReading[];
  readonly guidance: FaceGuidance;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What may be pressed: what is always there, and these; `false` is left out. */
export type Pressable = (...actions: readonly (string | false)[]) => string[];

/** Everything the screen `S` is made of. */
export type Scene<S extends ScreenId> = Shown<S> & {
  readonly context: KioskContext;
  readonly live: LiveState;
  readonly settings: VisitSettings;
  readonly pressable: Pressable;
  /** The card that is, or was, served: it matters once there is nothing left but to take it. */
  readonly card: 'gone' | 'there' | 'forgotten';
};

type Common =
  | 'language'
  | 'settings'
  | 'panel'
  | 'keys'
  | 'keyMap'
  | 'practice'
  | 'clinicName'
  | 'step'
  | 'countdown'
  | 'help';

/** One screen without what all of them have in common. */
export type Own<S extends ScreenId> = { readonly [Each in S]: Omit<Extract<View, { screen: Each }>, Common> }[S];

/** How the screens `S` are made. Each maker is pure. */
export type ViewsOf<S extends ScreenId> = { readonly [Each in S]: (scene: Scene<Each>) => Own<Each> };

/** Which digits of the keypad may be pressed. */
export function keypad(typed: number, length: number): readonly (string | false)[] {
  const digits = [...'0123456789'].map((digit) => `pin.digit.${digit}`);
  return [...(typed < length ? digits : []), typed > 0 && 'pin.clear', typed === length && 'pin.submit'];
}

/** What is left at `now` of a time that began at `since`; milliseconds. */
export function leftOf(since: number, ofMs: number, now: number): CountdownView {
  return { leftMs: Math.max(0, since + ofMs - now), ofMs };
}
