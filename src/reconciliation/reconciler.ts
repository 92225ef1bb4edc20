import type { AbsentPerson, EligibilityGateway } from '../eligibility/gateway.ts';
import { backoffMs } from '../kernel/backoff.ts';
import { Bell } from '../kernel/bell.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Problem } from '../problem/result.ts';
import type { Validity } from '../reception/answer.ts';
import { completed } from '../reception/completed.ts';
import type { KanjiVariants } from '../reception/link/kanjiVariants.ts';
import type { SaidSameOf } from '../reception/link/saidSame.ts';
import { oddNumbersIn } from '../reception/oddNumbers.ts';
import type { Reception } from '../reception/reception.ts';
import { type ReconciliationDelays, reconciliationDelays } from './delays.ts';
import type { ReconciliationEvent } from './events.ts';

export interface ReconcilerOptions {
  readonly outbox: Pick<Outbox, 'unreconciled' | 'reception' | 'recordApart' | 'onRecorded'>;
  readonly gateway: Pick<EligibilityGateway, 'askAbsent'>;
  readonly onEvent?: (event: ReconciliationEvent) => void;
  /** Ways of writing one name, the clinic's own included; the built-in ones when absent. */
  readonly variants?: KanjiVariants;
  /** What staff have said about two names on one card. */
  readonly saidSame?: SaidSameOf;
  readonly delays?: Partial<ReconciliationDelays>;
  /** A number in [0, 1), for the jitter. */
  readonly random?: () => number;
}

/** The running loop. A bug inside it rejects unhandled and so ends the process, as it should. */
export interface Reconciler {
  /** The line seems to be back (a visit just got its answer): ask now instead of when the pause is over. */
  hurry(): void;
  /** Gives the question under way up and resolves once the loop stands. */
  stop(): Promise<void>;
}

/**
 * Asks about every provisional reception once the line is back, and records what is answered as its next version,
 * which the queue then delivers like any other. All state is in the queue: whenever the process dies, the next one
 * goes on where this one was, and what is recorded is not asked about again.
 */
export function startReconciler(options: ReconcilerOptions): Reconciler {
  const stopping = new AbortController();
  const loop = new ReconciliationLoop(options, stopping.signal);
  const done = loop.run();
  return {
    hurry: () => loop.hurry(),
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

class ReconciliationLoop {
  private readonly options: ReconcilerOptions;
  private readonly delays: ReconciliationDelays;
  private readonly tell: (event: ReconciliationEvent) => void;
  private readonly signal: AbortSignal;
  /** Rings for new work. It does not cut a pause short: after an outage every patient would. */
  private readonly work: Bell;
  private readonly pause: Bell;
  /** What was told once and need not be told at every round. */
  private readonly told = new Set<string>();
  /** Questions without an answer in a row. */
  private failures = 0;

  constructor(options: ReconcilerOptions, signal: AbortSignal) {
    this.options = options;
    this.delays = { ...reconciliationDelays, ...options.delays };
    this.tell = options.onEvent ?? (() => {});
    this.signal = signal;
    this.work = new Bell(signal);
    this.pause = new Bell(signal);
  }

  async run(): Promise<void> {
    const unsubscribe = this.options.outbox.onRecorded(() => this.work.ring());
    try {
      while (!this.signal.aborted) {
        const isDone = await this.round();
        // What is left was asked about in this round and already waited for.
        if (isDone) await this.work.wait(this.delays.lookMs);
      }
    } finally {
      unsubscribe();
    }
  }

  hurry(): void {
    this.pause.ring();
    this.work.ring();
  }

  /** Once through all that is unreconciled, one question at a time; true where none of them is to be asked again. */
  private async round(): Promise<boolean> {
    let isDone = true;
    for (const opened of this.options.outbox.unreconciled()) {
      if (this.signal.aborted) break;
      if (!opened.ok) {
        this.tellUnreadable(opened.problem);
        continue;
      }
      const absent = absentPersonOf(opened.value);
      if (!absent) {
        this.tellNobody(opened.value.id);
        continue;
      }
      const waitMs = await this.askAbout(opened.value, absent);
      if (this.signal.aborted) break;
      if (waitMs !== undefined) isDone = false;
      await this.pause.wait(waitMs ?? this.delays.gapMs);
    }
    return isDone;
  }

  /** How long to wait where there is no answer, or none could be kept; undefined where it is settled. */
  private async askAbout(provisional: Reception, absent: AbsentPerson): Promise<number | undefined> {
    const { id } = provisional;
    const answer = await this.options.gateway.askAbsent(absent, this.signal);
    // Given up by ourselves: that says nothing about the line.
    if (this.signal.aborted) return undefined;
    if (!answer.ok) {
      const { problem } = answer;
      const waitMs = this.waitAfter(problem);
      this.tell({ kind: 'postponed', id, waitMs, problem });
      return waitMs;
    }
    return this.keep(
      completed(provisional, answer.value, this.options.variants, this.options.saidSame),
      answer.value.validity,
    );
  }

  /** No await between looking and committing: nobody of this process comes between. The flush is waited for behind both. */
  private async keep(next: Reception, validity: Validity): Promise<number | undefined> {
    const { outbox } = this.options;
    const { id, version, link } = next;
    const newest = outbox.reception(id);
    if (!newest.ok) return this.trouble(newest.problem);
    if (newest.value && newest.value.version >= version) {
      this.failures = 0;
      this.tell({ kind: 'overtaken', id });
      return undefined;
    }
    const recorded = await outbox.recordApart(next);
    if (!recorded.ok) return this.trouble(recorded.problem);
    this.failures = 0;
    this.tell({ kind: 'completed', id, version, validity, link, oddNumbers: oddNumbersIn(next) });
    return undefined;
  }

  /** A disk that takes nothing is asked again at the pace of a system that is away, not in a circle. */
  private trouble(problem: Problem): number {
    this.tell({ kind: 'trouble', problem });
    return this.waitAfter(problem);
  }

  private waitAfter({ code }: Problem): number {
    const { firstPauseMs, awayCapMs, refusedCapMs } = this.delays;
    this.failures += 1;
    const capMs = code === 'U-402' ? awayCapMs : refusedCapMs;
    return backoffMs(this.failures, firstPauseMs, capMs, (this.options.random ?? Math.random)());
  }

  /** One that does not open never will; a disk that cannot be read may be readable at the next round. */
  private tellUnreadable(problem: Problem): void {
    const key = problem.detail ?? '';
    if (problem.code === 'U-504' && this.told.has(key)) return;
    this.told.add(key);
    this.tell({ kind: 'trouble', problem });
  }

  private tellNobody(id: string): void {
    if (!this.told.has(id)) this.tell({ kind: 'nobody-to-ask-about', id });
    this.told.add(id);
  }
}

/** Whom to ask about; undefined where neither card nor person was read. */
function absentPersonOf({ id, token, person }: Reception): AbsentPerson | undefined {
  if (token.serial === null && person === null) return undefined;
  return { receptionId: id, certificateSerial: token.serial, person };
}
