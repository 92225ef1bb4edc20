import type { EventObject } from 'xstate';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import type { HolderEvidence } from '../../../src/reception/evidence.ts';
import type { LinkRecord } from '../../../src/reception/link/linkRecord.ts';
import { type ChipStanding, isProven } from '../../../src/reception/whatMayFollow.ts';
import { arrivalOf } from '../../../src/visit/facts.ts';
import { glanceAt } from '../../../src/visit/glance.ts';
import { shownBy } from '../../../src/visit/shownBy.ts';
import type { Situation, World } from './walk.ts';
import { strangersCertificate, strangersName } from './worlds.ts';

type Situations = ReadonlyMap<string, Situation>;

/** Something that holds in every situation the kiosk can get into. Answers those in which it does not, for a person to read. */
export type Invariant = (situations: Situations, world: World) => readonly string[];

const inVisit = ({ snapshot }: Situation) => snapshot.matches({ visit: 'attending' });
const sharing = ({ snapshot }: Situation) => snapshot.matches({ visit: { attending: { progress: 'sharing' } } });
const recording = ({ snapshot }: Situation) =>
  snapshot.matches({ visit: { attending: { progress: { sharing: 'recording' } } } });
const done = ({ snapshot }: Situation) => snapshot.matches({ visit: { leaving: { farewell: 'done' } } });

const looked = ({ snapshot }: Situation) =>
  snapshot.matches({ visit: { attending: { progress: { identifying: 'visual' } } } });
const diagnosed = ({ snapshot }: Situation) => snapshot.matches({ service: 'diagnostics' });
const isLifted = ({ snapshot }: Situation) => (snapshot.context.visit?.lift ?? null) !== null;

function saysSame(event: EventObject): boolean {
  const { type, output } = event as EventObject & { readonly output?: { readonly kind: string } };
  return type === 'xstate.done.actor.recogniseCard' && output?.kind === 'same';
}

function offenders(situations: Situations, broken: (situation: Situation) => boolean): string[] {
  return [...situations.values()].filter(broken).map(({ key }) => key);
}

/** Steps from `from` to `to` that fit, as `event: key`. */
function stepsThat(situations: Situations, fits: (from: Situation, event: string, to: Situation) => boolean): string[] {
  return [...situations.values()].flatMap((from) =>
    from.next.flatMap(({ event, to }) => {
      const target = situations.get(to);
      return target && fits(from, event.type, target) ? [`${event.type}: ${from.key}`] : [];
    }),
  );
}

/** Screens that several states share. */
const inPhases = new Set([
  'idle',
  'phone',
  'register',
  'face',
  'pin',
  'card-number',
  'staff',
  'notice',
  'subsidy',
  'diagnostics',
]);

const questions = new Set(['notice', 'consent', 'consent-items', 'prescription', 'subsidy']);

/** Where work begins that spends a try, and which acts of the patient may begin it. */
const tries = [
  { within: { identifying: { pin: 'verifying' } }, work: 'provePin', acts: /^pin\.submit$/ },
  { within: { phone: 'proving' }, work: 'provePhone', acts: /^(pin\.submit|phone\.iphone|phone\.held)$/ },
  // The photo may become ready after the patient has pressed: then its arrival begins what they asked for.
  {
    within: { identifying: { face: 'looking' } },
    work: 'matchFace',
    acts: /^(method\.face|face\.retry|xstate\.done\.actor\.enrolPhoto)$/,
  },
] as const;

/** What may be pressed while a panel is open. */
const overPanel = /^(language|text|contrast|calm|low|voice)\.|^(settings|keys|panel\.close|help|more-time|cancel)$/;

