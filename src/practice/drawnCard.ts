import type { CardFace, CardHolder, CardIdentity, PlacedCard, PossessionProof } from '../card/placedCard.ts';
import { ok } from '../problem/result.ts';
import { takesTime } from './takesTime.ts';

/** Milliseconds. */
const readingMs = 900;
const provingMs = 700;

/** The person whom practice is about: nobody. */
export const drawnPerson = {
  name: '見本　花子',
  nameKana: 'ﾐﾎﾝ ﾊﾅｺ',
  address: '見本県見本市見本町一丁目',
  birthdate: '19500101',
  sex: '2',
} as const;

/** Whose certificate it is: nobody's. */
export const drawnIdentity: CardIdentity = {
  certificate: new Uint8Array(0),
  serial: 'practice',
  notAfter: '9999-12-31T00:00:00.000Z',
  certificateClass: 'valid',
  revocation: 'good',
  pinTriesLeft: 3,
  photo: 'available',
};

/**
 * A card that is only drawn. Any four digits are its PIN: nobody is to type their own into a practice, and whoever does
 * learns nothing by it. The digits are zeroed as those of a real card are.
 */
export function drawnCard(): PlacedCard {
  const read = async <T>(value: () => T, ms: number, signal: AbortSignal) => {
    await takesTime(ms, signal);
    return ok(value());
  };
  return {
    identify: (signal) => read(() => drawnIdentity, readingMs, signal),
    provePossession(pin, signal) {
      pin.fill(0);
      return read(proven, provingMs, signal);
    },
    readFace: (signal) => read(face, readingMs, signal),
    readFourItems: (signal) => read((): CardHolder => ({ ...drawnPerson, issuerSignature: 'verified' }), 0, signal),
    signsUnder: async () => ok(true),
    tokenKind: async () => ok('my-number-card'),
    release: async () => undefined,
  };
}

function proven() {
  return { kind: 'proven', proof: drawnProof() } as const;
}

/** A proof of nothing. */
export function drawnProof(): PossessionProof {
  return { challenge: new Uint8Array(0), signature: new Uint8Array(0), provenAt: new Date().toISOString() };
}

function face(): CardFace {
  return {
    photo: { bytes: new Uint8Array(0) },
    birthdate: drawnPerson.birthdate,
    sex: drawnPerson.sex,
    expiry: '99991231',
    namePicture: new Uint8Array(0),
    addressPicture: new Uint8Array(0),
    genuine: { issuerSignature: 'verified', activeAuthentication: 'verified' },
    cardKey: new Uint8Array(0),
  };
}
