import type { KioskConfig } from '../config/schema.ts';
import type { Report } from '../diagnostics/report.ts';
import type { Backlog } from '../outbox/outbox.ts';
import type { Result } from '../problem/result.ts';
import type { MeasuredDay } from './measuredDays.ts';

/** What a bundle is made of, as whoever asks for it brings it. What cannot be read comes as its problem. */
export interface SupportFacts {
  /** When it is made, milliseconds since the epoch. */
  readonly at: number;
  readonly checks: {
    readonly report: Report;
    /** When they ended, milliseconds since the epoch. */
    readonly at: number;
    /** `self-test`: the kiosk's last one; `gentle`: those that disturb nobody; `all`: no kiosk runs. */
    readonly kind: 'self-test' | 'gentle' | 'all';
  };
  readonly history: Result<readonly MeasuredDay[]>;
  /** The settings, or in which lines of their file something is wrong. */
  readonly configuration: KioskConfig | { readonly wrongLines: readonly number[] };
  readonly versions: Versions;
  /** The end of the log, oldest first, as it was written. */
  readonly log: readonly string[];
  readonly counts: Counts;
}

/** What runs, and on what. */
export interface Versions {
  readonly program: string;
  /** Over everything that is built; null where nothing is. */
  readonly digest: string | null;
  readonly node: string;
  readonly system: string;
  readonly kernel: string;
  readonly machine: string;
  readonly packages: Readonly<Record<string, string>>;
}

/** How many there are of what; of none what it is. */
export interface Counts {
  readonly queue: Result<Pick<Backlog, 'waiting' | 'parked' | 'unreconciled' | 'oldestAt'>>;
  /** Records of the audit trail by event. */
  readonly audit: Result<Readonly<Record<string, number>>>;
  /** Visits of the last 14 days, by how they ended, how people were proven, and with which number. */
  readonly statistics: Result<Readonly<Record<string, unknown>>>;
}
