import type { AuditEvent } from '../audit/catalogue.ts';
import { countedAs } from '../reception/evidence.ts';
import { outageIn, type PatientVisit } from '../visit/context.ts';
import { shownBy } from '../visit/shownBy.ts';
import { outcomeOf } from './outcome.ts';
import { answerOf, kindOf, type VisitStep } from './visitStep.ts';

/** What the trail may keep of a card: a keyed hash of its certificate's serial number. */
export type SubjectOf = (certificateSerial: string) => string;

/** What one step of the statechart means to the audit trail. Never a name, a number of a person, or what was typed. */
export function auditedIn(step: VisitStep, subjectOf: SubjectOf): AuditEvent[] {
  const { visit: before } = step.before.context;
  const { visit: after } = step.after.context;
  const visit = after ?? before;
  if (!visit) return serviceIn(step);
  return [
    ...serviceIn(step),
    ...(!before && after ? [{ type: 'visit.begun', visit: after.id, token: after.token } as const] : []),
    ...failuresIn(step, visit),
    ...(shownBy(step.before).screen !== 'staff' && shownBy(step.after).screen === 'staff'
      ? [{ type: 'visual.asked', visit: visit.id } as const]
      : []),
    ...liftIn(step, visit),
    ...(!before?.holder && after?.holder ? proofOf(after, subjectOf) : []),
    ...refusalIn(step, visit),
    ...(step.event.type === recorded && before ? recordingOf(before, subjectOf) : []),
    ...(before && !after ? [endingOf(step, before)] : []),
  ];
}

function serviceIn({ before, after }: VisitStep): AuditEvent[] {
  const [was, is] = [outageIn(before.context), outageIn(after.context)];
  if (was && !is) return [{ type: 'service.in' }];
  return is && is.code !== was?.code ? [{ type: 'service.out', problem: is.code }] : [];
}

const recorded = 'xstate.done.actor.recordReception';

function failuresIn(step: VisitStep, { id: visit }: PatientVisit): AuditEvent[] {
  const pin = answerOf(step, 'provePin') ?? answerOf(step, 'provePhone');
  const pinFailed = ['wrong', 'locked'].includes(kindOf(pin) ?? '');
  const face = answerOf(step, 'matchFace');
  const faceFailed = face !== undefined && kindOf(face) !== 'match';
  const triesLeft = step.after.context.visit?.pinTriesLeft ?? 0;
  return [
    ...(pinFailed ? [{ type: 'identity.failed', visit, method: 'pin', triesLeft } as const] : []),
    ...(faceFailed ? [{ type: 'identity.failed', visit, method: 'face' } as const] : []),
  ];
}

/** What became of the card while staff looked. */
function liftIn(step: VisitStep, { id: visit }: PatientVisit): AuditEvent[] {
  const recognised = kindOf(answerOf(step, 'recogniseCard'));
  return [
    ...(!step.before.context.visit?.lift && step.after.context.visit?.lift
      ? [{ type: 'visual.card-lifted', visit } as const]
      : []),
    ...(recognised === undefined
      ? []
      : [{ type: 'visual.card-returned', visit, same: recognised === 'same' } as const]),
  ];
}

function proofOf({ id: visit, holder, identity }: PatientVisit, subjectOf: SubjectOf): AuditEvent[] {
  if (!holder || !identity) return [];
  return [
    ...(holder.method === 'visual' ? [{ type: 'visual.approved', visit, staff: holder.staff } as const] : []),
    { type: 'identity.proven', visit, method: countedAs(holder.method), subject: subjectOf(identity.serial) },
  ];
}

function refusalIn({ event }: VisitStep, { id: visit }: PatientVisit): AuditEvent[] {
  return event.type === 'visual.refused' && 'staff' in event && typeof event.staff === 'string'
    ? [{ type: 'visual.refused', visit, staff: event.staff }]
    : [];
}

function recordingOf(visit: PatientVisit, subjectOf: SubjectOf): AuditEvent[] {
  const { id, givenBy, identity, prescriptionForm, subsidies } = visit;
  const consents = Object.values(visit.consents);
  const of = (agreed: boolean) => consents.filter((each) => each.agreed === agreed).map(({ item }) => item);
  const mismatch = visit.link.kind === 'mismatch';
  return [
    ...(consents.length > 0
      ? [
          {
            type: 'consent.given',
            visit: id,
            agreed: of(true),
            refused: of(false),
            ...(givenBy.by === 'staff' ? { staff: givenBy.staff } : {}),
          } as const,
        ]
      : []),
    ...(prescriptionForm ? [{ type: 'prescription.chosen', visit: id, form: prescriptionForm } as const] : []),
    ...(subsidies ? [{ type: 'subsidy.answered', visit: id, outcome: subsidies.answer } as const] : []),
    ...(mismatch && identity
      ? [{ type: 'eligibility.link-mismatch', visit: id, subject: subjectOf(identity.serial) } as const]
      : []),
    { type: 'reception.recorded', visit: id, reception: id, version: 1, provisional: visit.eligibility === null },
  ];
}

function endingOf(step: VisitStep, visit: PatientVisit): AuditEvent {
  const { outcome, problem } = outcomeOf(step, visit);
  return { type: 'visit.ended', visit: visit.id, outcome, ...(problem ? { problem } : {}) };
}