/** What must hold whatever happens, by the words of the rule. */
export const invariants = {
  'no consent, prescription or subsidy question before identity is proven': (situations) =>
    offenders(
      situations,
      (each) => (questions.has(shownBy(each.snapshot).screen) || sharing(each)) && !each.snapshot.context.visit?.holder,
    ),

  'nothing is asked, recorded or confirmed without evidence that leads to an anchor': (situations) =>
    offenders(situations, (each) => {
      if (!sharing(each)) return false;
      const { holder, chip, link, eligibility } = each.snapshot.context.visit ?? {};
      return !holder || !chip || !isProven(holder, chip) || !leadsToAnchor(holder, chip, link, eligibility);
    }),

  'a chip that no known issuer vouches for opens neither face nor 目視, and shows staff nothing': (situations) =>
    offenders(situations, ({ snapshot, view }) => {
      if (!snapshot.context.visit || snapshot.context.visit.chip === 'verified') return false;
      const { person } = glanceAt(snapshot);
      const opened = snapshot.matches({ visit: { attending: { progress: { identifying: 'visual' } } } });
      const looking = snapshot.matches({ visit: { attending: { progress: { identifying: { face: 'looking' } } } } });
      return person !== null || opened || looking || view.actions.includes('method.staff');
    }),

  'no delivery of a consent the patient did not give': (situations, { settings }) =>
    offenders(situations, (each) => {
      const { visit } = each.snapshot.context;
      if (!recording(each) || !visit?.holder) return false;
      const recorded = arrivalOf(visit).consents.map(({ item, agreed }) => [item, agreed]);
      const said = settings.consentItems.flatMap((item) => {
        const answer = each.said[item];
        return answer === undefined ? [] : [[item, answer]];
      });
      return JSON.stringify(recorded) !== JSON.stringify(said);
    }),

  'every state of a visit is left by taking the card, but while staff look': (situations) =>
    stepsThat(
      situations,
      (from, event, to) =>
        event === 'card.removed' &&
        from.snapshot.context.visit?.token === 'card' &&
        !recording(from) &&
        inVisit(from) &&
        inVisit(to) &&
        !(looked(from) && looked(to) && isLifted(to)),
    ).concat(
      offenders(
        situations,
        (each) =>
          inVisit(each) &&
          each.snapshot.context.visit?.token === 'card' &&
          !each.next.some(({ event }) => event.type === 'card.removed'),
      ),
    ),

  'while a card is in somebody’s hand nothing goes on but the look, for a limited time': (situations) =>
    offenders(
      situations,
      (each) =>
        isLifted(each) &&
        (!looked(each) ||
          each.snapshot.context.visit?.holder !== null ||
          each.view.actions.some((action) => action.startsWith('method.')) ||
          !each.next.some(({ event }) => event.type.startsWith('xstate.after.liftedLimit'))),
    ),

  'a card that was lifted counts again only once it has proven to be the same': (situations) =>
    [...situations.values()].filter(isLifted).flatMap(({ key, next }) =>
      next.flatMap(({ event, to }) => {
        const target = situations.get(to);
        const isBack = target && inVisit(target) && !isLifted(target);
        return isBack && !saysSame(event) ? [`${event.type}: ${key}`] : [];
      }),
    ),

  'nothing can be typed on the staff screen before somebody has opened the pad': (situations) =>
    offenders(
      situations,
      ({ view }) =>
        view.screen === 'staff' && view.state === 'waiting' && view.actions.some((each) => each.startsWith('pin.')),
    ),

  'staff can be called from every screen': (situations) =>
    offenders(situations, ({ view }) =>
      // While it is wiped every touch is an accident.
      view.screen === 'cleaning' || view.screen === 'diagnostics'
        ? view.actions.length > 0
        : view.help === 'none' || (view.help === 'offered') !== view.actions.includes('help'),
    ),

  'a technician comes between two visits, with nothing on the reader, and goes with nothing on it': (situations) =>
    stepsThat(situations, (from, _event, to) => {
      const [was, is] = [diagnosed(from), diagnosed(to)];
      const isEmpty = to.snapshot.matches({ card: 'absent' }) && to.snapshot.matches({ visit: 'idle' });
      return (was !== is && !isEmpty) || (is && inVisit(to));
    }),

  'a technician is left alone for no longer than their time': (situations) =>
    offenders(situations, (each) => {
      const isWaitingForCard = each.snapshot.matches({ service: { diagnostics: 'leaving' } });
      const isTimed = each.next.some(({ event }) => /after\.(diagnostics|burnIn)/.test(event.type));
      return diagnosed(each) && !isWaitingForCard && !isTimed;
    }),

  'every state of a visit is left by time': (situations) =>
    offenders(situations, (each) => inVisit(each) && !leavesByTime(each, situations)),

  'no private data outside a visit, and none missing inside': (situations) =>
    offenders(situations, (each) => inVisit(each) !== (each.snapshot.context.visit !== null)),

  'no other person’s data ever in a view or in what is recorded': (situations) =>
    offenders(situations, (each) => {
      const { visit } = each.snapshot.context;
      const others = new RegExp(`${strangersName}|${strangersCertificate}`);
      const recorded = recording(each) && visit?.holder && visit.person ? JSON.stringify(arrivalOf(visit)) : '';
      // PMH's own question comes before the answer that shows the error; its names are the only thing shown by then.
      const shown = JSON.stringify({ ...each.view, certificates: [] });
      return others.test(shown) || others.test(recorded);
    }),

  'tries are never spent without the patient’s act': (situations) =>
    tries.flatMap(({ within, work, acts }) => {
      const spending = ({ snapshot }: Situation) =>
        snapshot.matches({ visit: { attending: { progress: within } } } as never);
      const begins = (from: Situation, event: string, to: Situation) =>
        spending(to) && (!spending(from) || event.endsWith(`.actor.${work}`));
      return stepsThat(situations, (from, event, to) => begins(from, event, to) && !acts.test(event));
    }),

  'the last PIN try is spent only after a choice that says so': (situations) =>
    stepsThat(
      situations,
      (from, event, to) =>
        event.startsWith('xstate.') &&
        to.snapshot.context.visit?.token === 'card' &&
        to.snapshot.context.visit.pinTriesLeft === 1 &&
        to.view.screen === 'pin' &&
        from.view.screen === 'pin' &&
        from.snapshot.context.visit?.pinTriesLeft !== 1,
    ),

  'done is shown only after the commit was acknowledged': (situations) =>
    stepsThat(
      situations,
      (from, event, to) => done(to) && !done(from) && event !== 'xstate.done.actor.recordReception',
    ),

  'a reception is recorded only with an answer for every item that was asked': (situations, { settings }) =>
    offenders(situations, (each) => {
      const { visit } = each.snapshot.context;
      // In grace nothing is asked, and then nothing is recorded either.
      const asked = visit?.identity?.certificateClass === 'grace' ? [] : settings.consentItems;
      return recording(each) && asked.some((item) => !visit?.consents[item]);
    }),

  'one state of the visit says what is shown, and in which phase where the screen has several': (situations) =>
    offenders(situations, ({ snapshot }) => {
      const said = Object.entries(snapshot.getMeta()).filter(([id, meta]) => meta && !id.startsWith('kiosk.service'));
      const shown = shownBy(snapshot);
      return said.length !== 1 || inPhases.has(shown.screen) !== 'phase' in shown;
    }),

  'a problem screen always has its number': (situations) =>
    offenders(situations, (each) => shownBy(each.snapshot).screen === 'problem' && !each.snapshot.context.problem),

  'language, settings and an open panel end with the visit': (situations, { settings }) =>
    stepsThat(situations, ({ snapshot: before }, _event, { snapshot: { context, ...after } }) => {
      const isOver = before.matches({ visit: 'leaving' }) && !after.matches({ visit: 'leaving' });
      const { language, seen, panel } = context;
      return isOver && !(language === settings.defaultLanguage && seen === settings.defaultSeen && panel === 'none');
    }),

  'under an open panel nothing can be answered': (situations) =>
    offenders(
      situations,
      ({ view: { panel, actions } }) => panel !== 'none' && actions.some((each) => !overPanel.test(each)),
    ),

  'there is a way back to a kiosk that is free for the next patient': (situations) => {
    const comesFrom = new Map<string, string[]>();
    for (const { key, next } of situations.values()) {
      for (const { to } of next) comesFrom.set(to, [...(comesFrom.get(to) ?? []), key]);
    }
    const free = [...situations.values()].filter(({ snapshot }) =>
      snapshot.matches({ visit: 'idle', service: 'inService', card: 'absent' }),
    );
    const able = new Set(free.map(({ key }) => key));
    const open = [...able];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      for (const before of comesFrom.get(key) ?? []) {
        if (able.has(before)) continue;
        able.add(before);
        open.push(before);
      }
    }
    return offenders(situations, ({ key }) => !able.has(key));
  },
} as const satisfies Record<string, Invariant>;

