import type { Report } from './report.ts';

/**
 * Checks that disturb nobody, however often they are made: they read what is known already, or ask the machine for a
 * number. Cameras, sound and the face engine are left to the self-test.
 */
export const gentleChecks: readonly string[] = [
  'certificates',
  'disk',
  'storage-wear',
  'memory',
  'temperature',
  'service',
  'clock',
  'reader',
  'visits',
  'answers',
  'deliveries',
  'shares',
  'queue',
  'trends',
];

export interface GentleLookOptions {
  readonly run: (only: readonly string[], signal: AbortSignal) => Promise<Report>;
  /** Told what each look saw. */
  readonly onReport: (report: Report) => void;
  /** Between two looks, milliseconds. */
  readonly everyMs: number;
}

/** Looks at what may be looked at while patients are served, again and again. */
export class GentleLook {
  private readonly options: GentleLookOptions;
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(options: GentleLookOptions) {
    this.options = options;
  }

  begin(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => {
        this.looking = undefined;
      });
    }, this.options.everyMs).unref();
  }

  async look(): Promise<void> {
    const report = await this.options.run(gentleChecks, this.stopping.signal);
    if (!this.stopping.signal.aborted) this.options.onReport(report);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.looking;
  }
}
