import type { Report } from '../diagnostics/report.ts';
import type { CheckStep } from '../diagnostics/runChecks.ts';
import type { Result } from '../problem/result.ts';
import type { BenchSaid } from '../screen/benchView.ts';
import type { SessionRecord, Technician } from './record.ts';

export type DoorOutcome =
  | { readonly kind: 'in'; readonly by: Technician }
  /** Name, password or code: which is not said. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'busy' };

/** One whole read of the test card. Lengths and ticks: nothing that is on it. */
export interface CardRead {
  readonly ms: number;
  /** Length of its certificate. */
  readonly certificateBytes: number;
  readonly hasPin: boolean;
  readonly hasFront: boolean;
}

/** What the bench tells the statechart. */
export type BenchEvent =
  | { readonly type: 'diagnostics.open' | 'diagnostics.burnt-in' | 'diagnostics.end' }
  | { readonly type: 'diagnostics.burn-in'; readonly ms: number };

/** What a technician's bench stands on. */
export interface BenchPorts {
  /** Runs checks of the catalogue: all, or those named. */
  run(only: readonly string[] | undefined, signal: AbortSignal, onStep: (step: CheckStep) => void): Promise<Report>;
  /** Reads the card that lies there, whole. Errors: U-1xx. */
  readCard(signal: AbortSignal): Promise<Result<CardRead>>;
  /** A sound that tells left from silence, in the room. Errors: U-622. */
  playSound(signal: AbortSignal): Promise<Result<unknown>>;
  /** Never throws for what was typed; the trail knows who tried. */
  signIn(said: Extract<BenchSaid, { kind: 'sign-in' }>): Promise<DoorOutcome>;
  send(event: BenchEvent): void;
  /** Keeps what was done, signed; answers the number of the report. Errors: U-630. */
  keep(session: SessionRecord): Result<string>;
  /** The session is over. */
  ended(by: Technician, why: 'asked' | 'time'): void;
  readonly demo: { readonly name: string; readonly password: string } | null;
  readonly now: () => number;
}
