import type { ProblemCode } from '../problem/catalogue.ts';
import type { LinkDifference } from '../reception/link/compareLink.ts';
import type { PersonRecord } from '../reception/person.ts';
import { chipRules } from '../reception/whatMayFollow.ts';
import type { ScreenId } from '../screen/view.ts';
import { outageIn } from './context.ts';
import { type KioskSnapshot, shownBy } from './shownBy.ts';

/** One moment of the kiosk, as far as staff may know it. */
export interface Glance {
  readonly screen: ScreenId;
  /** Id of the visit that is going on. */
  readonly visit: string | null;
  /** What the problem screen says; null on every other. */
  readonly problem: ProblemCode | null;
  /** Why the kiosk is out of service, if it is. */
  readonly outage: ProblemCode | null;
  readonly isHelpCalled: boolean;
  /** The number on the screen on which staff were called. */
  readonly calledAt: ProblemCode | null;
  /** Whether the card may be lifted now, or is in somebody's hand: only while staff look. */
  readonly lift: 'barred' | 'allowed' | 'away';
  /** Whether a card lies there that nobody takes. */
  readonly isCardForgotten: boolean;
  /** Whether 照合番号B would open the card, and nobody has proven to be its holder yet. */
  readonly isNumberBNeeded: boolean;
  /** What the card says of its holder; null where nobody known vouches for it. */
  readonly person: PersonRecord | null;
  /** Why 目視 cannot be approved now; null where it can. */
  readonly visualRefusal: ProblemCode | null;
  /** Where card and answer disagree; null once the visit's memory is dropped. */
  readonly differs: readonly LinkDifference[] | null;
  /** Whether nothing of the last visit is left, its farewell included. */
  readonly isFree: boolean;
}

/** What staff may know at this moment. Everything the desk learns of the statechart goes through here. */
export function glanceAt(snapshot: KioskSnapshot): Glance {
  const { context } = snapshot;
  const { visit } = context;
  const { screen } = shownBy(snapshot);
  return {
    screen,
    visit: visit?.id ?? null,
    problem: screen === 'problem' ? (context.problem?.code ?? null) : null,
    outage: outageIn(context)?.code ?? null,
    isHelpCalled: context.call !== null,
    calledAt: context.call?.problem ?? null,
    lift: visit?.lift ? 'away' : screen === 'staff' ? 'allowed' : 'barred',
    isCardForgotten: snapshot.matches({ card: { served: 'forgotten' } }),
    isNumberBNeeded: visit?.photo === 'number-needed' && visit.holder === null,
    person: visit && chipRules[visit.chip].mayBeSeen ? visit.person : null,
    visualRefusal: visit && chipRules[visit.chip].refusal,
    differs: visit && (visit.link.kind === 'mismatch' ? visit.link.differs : []),
    isFree: snapshot.matches({ visit: 'idle' }),
  };
}
