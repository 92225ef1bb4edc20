import type { LaidBack } from '../actors.ts';
import { cardIn, type KioskContext, type VisualCheck, visitIn } from '../context.ts';
import type { DeskEvent, PatientEvent } from '../events.ts';
import { leaveWith } from '../leaveWith.ts';
import { output, type VisitSetup } from '../setup.ts';

type Approved = { readonly event: Extract<DeskEvent, { type: 'visual.approved' }> };
type Seen = { readonly context: KioskContext; readonly event: Extract<PatientEvent, { type: 'visual.seen' }> };

/** What staff have said at the desk. */
export function approvedAtDesk({ event: { staff, reason, oral } }: Approved): VisualCheck {
  return { staff, reason, oral };
}

/** What the staff member has said whose passcode was typed at the kiosk. */
function seenAtKiosk({ context, event: { reason, oral } }: Seen): VisualCheck {
  return { staff: staffIn(context), reason, oral };
}

/**
 * What a card may do while staff look at it, and what is then said of it: the one table of it. A small photo is seen
 * best in the hand, so the card may be lifted here, and nowhere else in a visit.
 *
 * | the card        | lifted    | the same is laid back | another      | cannot be read | approved                  | time is up |
 * | --------------- | --------- | --------------------- | ------------ | -------------- | ------------------------- | ---------- |
 * | lies there      | in a hand | –                     | –            | –              | the visit goes on         | –          |
 * | is in a hand    | –         | lies there            | U-118        | still not back | goes on once it lies there | U-103      |
 *
 * The same is who holds the same certificate and signs under the same key; what was proven of the first is nobody
 * else's. All the time that a card is away, however often it is laid down and does not answer, is one limit; an
 * approval gives it anew.
 */
export function lookStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'lying',
    states: {
      lying: {
        id: 'lying',
        on: {
          'card.removed': 'away',
          'visual.seen': {
            guard: 'staffAreHere',
            target: '#sharing',
            actions: [{ type: 'keepVisualProof', params: seenAtKiosk }, 'answerCall'],
          },
        },
      },
      away: {
        initial: 'inHand',
        entry: 'noteLift',
        on: {
          'card.removed': { target: '.inHand', actions: { type: 'noteLiftIs', params: 'in-hand' } },
          'visual.approved': {
            guard: 'mayBeApprovedInHand',
            target: 'away',
            reenter: true,
            actions: { type: 'keepApproval', params: approvedAtDesk },
          },
          'visual.seen': {
            guard: 'mayBeApprovedInHand',
            target: 'away',
            reenter: true,
            actions: { type: 'keepApproval', params: seenAtKiosk },
          },
        },
        after: { liftedLimit: leaveWith('U-103') },
        states: {
          inHand: { on: { 'card.placed': 'recognising', 'card.failed': 'unreadable' } },
          recognising: {
            entry: ['takeUpCard', { type: 'noteLiftIs', params: 'recognising' }],
            on: {
              'visual.approved': {
                guard: 'mayBeApprovedInHand',
                actions: { type: 'keepApproval', params: approvedAtDesk },
              },
              'visual.seen': { guard: 'mayBeApprovedInHand', actions: { type: 'keepApproval', params: seenAtKiosk } },
            },
            invoke: {
              id: 'recogniseCard',
              src: 'recogniseCard',
              input: ({ context }) => laidBackIn(context),
              onDone: [
                {
                  guard: { type: 'approvedInHand', params: output },
                  target: '#sharing',
                  actions: [
                    { type: 'keepReturn', params: output },
                    { type: 'keepVisualProof', params: ({ context }) => approvalIn(context) },
                    'answerCall',
                  ],
                },
                {
                  guard: { type: 'sameCard', params: output },
                  target: '#lying',
                  actions: { type: 'keepReturn', params: output },
                },
                leaveWith('U-118'),
              ],
              onError: 'unreadable',
            },
            after: { recogniseLimit: 'unreadable' },
          },
          unreadable: {
            entry: { type: 'noteLiftIs', params: 'unreadable' },
            on: { 'card.placed': 'recognising' },
          },
        },
      },
    },
  });
}

function laidBackIn(context: KioskContext): LaidBack {
  const { identity, cardKey } = visitIn(context);
  if (!identity || !cardKey) throw new Error('staff look at a card whose front was not read');
  return { card: cardIn(context), certificate: identity.certificate, cardKey };
}

function approvalIn(context: KioskContext): VisualCheck {
  const { approval } = visitIn(context);
  if (!approval) throw new Error('nobody has approved');
  return approval;
}

function staffIn(context: KioskContext): string {
  const { staff } = visitIn(context);
  if (staff === null) throw new Error('nobody has typed a passcode');
  return staff;
}
