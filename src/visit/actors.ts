import { setImmediate as nextTurn } from 'node:timers/promises';
import { fromPromise } from 'xstate';
import type { PhoneKind } from '../card/phoneKind.ts';
import type { PhoneOutcome, PhoneToken } from '../card/phoneToken.ts';
import type { CardFace, CardHolder, CardIdentity, PinOutcome, PlacedCard } from '../card/placedCard.ts';
import type { CardStatus, EligibilityQuestion } from '../eligibility/gateway.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import { ok, type Result, unwrap } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { PasscodeOutcome } from '../reception/passcode.ts';
import type { PersonRecord } from '../reception/person.ts';
import type { Reception } from '../reception/reception.ts';
import type { SubsidyCertificate } from '../reception/subsidy.ts';
import { type ChipStanding, chipRules, chipStanding } from '../reception/whatMayFollow.ts';
import type { NewArrival } from './facts.ts';
import type { HeldPhoto } from './heldPhoto.ts';
import { lackBehind, type PhotoLack } from './photoStanding.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';

/** What the card's front told. */
export interface CardFront {
  /** Whether there is a photo that may be compared with, held for the face engine; or why not. */
  readonly photo: 'read' | PhotoLack;
  readonly chip: ChipStanding;
  /** Last day of the card itself, yyyyMMdd. No signature covers it: it is for saying, and decides nothing. */
  readonly cardEnds: string;
  /** Under what the chip has signed (SPKI, DER): by this it is known again. */
  readonly cardKey: Uint8Array;
  /** Null where the text application does not open. */
  readonly person: PersonRecord | null;
}

/** A card that was laid down while staff looked, and what is known of the one that lay there before. */
export interface LaidBack {
  readonly card: PlacedCard;
  readonly certificate: Uint8Array;
  readonly cardKey: Uint8Array;
}

/** What became of it. The tries of its PIN are read anew: it was out of sight. */
export type Recognition = { readonly kind: 'same'; readonly pinTriesLeft: number } | { readonly kind: 'other' };

/** What is known of an arrival once it is recorded. */
export interface Recorded {
  /** Whether the same person came earlier today. */
  readonly cameEarlier: boolean;
}

/** A phone, and what the patient has said about it. */
export interface PhoneMeeting {
  readonly phone: PhoneToken;
  readonly kind: PhoneKind;
  readonly lastTryAccepted: boolean;
}

/**
 * All work a visit wants done. Each resolves with what the world answered or rejects with the numbered problem; each
 * gets the abort signal of the state that invoked it.
 * @param held where the photo is between the card and the face engine
 */
