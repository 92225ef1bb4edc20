import type { ScreenId, View } from '../screen/view.ts';

type ViewOf<S extends ScreenId> = Extract<View, { screen: S }>;

/** Screens that several states share, and what tells these states apart on the screen. */
interface Phases {
  /** `clearing`: the last visit is over for the patient, but card and face are still being cleared up. */
  readonly idle: 'free' | 'clearing';
  readonly phone: ViewOf<'phone'>['state'];
  readonly register: ViewOf<'register'>['state'];
  readonly face: ViewOf<'face'>['state'];
  readonly pin: ViewOf<'pin'>['state'];
  readonly 'card-number': ViewOf<'card-number'>['state'];
  readonly staff: ViewOf<'staff'>['state'];
  readonly notice: ViewOf<'notice'>['kind'];
  readonly subsidy: ViewOf<'subsidy'>['state'];
  readonly diagnostics: ViewOf<'diagnostics'>['phase'];
}

/** The screen `S` as a state shows it: in one phase of it, where it has several. */
export type Shown<S extends ScreenId = ScreenId> = {
  readonly [Each in S]: { readonly screen: Each } & (Each extends keyof Phases
    ? { readonly phase: Phases[Each] }
    : unknown);
}[S];

/**
 * What a state tells the outside (its `meta`): what is on the screen while it lasts. The only place where that is said.
 * A region has one such state at a time: whatever stands within it says nothing more.
 */
export type StateMeta = Shown;
