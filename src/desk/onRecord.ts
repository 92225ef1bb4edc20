import type { AuditEvent } from '../audit/catalogue.ts';
import { ok, type Problem, type Result } from '../problem/result.ts';
import type { Answered } from './accounts/accounts.ts';
import type { DeskAudit } from './ports.ts';
import type { DeskStore } from './store.ts';

/**
 * Changes desk.sqlite and puts it on record: both, or neither. The record is committed first, so that a kiosk killed
 * in between says more than was done, never less. Errors: U-507.
 */
export function onRecord<T>(
  { store, audit }: { readonly store: DeskStore; readonly audit: DeskAudit },
  work: () => Answered<T>,
  events: (value: T) => readonly AuditEvent[],
): Result<Answered<T>> {
  const both = store.database.transaction((): Result<Answered<T>> => {
    const answered = work();
    if (!answered.done) return ok(answered);
    for (const event of events(answered.value)) {
      const recorded = audit.append(event);
      if (!recorded.ok) throw new NotOnRecord(recorded.problem);
    }
    return ok(answered);
  });
  try {
    return both.immediate();
  } catch (error) {
    if (error instanceof NotOnRecord) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Takes the change back. */
class NotOnRecord extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
