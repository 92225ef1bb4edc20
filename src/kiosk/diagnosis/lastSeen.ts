import type { LastAnswer, LastDelivery, LastVisit } from '../../diagnostics/ports.ts';
import { readingsOf } from '../../diagnostics/readings.ts';
import type { DeliveryEvent } from '../../outbox/deliveryEvent.ts';
import type { Problem } from '../../problem/result.ts';
import type { VisitSummary } from '../../statistics/visitSummary.ts';

/** So many visits say whether cards are read well here. */
const mostVisits = 20;

/** What a kiosk has just seen of its cards, its gateway and its receivers. Numbers only, nothing about anybody. */
export class LastSeen {
  private visits: readonly LastVisit[] = [];
  private readonly answered = new Map<string, LastAnswer>();
  private readonly delivered = new Map<string, LastDelivery>();

  visited({ problem }: Pick<VisitSummary, 'problem'>): void {
    this.visits = [...this.visits, { problem }].slice(-mostVisits);
  }

  /** A technician's test card was read whole: a reader that read none before has been mended. */
  readWell(): void {
    if (readingsOf(this.visits).unreadInARow > 0) this.visited({ problem: undefined });
  }

  answers(answer: LastAnswer): void {
    this.answered.set(answer.service, answer);
  }

  /** What was cut short by ourselves says nothing about the receiver. */
  carried(event: DeliveryEvent): void {
    if (event.kind === 'delivered') this.settled(event.sink, undefined);
    else if (event.kind === 'parked') this.settled(event.sink, event.problem);
    else if (event.kind === 'postponed' && event.problem) this.settled(event.sink, event.problem);
  }

  lastVisits(): readonly LastVisit[] {
    return this.visits;
  }

  lastAnswers(): readonly LastAnswer[] {
    return [...this.answered.values()];
  }

  lastDeliveries(): readonly LastDelivery[] {
    return [...this.delivered.values()];
  }

  private settled(sink: string, problem: Problem | undefined): void {
    this.delivered.set(sink, { sink, problem });
  }
}
