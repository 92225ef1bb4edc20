import { tokyoDay } from '../../kernel/tokyoTime.ts';
import { isReimbursed } from '../../reception/subsidy.ts';
import { nameOnScreen } from '../../reception/undisclosed.ts';
import { type KioskContext, visitIn } from '../context.ts';
import { allSubsidiesAnswered } from '../facts.ts';
import type { ViewsOf } from './scene.ts';

/** The screens on which the patient decides what to share. */
export const sharingViews: ViewsOf<'notice' | 'consent' | 'consent-items' | 'prescription' | 'subsidy'> = {
  notice: ({ screen, phase, context, pressable }) => {
    const { identity } = visitIn(context);
    return {
      screen,
      kind: phase,
      until: phase === 'reimbursed' || !identity ? null : tokyoDay(identity.notAfter),
      actions: pressable('notice.next', 'cancel'),
    };
  },

  consent: ({ screen, context, settings, pressable }) => ({
    screen,
    items: [...settings.consentItems],
    kinds: settings.consentKinds,
    oral: isOral(context),
    actions: pressable('consent.all', 'consent.choose', 'consent.none', 'cancel'),
  }),

  'consent-items': ({ screen, context, settings, pressable }) => {
    const { consents } = visitIn(context);
    const items = settings.consentItems.map((id) => ({ id, answer: consents[id]?.agreed ?? null }));
    const complete = items.every(({ answer }) => answer !== null);
    const answers = settings.consentItems.flatMap((id) => [`item.${id}.yes`, `item.${id}.no`]);
    return {
      screen,
      items,
      kinds: settings.consentKinds,
      oral: isOral(context),
      actions: pressable(...answers, complete && 'consent.submit', 'cancel'),
    };
  },

  prescription: ({ screen, pressable }) => ({
    screen,
    actions: pressable('prescription.electronic', 'prescription.paper', 'cancel'),
  }),

  subsidy: ({ screen, phase, context, settings, pressable }) => {
    const visit = visitIn(context);
    const certificates = (visit.subsidyOffer ?? []).map((certificate) => ({
      id: certificate.id,
      name: nameOnScreen(certificate),
      answer: visit.subsidyAnswers[certificate.id] ?? null,
      reimbursed: isReimbursed(certificate, settings.institutionCode),
    }));
    const each = certificates.flatMap(({ id }) => [`certificate.${id}.yes`, `certificate.${id}.no`]);
    return {
      screen,
      state: phase,
      verb: settings.subsidyVerb,
      certificates,
      actions:
        phase === 'asking'
          ? pressable('subsidy.use', certificates.length > 1 && 'subsidy.choose', 'subsidy.decline', 'cancel')
          : pressable(...each, allSubsidiesAnswered(visit) && 'subsidy.submit', 'cancel'),
    };
  },
};

function isOral(context: KioskContext): boolean {
  return visitIn(context).givenBy.by === 'staff';
}
