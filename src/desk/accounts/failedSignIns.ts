import type { AuditEvent } from '../../audit/catalogue.ts';
import { Allowances } from '../../kernel/allowance.ts';
import { minute, second } from '../../kernel/durations.ts';
import { SummedUp } from '../../kernel/summedUp.ts';
import type { DeskAudit } from '../ports.ts';

type Failure = Omit<Extract<AuditEvent, { readonly type: 'desk.sign-in-failed' }>, 'type' | 'times'>;

/** So many of one kind go on record one by one, as many again in a quarter of an hour. The others with their number. */
export const singly = { burst: 30, perSecond: 30 / ((15 * minute) / second) } as const;

/** How often what was counted is put on record, milliseconds. */
const sumUpMs = minute;

/**
 * Sign-ins that failed, on record. Who has no account needs no leave to fail: what one person may do wrong stands there
 * one by one, a flood of it by its number, so that no stranger decides how long the trail grows.
 */
export class FailedSignIns {
  private readonly audit: DeskAudit;
  private readonly oneByOne = new Allowances(singly);
  private readonly others: SummedUp;

  constructor(audit: DeskAudit) {
    this.audit = audit;
    this.others = new SummedUp((kind, times) => this.record(JSON.parse(kind), times), sumUpMs);
  }

  /** An attempt that leaves no record is refused all the same, so there is nothing more to do about one. */
  add(failure: Failure): void {
    const kind = JSON.stringify(failure);
    if (this.oneByOne.take(kind)) this.record(failure, 1);
    else this.others.count(kind);
  }

  /** Puts on record what was only counted. */
  close(): void {
    this.others.close();
  }

  private record(failure: Failure, times: number): void {
    this.audit.append({ type: 'desk.sign-in-failed', ...failure, ...(times > 1 ? { times } : {}) });
  }
}
