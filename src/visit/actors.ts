import { v7 as uuid } from 'uuid';
import { fromPromise } from 'xstate';
import type { CardIdentity, PinOutcome, PlacedCard } from '../card/placedCard.ts';
import type { ConsentAnswer } from '../consent/items.ts';
import type { EligibilityAnswer } from '../eligibility/answer.ts';
import type { EligibilityQuestion, HolderEvidence } from '../eligibility/gateway.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import type { HolderRecord } from '../outbox/reception.ts';
import { unwrap } from '../problem/result.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';

/** What a reception is made of, once everything is known. */
export interface Arrival {
  readonly certificateSerial: string;
  readonly holder: HolderEvidence;
  readonly consents: readonly ConsentAnswer[];
  readonly eligibility: EligibilityAnswer;
}

/**
 * All work a visit wants done. Each resolves with what the world answered or rejects with the numbered problem; each
 * gets the abort signal of the state that invoked it.
 */
export function createActors(ports: VisitPorts, settings: VisitSettings) {
  return {
    identifyCard: fromPromise<CardIdentity, PlacedCard>(async ({ input: card, signal }) =>
      unwrap(await card.identify(signal)),
    ),

    preparePhoto: fromPromise<void, PlacedCard>(async ({ input: card, signal }) => {
      const photo = unwrap(await card.readPhoto(signal));
      unwrap(await ports.face.enrol(photo, signal));
    }),

    matchFace: fromPromise<FaceOutcome>(async ({ signal }) =>
      unwrap(await ports.face.attempt(ports.faceObserver, signal)),
    ),

    provePin: fromPromise<PinOutcome, PlacedCard>(async ({ input: card, signal }) =>
      unwrap(await card.provePossession(ports.pinEntry.take(), signal)),
    ),

    askEligibility: fromPromise<EligibilityAnswer, EligibilityQuestion>(async ({ input: question, signal }) =>
      unwrap(await ports.eligibility.ask(question, signal)),
    ),

    recordReception: fromPromise<void, Arrival>(async ({ input: arrival }) => {
      const { certificateSerial, holder, consents, eligibility } = arrival;
      unwrap(
        ports.receptions.record({
          id: uuid(),
          version: 1,
          receivedAt: new Date(ports.now()).toISOString(),
          institutionCode: settings.institutionCode,
          kiosk: settings.kiosk,
          certificateSerial,
          holder: holderRecord(holder),
          consents,
          eligibility,
        }),
      );
    }),

    clearUp: fromPromise<void, PlacedCard | null>(async ({ input: card }) => {
      ports.pinEntry.clear();
      await Promise.all([card?.release(), ports.face.forget()]);
    }),
  };
}

/** What of the evidence may be kept: how and when, never the challenge or the signature. */
function holderRecord(holder: HolderEvidence): HolderRecord {
  const { method, provenAt } = holder;
  return holder.method === 'face'
    ? { method, provenAt, score: holder.score, profile: holder.profile }
    : { method, provenAt };
}
