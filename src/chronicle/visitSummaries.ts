import { countedAs } from '../reception/evidence.ts';
import { stepOf } from '../screen/stepOf.ts';
import type { Step } from '../screen/view.ts';
import type { VisitSummary } from '../statistics/visitSummary.ts';
import type { PatientVisit } from '../visit/context.ts';
import type { VisitSettings } from '../visit/settings.ts';
import { shownBy } from '../visit/shownBy.ts';
import { outcomeOf } from './outcome.ts';
import type { VisitStep } from './visitStep.ts';

/** Follows visits and says, at the end of each, what the clinic's figures want to know of it. Nothing about the person. */
export class VisitSummaries {
  private readonly faceAttempts: number;
  private readonly now: () => number;
  private readonly seconds = new Map<Step, number>();
  private enteredAt = 0;

  constructor({ faceAttempts }: Pick<VisitSettings, 'faceAttempts'>, now: () => number) {
    this.faceAttempts = faceAttempts;
    this.now = now;
  }

  /** The summary of the visit that ended in this step, if one did. */
  after(step: VisitStep): VisitSummary | undefined {
    const { visit: before } = step.before.context;
    const { visit: after } = step.after.context;
    if (before) this.count(stepOf[shownBy(step.before).screen]);
    if (!before && after) this.seconds.clear();
    this.enteredAt = this.now();
    return before && !after ? this.summaryOf(step, before) : undefined;
  }

  private count(step: Step | null): void {
    if (!step) return;
    this.seconds.set(step, (this.seconds.get(step) ?? 0) + (this.now() - this.enteredAt) / 1000);
  }

  private summaryOf(step: VisitStep, visit: PatientVisit): VisitSummary {
    const { holder, subsidies, eligibility, token } = visit;
    return {
      endedAt: this.now(),
      ...outcomeOf(step, visit),
      ...(holder ? { method: countedAs(holder.method) } : {}),
      token,
      subsidies: subsidies?.answer ?? 'not-asked',
      faceAttempts: this.faceAttempts - visit.faceAttemptsLeft + (holder?.method === 'face' ? 1 : 0),
      secondsByStep: Object.fromEntries(this.seconds),
      confirmation: eligibility ? 'card' : 'none',
    };
  }
}
