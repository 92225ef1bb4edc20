import type { EligibilityGateway } from '../eligibility/gateway.ts';
import type { FaceMatcher, FaceObserver } from '../face/faceMatcher.ts';
import type { Result } from '../problem/result.ts';
import type { SaidSameOf } from '../reception/link/saidSame.ts';
import type { StaffPasscodes } from '../reception/passcode.ts';
import type { Occasion, Reception } from '../reception/reception.ts';
import type { DigitEntries } from './digitEntry.ts';

/**
 * Where a finished visit is made to last. A good answer means: on disk, fsync'd, its deliveries queued. It may be waited
 * for; once `signal` has aborted nothing is recorded any more, for the patient has read that it is not.
 */
export interface ReceptionRecorder {
  record(reception: Reception, signal: AbortSignal): Result<void> | Promise<Result<void>>;
  /** Whether whose `reception` this is came earlier that day, by what is kept of it; no where that cannot be seen. */
  cameEarlier(reception: Reception): Promise<boolean>;
}

/** Everything a visit needs of the world. The composition root fills this in; the visit never knows by what. */
export interface VisitPorts {
  readonly face: FaceMatcher;
  /** Shows the live picture and the guidance while an attempt runs. */
  readonly faceObserver: FaceObserver;
  readonly eligibility: EligibilityGateway;
  readonly receptions: ReceptionRecorder;
  readonly passcodes: StaffPasscodes;
  readonly entries: DigitEntries;
  /** 「本人です」: what staff have said about two names on one card. */
  readonly saidSame: SaidSameOf;
  /** Under what rules arrivals are taken at this moment: disaster and emergency are opened at the desk. */
  readonly occasion: () => Occasion;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
