import { randomBytes, verify, type X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { CurrentApplication } from './application.ts';
import { serialOf, validityOf } from './certificate.ts';
import { classifyByTime } from './certificateClass.ts';
import { pinTriesLeft, readPinState, signForAuthentication } from './jpki.ts';
import type { PhoneKind } from './phoneKind.ts';
import type { CardIdentity, PossessionProof } from './placedCard.ts';
import type { CardChannel } from './reader.ts';
import { readTokenKind } from './token.ts';
import { readTrustedCertificate } from './trustedCertificate.ts';
import { verifySecret } from './verify.ts';

/** What became of one phone held to the reader. */
export type PhoneOutcome =
  | { readonly kind: 'proven'; readonly identity: CardIdentity; readonly proof: PossessionProof }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked' }
  /** One try is left and the patient does not know yet: the PIN was not sent. */
  | { readonly kind: 'last-try' }
  /** The other kind of phone, or no phone at all. */
  | { readonly kind: 'other-token' };

/** What the patient has said before they hold the phone there. */
export interface PhoneTouch {
  readonly kind: PhoneKind;
  /** ASCII digits on Android; null on an iPhone, which has checked its owner by itself before it answers. */
  readonly pin: Uint8Array | null;
  /** Whether the patient knows that only one try is left, and wants to use it. */
  readonly lastTryAccepted: boolean;
}

/** A phone with スマートフォンのマイナンバーカード on the reader, for the second or two that it is held there. */
export interface PhoneToken {
  /**
   * Everything in one touch: which token it is, on Android the PIN, the certificate, and a signature over a fresh
   * challenge. Spends a try when the PIN is wrong and is never repeated by machine. The PIN is zeroed before this
   * returns.
   */
  prove(touch: PhoneTouch, signal: AbortSignal): Promise<Result<PhoneOutcome>>;
  release(): Promise<void>;
}

export interface PhoneTokenParts {
  readonly channel: CardChannel;
  /** Certificates of the authorities whose tokens are accepted. */
  readonly trustAnchors: readonly X509Certificate[];
  readonly now: () => Date;
}

const challengeBytes = 32;

export function createPhoneToken({ channel, trustAnchors, now }: PhoneTokenParts): PhoneToken {
  return {
    async prove(touch, signal) {
      try {
        return await prove({ channel, anchors: trustAnchors, now: now() }, touch, signal);
      } finally {
        touch.pin?.fill(0);
      }
    },
    release: () => channel.powerOff(),
  };
}

interface Meeting {
  readonly channel: CardChannel;
  readonly anchors: readonly X509Certificate[];
  readonly now: Date;
}

async function prove(
  { channel, anchors, now }: Meeting,
  { kind, pin, lastTryAccepted }: PhoneTouch,
  signal: AbortSignal,
): Promise<Result<PhoneOutcome>> {
  const jpki = await new CurrentApplication(channel).enter('jpki', signal);
  if (!jpki.ok) return jpki;
  if (jpki.value === 'absent') return ok({ kind: 'other-token' });
  const token = await readTokenKind(channel, signal);
  if (!token.ok) return token;
  if (token.value !== kind) return ok({ kind: 'other-token' });

  let triesLeft = 0;
  if (pin) {
    const opened = await openWith(pin, lastTryAccepted, channel, signal);
    if (!opened.ok) return opened;
    if (opened.value.kind !== 'open') return ok(opened.value);
    triesLeft = opened.value.triesLeft;
  }
  // On Android the certificate is readable only now that the PIN was accepted.
  const certificate = await readTrustedCertificate(channel, anchors, now, signal);
  if (!certificate.ok) return certificate;
  const validity = validityOf(certificate.value);
  if (now < validity.notBefore) return failed('U-604', `a phone's certificate begins ${certificate.value.validFrom}`);
  const challenge = randomBytes(challengeBytes);
  const signature = await signForAuthentication(channel, challenge, signal);
  if (!signature.ok) return signature;
  if (!verify('sha256', challenge, certificate.value.publicKey, signature.value)) return failed('U-202');
  return ok({
    kind: 'proven',
    identity: {
      certificate: certificate.value.raw,
      serial: serialOf(certificate.value),
      notAfter: validity.notAfter.toISOString(),
      certificateClass: classifyByTime(validity, now),
      revocation: 'unknown',
      pinTriesLeft: triesLeft,
      photo: 'unavailable',
    },
    proof: { challenge, signature: signature.value, provenAt: now.toISOString() },
  });
}

type Opening =
  | { readonly kind: 'open'; readonly triesLeft: number }
  | Extract<PhoneOutcome, { kind: 'wrong' | 'locked' | 'last-try' }>;

/** Verifies the PIN, having asked first how many tries are left. */
async function openWith(
  pin: Uint8Array,
  lastTryAccepted: boolean,
  channel: CardChannel,
  signal: AbortSignal,
): Promise<Result<Opening>> {
  const state = await readPinState(channel, signal);
  if (!state.ok) return state;
  if (!state.value) return failed('U-106', 'no PIN file for user authentication');
  if (state.value.triesLeft === 0) return ok({ kind: 'locked' });
  if (state.value.triesLeft === 1 && !lastTryAccepted) return ok({ kind: 'last-try' });
  const verified = await verifySecret(channel, state.value.secret, pin, signal);
  if (!verified.ok) return verified;
  if (verified.value.kind === 'verified') return ok({ kind: 'open', triesLeft: pinTriesLeft(state.value) });
  const { triesLeft } = verified.value;
  return ok(triesLeft === 0 ? { kind: 'locked' } : { kind: 'wrong', triesLeft });
}
