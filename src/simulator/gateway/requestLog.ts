import type { GatewayQuestion, GatewayService, HolderQuestion } from '../../eligibility/wire.ts';
import type { Person } from '../people.ts';
import type { Mishap } from './gatewayFaults.ts';

/** What the gateway remembers of a question: enough to see that it was asked, nothing secret. */
export interface GatewayRequestRecord {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly service: GatewayService;
  readonly institutionCode: string;
  readonly certificateSerial: string | null;
  readonly person: string | null;
  /** How the holder was proven; null where nobody had to be. */
  readonly method: HolderQuestion['holder']['method'] | null;
  readonly score?: number;
  readonly outcome: RequestOutcome;
}

export type RequestOutcome = 'answered' | 'refused' | Mishap;

/** Whom a question is about. */
export interface Subject {
  readonly serial: string | null;
  readonly person: Person | undefined;
  /** Why it is not answered. */
  readonly refusal?: string | undefined;
}

const remembered = 1_000;

/** The questions so far, oldest first; the newest thousand. */
export class RequestLog {
  private readonly records: GatewayRequestRecord[] = [];

  add(service: GatewayService, question: GatewayQuestion, subject: Subject, outcome: RequestOutcome): void {
    const { requestId, institutionCode } = question;
    const holder = 'holder' in question ? question.holder : undefined;
    this.records.push({
      requestId,
      receivedAt: new Date().toISOString(),
      service,
      institutionCode,
      certificateSerial: subject.serial,
      person: subject.person?.id ?? null,
      method: holder?.method ?? null,
      ...(holder?.method === 'face' ? { score: holder.score } : {}),
      outcome,
    });
    if (this.records.length > remembered) this.records.shift();
  }

  list(): readonly GatewayRequestRecord[] {
    return [...this.records];
  }
}
