import type { Logger } from 'pino';
import type { InspectionEvent } from 'xstate';
import { problemOf } from '../problem/result.ts';

/**
 * Every step of the statechart into the log, from its one inspection point: the event's name and the state it led to.
 * Never the event's contents and never the memory, so that nothing about a patient can slip in.
 */
export function visitLog(log: Logger): (inspected: InspectionEvent) => void {
  let last = '';
  return (inspected) => {
    if (inspected.type !== '@xstate.snapshot' || !('value' in inspected.snapshot)) return;
    const { event, snapshot } = inspected;
    if (event.type.startsWith('xstate.error.actor.')) {
      const { code, detail } = problemOf('error' in event ? event.error : undefined, 'U-601');
      log.warn({ work: event.type.slice('xstate.error.actor.'.length), code, detail }, 'work failed');
    }
    const state = JSON.stringify(snapshot.value);
    if (state === last) return;
    last = state;
    log.info({ event: event.type, state: snapshot.value }, 'state');
  };
}