export function createActors(ports: VisitPorts, settings: VisitSettings, held: HeldPhoto) {
  return {
    identifyCard: fromPromise<CardIdentity, PlacedCard>(async ({ input: card, signal }) =>
      unwrap(await card.identify(signal)),
    ),

    provePhone: fromPromise<PhoneOutcome, PhoneMeeting>(async ({ input, signal }) => {
      const { phone, kind, lastTryAccepted } = input;
      const pin = kind === 'android' ? ports.entries.pin.take() : null;
      return unwrap(await phone.prove({ kind, pin, lastTryAccepted }, signal));
    }),

    askCardStatus: fromPromise<CardStatus, Uint8Array>(async ({ input: certificate, signal }) =>
      unwrap(await ports.eligibility.cardStatus(certificate, signal)),
    ),

    registerCard: fromPromise<void, Uint8Array>(async ({ input: certificate, signal }) =>
      unwrap(await ports.eligibility.register(certificate, signal)),
    ),

    readFront: fromPromise<CardFront, PlacedCard>(async ({ input: card, signal }) => {
      const front = unwrap(await card.readFace(signal));
      const { photo } = front;
      for (const picture of [front.namePicture, front.addressPicture]) picture.fill(0);
      const items = await card.readFourItems(signal);
      const chip = standingOf(front, items);
      // A photo that nobody known vouches for is not even decoded, nor one of a visit that is over.
      const mayBeCompared = chipRules[chip].mayMatchFace && !signal.aborted;
      if (photo && mayBeCompared) held.put(photo);
      else photo?.bytes.fill(0);
      return {
        photo: photo ? photoOn(chip) : 'no-photo',
        chip,
        cardEnds: front.expiry,
        cardKey: front.cardKey,
        person: items.ok ? personRecord(items.value) : null,
      };
    }),

    enrolPhoto: fromPromise<'ready' | PhotoLack>(async ({ signal }) => {
      const photo = held.take();
      if (!photo) throw new Error('no photo was read');
      const enrolled = await ports.face.enrol(photo, signal);
      return enrolled.ok ? 'ready' : lackBehind(enrolled.problem);
    }),

    // A certificate can be copied by whoever once held the card: the chip signs again, under the key its issuer signed.
    recogniseCard: fromPromise<Recognition, LaidBack>(async ({ input, signal }) => {
      const { card, certificate, cardKey } = input;
      const identity = unwrap(await card.identify(signal));
      const isSame =
        Buffer.compare(identity.certificate, certificate) === 0 && unwrap(await card.signsUnder(cardKey, signal));
      return isSame ? { kind: 'same', pinTriesLeft: identity.pinTriesLeft ?? 0 } : { kind: 'other' };
    }),

    matchFace: fromPromise<FaceOutcome>(async ({ signal }) =>
      unwrap(await ports.face.attempt(ports.faceObserver, signal)),
    ),

    provePin: fromPromise<PinOutcome, PlacedCard>(async ({ input: card, signal }) =>
      unwrap(await card.provePossession(ports.entries.pin.take(), signal)),
    ),

    checkPasscode: fromPromise<PasscodeOutcome>(async () => ports.passcodes.check(ports.entries.passcode.take())),

    askEligibility: fromPromise<EligibilityAnswer, EligibilityQuestion>(async ({ input: question, signal }) =>
      unwrap(await ports.eligibility.ask(question, signal)),
    ),

    askSubsidies: fromPromise<readonly SubsidyCertificate[], EligibilityQuestion>(async ({ input, signal }) => {
      const none: Result<readonly SubsidyCertificate[]> = ok([]);
      return unwrap(settings.asksSubsidies ? await ports.eligibility.subsidies(input, signal) : none);
    }),

    recordReception: fromPromise<Recorded, NewArrival>(async ({ input: arrival, signal }) => {
      // The answer to the press goes out first: it is shown while this is worked on.
      await nextTurn();
      const reception: Reception = {
        schemaVersion: 1,
        version: 1,
        receivedAt: new Date(ports.now()).toISOString(),
        institutionCode: settings.institutionCode,
        kiosk: settings.kiosk,
        occasion: ports.occasion(),
        ...arrival,
      };
      const cameEarlier = await ports.receptions.cameEarlier(reception);
      signal.throwIfAborted();
      unwrap(await ports.receptions.record(reception, signal));
      return { cameEarlier };
    }),

    eraseFace: fromPromise(async () => ports.face.forget()),

    clearUp: fromPromise<void, Leftovers>(async ({ input: { card, phone } }) => {
      for (const entry of Object.values(ports.entries)) entry.clear();
      held.clear();
      // The face waits for no card, and a card that does not let go does not end the wait for the face.
      const [face] = await Promise.allSettled([ports.face.forget(), card?.release(), phone?.release()]);
      if (face.status === 'rejected') throw face.reason;
    }),
  };
}

/** What a visit leaves on the readers. */
export interface Leftovers {
  readonly card: PlacedCard | null;
  readonly phone: PhoneToken | null;
}

/** What a photo is good for on a chip that stands so. */
function photoOn(chip: ChipStanding): CardFront['photo'] {
  if (chipRules[chip].mayMatchFace) return 'read';
  return chip === 'unread' ? 'unreadable' : 'unsuited';
}

function standingOf({ genuine, birthdate, sex }: CardFace, items: Result<CardHolder>): ChipStanding {
  if (!items.ok) return items.problem.code === 'U-202' ? 'contradicted' : 'unread';
  return chipStanding({
    front: genuine.issuerSignature,
    items: items.value.issuerSignature,
    isOnePerson: items.value.birthdate === birthdate && items.value.sex === sex,
  });
}

function personRecord({ name, address, birthdate, sex }: CardHolder): PersonRecord {
  return { name, address, birthdate, sex: sex === '1' || sex === '2' ? sex : '3' };
}
