import { join } from 'node:path';
import { minute } from '../kernel/durations.ts';
import { WorkerCalls } from '../kernel/workerCalls.ts';
import { failed, type Result } from '../problem/result.ts';
import { projectRoot } from '../system/paths.ts';
import type { ReportQuery } from './query.ts';

/** How a report is written out: a piece of the desk's page, JSON for programs, a table for spreadsheets. */
export type ReportForm = 'page' | 'json' | 'csv';

/** What the worker is asked. */
export interface ReportRequest {
  readonly folder: string;
  readonly query: ReportQuery;
  readonly form: ReportForm;
}

/** A report, ready to be sent: years of days are megabytes, which the thread of the visits only passes on. */
export interface WrittenReport {
  /** UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many periods it tells of. */
  readonly periods: number;
}

/** More than a clinic's staff look at the figures within the same seconds. */
const mostWaiting = 4;

/** Ten years day by day take 10 s on a slow machine: past this the thread hangs. Milliseconds. */
const silenceMs = minute;

/**
 * Reports on a thread of their own, one at a time: ten years are some 300,000 counts, and while they are added up and
 * drawn on the thread of the visits, no patient's press is heard.
 */
export class Reports {
  private readonly folder: string;
  private worker: WorkerCalls<ReportRequest, Result<WrittenReport>> | undefined;
  private waiting = 0;

  /** @param folder of the counters; a kiosk may be writing to it */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** `busy` where too many wait already. Errors: U-509. */
  async write(query: ReportQuery, form: ReportForm): Promise<Result<WrittenReport> | 'busy'> {
    if (this.waiting >= mostWaiting) return 'busy';
    this.waiting += 1;
    this.worker ??= startWorker();
    const { folder } = this;
    const written = await this.worker.ask({ folder, query, form });
    this.waiting -= 1;
    return written;
  }

  async close(): Promise<void> {
    await this.worker?.close();
  }
}

function startWorker(): WorkerCalls<ReportRequest, Result<WrittenReport>> {
  return new WorkerCalls<ReportRequest, Result<WrittenReport>>({
    // Built JavaScript, also under test: Node 20 runs no TypeScript.
    file: join(projectRoot(), 'dist', 'src', 'statistics', 'reportWorker.js'),
    startWith: undefined,
    without: (loss) => failed('U-509', `the report was not written: ${loss.kind === 'lost' ? loss.detail : loss.kind}`),
    silenceMs,
  });
}