/**
 * The rule of the table written a second time. What binds a face or a look to the certificate is the comparison of the
 * chip's four items with the answer: where the answer is about one person it must have been made.
 */
function leadsToAnchor(
  holder: HolderEvidence,
  chip: ChipStanding,
  link: LinkRecord | undefined,
  eligibility: EligibilityAnswer | null | undefined,
): boolean {
  if (holder.method === 'pin' || holder.method === 'phone') return holder.signature.length > 0;
  if (chip !== 'verified') return false;
  if (holder.method === 'face' && holder.liveness.challenge !== 'passed' && holder.liveness.passive === null)
    return false;
  const nobody = ['none-found', 'several-found'].includes(eligibility?.validity ?? 'none-found');
  return nobody || link?.kind === 'matched' || link?.kind === 'mismatch';
}

export type InvariantName = keyof typeof invariants;

/**
 * Whether time alone ends this step: a question runs on the patient's time, work on a limit of its own. The limit of a
 * whole visit does not count, it is there for what nobody thought of.
 */
function leavesByTime(situation: Situation, situations: Situations, seen = new Set<string>()): boolean {
  const { snapshot, key, next } = situation;
  if (seen.has(key)) return false;
  seen.add(key);
  if (!inVisit(situation)) return true;
  if (snapshot.matches({ visit: { attending: { attention: 'asked' } } })) return true;
  if (snapshot.matches({ visit: { attending: { attention: 'warned' } } })) return true;
  return next
    .filter(({ event }) => event.type.startsWith('xstate.after.') && !event.type.includes('visitLimit'))
    .some(({ to }) => {
      const target = situations.get(to);
      return target !== undefined && leavesByTime(target, situations, seen);
    });
}
