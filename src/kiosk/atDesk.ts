import type { Actor } from 'xstate';
import type { KioskAtDesk, KioskNeed, KioskNow } from '../desk/ports.ts';
import { Listeners } from '../kernel/listeners.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { startsOver } from '../problem/startsOver.ts';
import type { LinkDifference } from '../reception/link/compareLink.ts';
import type { NumberBEntry } from '../visit/digitEntry.ts';
import type { DeskEvent } from '../visit/events.ts';
import { type Glance, glanceAt } from '../visit/glance.ts';
import type { KioskMachine } from '../visit/machine.ts';
import type { KioskSnapshot } from '../visit/shownBy.ts';
import type { Alerts } from './alerts.ts';
import type { Visit } from './visit.ts';

export interface KioskAtDeskParts {
  readonly actor: Actor<KioskMachine>;
  /** Where 照合番号B told at the desk waits for whoever reads the card's front. */
  readonly numberB: NumberBEntry;
  /** Absent where there is none. */
  readonly practice?: Visit['practice'];
  readonly alerts: Pick<Alerts, 'now' | 'onChange'>;
  readonly now: () => number;
}

/** The kiosk, for staff: what it shows, what it wants of them, and what they may do about it. */
export function kioskAtDesk({ actor, numberB, practice, alerts, now }: KioskAtDeskParts): KioskAtDesk {
  const listeners = new Listeners();
  const beside = () => ({ alerts: alerts.now(), practice: practice?.isOn ?? false });
  let seen: KioskNow = { ...kioskNow(glanceAt(actor.getSnapshot()), now()), ...beside() };
  let differs: readonly LinkDifference[] = [];
  const look = (snapshot: KioskSnapshot): void => {
    const glance = glanceAt(snapshot);
    // The visit is gone by the time its number is on the screen; which items differ is all that is kept till then.
    differs = glance.isFree ? [] : (glance.differs ?? differs);
    const next = { ...kioskNow({ ...glance, differs }, now()), ...beside() };
    if (sameExceptTime(seen, next)) return;
    seen = next;
    listeners.tell();
  };
  actor.subscribe(look);
  alerts.onChange(() => look(actor.getSnapshot()));
  practice?.onChange(() => look(actor.getSnapshot()));

  const tell = (visit: string | null, event: DeskEvent): Result<void> => {
    if (glanceAt(actor.getSnapshot()).visit !== visit) return failed('U-301', 'that visit is over');
    actor.send(event);
    return ok(undefined);
  };

  /** What staff saw decides something, or they are told that it does not: the statechart passes over what comes late. */
  const tellVisual = (visit: string, event: DeskEvent): Result<void> => {
    const snapshot = actor.getSnapshot();
    return glanceAt(snapshot).visit === visit && !snapshot.can(event) ? failed('U-223') : tell(visit, event);
  };

  return {
    now: () => seen,
    subscribe: (listener) => listeners.add(listener),
    approveVisual({ visit, staff, reason, oral }) {
      const { visit: current, visualRefusal } = glanceAt(actor.getSnapshot());
      if (current === visit && visualRefusal) return failed(visualRefusal);
      return tellVisual(visit, { type: 'visual.approved', staff, reason, oral });
    },
    refuseVisual: ({ visit, staff }) => tellVisual(visit, { type: 'visual.refused', staff }),
    clean() {
      const event = { type: 'cleaning.start' } as const;
      if (!actor.getSnapshot().can(event)) return failed('U-301', 'the screen is not free');
      actor.send(event);
      return ok(undefined);
    },
    beginPractice: () => (practice?.beginAtDesk() ? ok(undefined) : failed('U-301', 'the screen is not free')),
    endPractice: () => practice?.endAtDesk(),
    diagnose() {
      const event = { type: 'diagnostics.start' } as const;
      if (!actor.getSnapshot().can(event)) return failed('U-301', 'the kiosk is in use');
      actor.send(event);
      return ok(undefined);
    },
    answerHelp: (visit) => tell(visit, { type: 'help.answered' }),
    tellNumberB({ visit, digits, notation }) {
      numberB.clear();
      for (const digit of digits) numberB.type(digit - asciiZero);
      if (!numberB.makesSense(notation)) {
        numberB.clear();
        return failed('U-215', 'the numbers cannot be those of a card');
      }
      const told = tell(visit, { type: 'number.told' });
      if (!told.ok) numberB.clear();
      return told;
    },
  };
}

const asciiZero = 0x30;

function kioskNow(glance: Glance, since: number): Omit<KioskNow, 'alerts' | 'practice'> {
  const { visit, screen, problem, calledAt, lift, outage, person } = glance;
  return {
    visit,
    screen,
    needs: needOf(glance),
    problem: problem ?? calledAt,
    lift,
    since,
    outage,
    differs: glance.differs ?? [],
    card: screen === 'staff' ? person : null,
  };
}

function needOf({ screen, problem, isHelpCalled, isNumberBNeeded, isCardForgotten }: Glance): KioskNeed | null {
  if (screen === 'staff') return 'visual';
  if (isHelpCalled) return 'help';
  if (isNumberBNeeded) return 'number';
  if (problem && !startsOver(problem)) return 'desk';
  if (isCardForgotten) return 'card-left';
  return problem ? 'again' : null;
}

function sameExceptTime(one: KioskNow, other: KioskNow): boolean {
  const timeless = (now: KioskNow) => JSON.stringify({ ...now, since: 0 });
  return timeless(one) === timeless(other);
}
