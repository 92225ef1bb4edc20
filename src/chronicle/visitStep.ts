import type { EventObject, InspectionEvent } from 'xstate';
import type { KioskSnapshot } from '../visit/shownBy.ts';

/** One step of the statechart: what happened, and everything as it was before and after. */
export interface VisitStep {
  readonly event: EventObject;
  readonly before: KioskSnapshot;
  readonly after: KioskSnapshot;
}

/** Follows a statechart through its one inspection point and tells every step it takes. */
export function everyStep(tell: (step: VisitStep) => void): (inspected: InspectionEvent) => void {
  let before: KioskSnapshot | undefined;
  return (inspected) => {
    if (inspected.type !== '@xstate.snapshot' || !isKiosk(inspected.snapshot)) return;
    const { event, snapshot: after } = inspected;
    const from = before;
    before = after;
    if (from && from !== after) tell({ event, before: from, after });
  };
}

/** The kiosk's own snapshots; its invoked work has none with a state. */
function isKiosk(snapshot: InspectionEventSnapshot): snapshot is KioskSnapshot {
  return 'value' in snapshot && 'context' in snapshot;
}

type InspectionEventSnapshot = Extract<InspectionEvent, { type: '@xstate.snapshot' }>['snapshot'];

/** What the piece of work called `actor` answered, if that is what happened. */
export function answerOf({ event }: VisitStep, actor: string): unknown {
  return event.type === `xstate.done.actor.${actor}` && 'output' in event ? event.output : undefined;
}

/** The kind of an answer that has several. */
export function kindOf(answer: unknown): string | undefined {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && typeof answer.kind === 'string'
    ? answer.kind
    : undefined;
}
