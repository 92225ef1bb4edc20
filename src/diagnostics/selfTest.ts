import { setTimeout as delay } from 'node:timers/promises';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import { Listeners } from '../kernel/listeners.ts';
import { SerialQueue } from '../kernel/serialQueue.ts';
import { tokyoClock, tokyoDate } from '../kernel/tokyoTime.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Check } from './check.ts';
import type { Ports } from './ports.ts';
import { isNotice, joined, type Report, reportOf } from './report.ts';
import { type ChecksOptions, runChecks } from './runChecks.ts';

/** What came of the last self-test. */
export interface SelfTestResult {
  /** When it ended, milliseconds since the epoch. */
  readonly at: number;
  readonly report: Report;
  /** Titles of what was not well at first, and is since it was tried once more. */
  readonly mended: readonly string[];
}

export interface SelfTestOptions extends Pick<ChecksOptions, 'checks' | 'onBug'> {
  readonly ports: () => Partial<Ports>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether nobody is being served: nobody's visit is slowed down by it. */
  readonly isFree: () => boolean;
  readonly delays: SelfTestDelays;
  /** `07:30` in Tokyo: when it is done each day; empty where only after a start. */
  readonly daily: string;
}

/** Milliseconds. */
export interface SelfTestDelays {
  /** After a start: networks, readers and cameras that were switched on together come up meanwhile. */
  readonly afterStart: number;
  /** Before what failed is tried once more. */
  readonly beforeMending: number;
  /** Between two looks whether it is time. */
  readonly look: number;
}

/**
 * A kiosk that looks at itself after each start and every morning. What can be mended without a hand is tried once,
 * then it is said. Whoever asks for all checks in between makes a newer result of it.
 */
export class SelfTest {
  private readonly options: SelfTestOptions;
  private readonly listeners = new Listeners();
  private readonly turns = new SerialQueue();
  private readonly stopping = new AbortController();
  private result: SelfTestResult | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly startedAt = performance.now();
  private isDueAfterStart = true;
  private doneOn: string;

  constructor(options: SelfTestOptions) {
    this.options = options;
    // A start after this morning's time is this morning's test.
    this.doneOn = this.isPastTime() ? tokyoDate(options.now()) : '';
  }

  last(): SelfTestResult | undefined {
    return this.result;
  }

  /** Numbers that staff should be told of; what merely will be in some weeks is not among them. */
  codes(): readonly ProblemCode[] {
    const findings = this.result?.report.findings ?? [];
    return [...new Set(findings.filter((each) => !isNotice(each)).map(({ number }) => number))];
  }

  /** Calls `listener` after every new result; returns the way to stop that. */
  onResult(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  /** From here on it goes by itself. */
  begin(): void {
    this.timer = setInterval(() => this.lookAtClock(), this.options.delays.look).unref();
  }

  /** All checks, or those named, as somebody asked for them now: nothing is tried a second time. */
  async ask(
    only: readonly string[] | undefined,
    signal: AbortSignal,
    onStep: NonNullable<ChecksOptions['onStep']>,
  ): Promise<Report> {
    return this.turns.run(async () => {
      const either = linkedAbort([signal, this.stopping.signal]);
      const report = await this.run(only, either.signal, onStep);
      either.release();
      if (!only && !signal.aborted) this.keep(report, []);
      return report;
    });
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.turns.idle();
  }

  private lookAtClock(): void {
    if (!this.options.isFree()) return;
    const isStarted = this.isDueAfterStart && performance.now() - this.startedAt >= this.options.delays.afterStart;
    const isMorning = this.options.daily !== '' && this.isPastTime() && this.doneOn !== tokyoDate(this.options.now());
    if (!isStarted && !isMorning) return;
    if (isStarted) this.isDueAfterStart = false;
    if (isMorning) this.doneOn = tokyoDate(this.options.now());
    void this.turns.run(() => this.testAndMend());
  }

  private async testAndMend(): Promise<void> {
    const { signal } = this.stopping;
    const first = await this.run(undefined, signal);
    const failing = this.options.checks.filter(
      ({ id, mending }) => mending !== undefined && first.findings.some((each) => each.id.startsWith(`${id}.`)),
    );
    if (failing.length === 0 || signal.aborted) return this.keep(first, []);
    this.keep(first, []);
    await this.mend(failing, signal);
    if (signal.aborted) return;
    const second = await this.run(
      failing.map(({ id }) => id),
      signal,
    );
    if (signal.aborted) return;
    const mended = failing.filter(({ id }) => second.checks.some((each) => each.id === id && each.ok));
    this.keep(
      joined(without(first, failing), second),
      mended.map(({ title }) => title),
    );
  }

  private async mend(failing: readonly Check[], signal: AbortSignal): Promise<void> {
    const ports = this.options.ports();
    for (const { mending } of failing) await mending?.act?.(ports);
    await delay(this.options.delays.beforeMending, undefined, { signal }).catch(() => undefined);
  }

  private run(
    only: readonly string[] | undefined,
    signal: AbortSignal,
    onStep?: ChecksOptions['onStep'],
  ): Promise<Report> {
    const { checks, ports, onBug } = this.options;
    return runChecks({
      checks: only ? checks.filter(({ id }) => only.includes(id)) : checks,
      ports: ports(),
      signal,
      ...(onStep ? { onStep } : {}),
      ...(onBug ? { onBug } : {}),
    });
  }

  private keep(report: Report, mended: readonly string[]): void {
    if (this.stopping.signal.aborted) return;
    this.result = { at: this.options.now(), report, mended };
    this.listeners.tell();
  }

  private isPastTime(): boolean {
    return tokyoClock(this.options.now()) >= this.options.daily;
  }
}

/** A report without what some checks said. */
function without(report: Report, checks: readonly Check[]): Report {
  const isOfThem = (id: string) => checks.some((each) => id === each.id || id.startsWith(`${each.id}.`));
  return reportOf(
    report.findings.filter(({ id }) => !isOfThem(id)),
    report.checks.filter(({ id }) => !isOfThem(id)),
    report.skipped,
  );
}
