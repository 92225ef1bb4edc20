import type { PlacedCard } from '../card/placedCard.ts';
import type { EligibilityGateway } from '../eligibility/gateway.ts';
import type { FaceMatcher, FaceObserver } from '../face/faceMatcher.ts';
import type { Reception } from '../outbox/reception.ts';
import type { Result } from '../problem/result.ts';
import type { PinEntry } from './pinEntry.ts';

export type { PlacedCard };

/** Where a finished visit is made to last. A good answer means: on disk, fsync'd, its deliveries queued. */
export interface ReceptionBook {
  record(reception: Reception): Result<void>;
}

/** Everything a visit needs of the world. The composition root fills this in; the visit never knows by what. */
export interface VisitPorts {
  readonly face: FaceMatcher;
  /** Shows the live picture and the guidance while an attempt runs. */
  readonly faceObserver: FaceObserver;
  readonly eligibility: EligibilityGateway;
  readonly receptions: ReceptionBook;
  readonly pinEntry: PinEntry;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
