import { tokyoDay } from '../../kernel/tokyoTime.ts';
import { isReimbursed } from '../../reception/subsidy.ts';
import { nameOnScreen } from '../../reception/undisclosed.ts';
import { visitIn } from '../context.ts';
import type { Own, Scene } from './scene.ts';

/** The screens on which the patient decides what to share. */
export const sharingViews = {
  notice: ({ context, snapshot, pressable }: Scene): Own<'notice'> => {
    const { identity } = visitIn(context);
    const about = (state: 'inGrace' | 'expiring') =>
      snapshot.matches({ visit: { attending: { progress: { sharing: { consenting: state } } } } });
    const kind = about('inGrace') ? 'grace' : about('expiring') ? 'expiring' : 'reimbursed';
    return {
      screen: 'notice',
      step: 'consent',
      kind,
      until: kind === 'reimbursed' || !identity ? null : tokyoDay(identity.notAfter),
      actions: pressable('notice.next', 'cancel'),
    };
  },

  consent: ({ context, settings, pressable }: Scene): Own<'consent'> => ({
    screen: 'consent',
    step: 'consent',
    items: [...settings.consentItems],
    kinds: settings.consentKinds,
    oral: isOral(context),
    actions: pressable('consent.all', 'consent.choose', 'consent.none', 'cancel'),
  }),

  'consent-items': ({ context, settings, pressable }: Scene): Own<'consent-items'> => {
    const { consents } = visitIn(context);
    const items = settings.consentItems.map((id) => ({ id, answer: consents[id]?.agreed ?? null }));
    const complete = items.every(({ answer }) => answer !== null);
    const answers = settings.consentItems.flatMap((id) => [`item.${id}.yes`, `item.${id}.no`]);
    return {
      screen: 'consent-items',
      step: 'consent',
      items,
      kinds: settings.consentKinds,
      oral: isOral(context),
      actions: pressable(...answers, complete && 'consent.submit', 'cancel'),
    };
  },

  prescription: ({ pressable }: Scene): Own<'prescription'> => ({
    screen: 'prescription',
    step: 'consent',
    actions: pressable('prescription.electronic', 'prescription.paper', 'cancel'),
  }),

  subsidy: ({ context, settings, pressable }: Scene): Own<'subsidy'> => {
    const { subsidyOffer, subsidiesChosen } = visitIn(context);
    const certificates = (subsidyOffer ?? []).map((certificate) => ({
      id: certificate.id,
      name: nameOnScreen(certificate),
      chosen: subsidiesChosen.includes(certificate.id),
      reimbursed: isReimbursed(certificate, settings.institutionCode),
    }));
    // A single certificate is answered by the two large buttons alone.
    const choices =
      certificates.length > 1
        ? certificates.flatMap(({ id }) => [`certificate.${id}.yes`, `certificate.${id}.no`])
        : [];
    return {
      screen: 'subsidy',
      step: 'consent',
      verb: settings.subsidyVerb,
      certificates,
      actions: pressable(...choices, subsidiesChosen.length > 0 && 'subsidy.use', 'subsidy.decline', 'cancel'),
    };
  },
};

function isOral(context: Scene['context']): boolean {
  return visitIn(context).givenBy.by === 'staff';
}
