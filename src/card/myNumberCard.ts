import { createPublicKey, type KeyObject, randomBytes, verify, type X509Certificate } from 'node:crypto';
import { underLimit } from '../kernel/linkedAbort.ts';
import { SerialQueue } from '../kernel/serialQueue.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { CurrentApplication } from './application.ts';
import { readFront, wipeFront } from './cardFace.ts';
import { checkTime, serialOf, validityOf } from './certificate.ts';
import { type CertificateClass, classifyByTime } from './certificateClass.ts';
import { GenuineCheck } from './genuine.ts';
import { pinTriesLeft, readPinState, signForAuthentication } from './jpki.ts';
import { NumberB } from './numberB.ts';
import type { CardFace, CardHolder, CardIdentity, NumberBSource, PinOutcome, PlacedCard } from './placedCard.ts';
import type { CardChannel } from './reader.ts';
import type { RevocationSource, RevocationStatus } from './revocation.ts';
import { readAttributes } from './textInput.ts';
import { readTokenKind, type TokenKind } from './token.ts';
import { readTrustedCertificate } from './trustedCertificate.ts';
import { type SecretState, verifySecret } from './verify.ts';

const challengeBytes = 32;

/** The patient waits for this before anything else; the eligibility system looks revocation up once more. */
const revocationMs = 1_500;

export interface PlacedCardParts {
  readonly channel: CardChannel;
  /** Certificates of the authorities whose cards are accepted. */
  readonly trustAnchors: readonly X509Certificate[];
  readonly numberB: NumberBSource;
  readonly now: () => Date;
  /** Public keys of those who sign card faces; without them a signature is good but `unanchored`. */
  readonly faceIssuers?: readonly KeyObject[];
  /** Left out, revocation stays `unknown`. */
  readonly revocation?: RevocationSource;
  /**
   * What {@link PlacedCard.identify} does with a certificate that is expired (also within its grace) or revoked:
   * `refuse` with U-112 or U-114, the default, or `report` its class and leave the rest to the visit.
   */
  readonly unusualCertificates?: 'refuse' | 'report';
}

/** The visit's view of the card at the other end of `channel`, which is from now on this object's alone. */
export function createPlacedCard(parts: PlacedCardParts): PlacedCard {
  return new MyNumberCard(parts);
}

class MyNumberCard implements PlacedCard {
  private readonly parts: PlacedCardParts;
  private readonly channel: CardChannel;
  /** Each call is several commands that only mean something together: a READ belongs to the VERIFY before it. */
  private readonly queue = new SerialQueue();
  private readonly application: CurrentApplication;
  private readonly numberB: NumberB;
  private readonly genuine: GenuineCheck;
  private certificate: X509Certificate | undefined;
  /** The PIN and its counter as far as they are known: asked once, then followed through every VERIFY. */
  private pin: SecretState | 'none' | undefined;

  constructor(parts: PlacedCardParts) {
    this.parts = parts;
    this.channel = parts.channel;
    this.application = new CurrentApplication(parts.channel);
    this.numberB = new NumberB(parts.channel, parts.numberB);
    this.genuine = new GenuineCheck(parts.channel, parts.faceIssuers ?? []);
  }

  identify(signal: AbortSignal): Promise<Result<CardIdentity>> {
    return this.queue.run(async () => {
      const certificate = await this.readCertificate(signal);
      if (!certificate.ok) return certificate;
      // Asked while the card is read on: the answer comes from elsewhere.
      const asked = this.askRevocation(certificate.value, signal);
      const pin = await this.readPin(signal);
      if (!pin.ok) return pin;
      const cardFace = await this.application.enter('cardFace', signal);
      if (!cardFace.ok) return cardFace;
      const revocation = await asked;
      const certificateClass = this.classify(certificate.value, revocation);
      const usable = this.checkUsable(certificate.value, certificateClass);
      if (!usable.ok) return usable;
      return ok({
        certificate: certificate.value.raw,
        serial: serialOf(certificate.value),
        notAfter: validityOf(certificate.value).notAfter.toISOString(),
        certificateClass,
        revocation,
        pinTriesLeft: pin.value === 'none' ? null : pinTriesLeft(pin.value),
        photo: cardFace.value === 'selected' ? 'available' : 'unavailable',
      });
    });
  }

  async provePossession(pin: Uint8Array, signal: AbortSignal): Promise<Result<PinOutcome>> {
    try {
      return await this.queue.run(() => this.prove(pin, signal));
    } finally {
      pin.fill(0);
    }
  }

  async readFace(signal: AbortSignal): Promise<Result<CardFace>> {
    // Whoever tells the number may need seconds for it: a PIN must not wait behind that.
    if (!(await this.numberB.isKnown(signal))) return failed('U-215');
    return this.queue.run(async () => {
      const opened = await this.open('cardFace', signal);
      if (!opened.ok) return opened;
      const front = await readFront(this.channel, signal);
      if (!front.ok) return front;
      const genuine = await this.genuine.checkFront(front.value, signal);
      if (!genuine.ok) {
        wipeFront(front.value);
        return genuine;
      }
      const { photo, birthdate, sex, expiry, namePicture, addressPicture } = front.value;
      return ok({
        photo: photo && { bytes: photo },
        ...{ birthdate, sex, expiry, namePicture, addressPicture },
        genuine: genuine.value,
        cardKey: front.value.cardKey.export({ type: 'spki', format: 'der' }),
      });
    });
  }

  async readFourItems(signal: AbortSignal): Promise<Result<CardHolder>> {
    if (!(await this.numberB.isKnown(signal))) return failed('U-215');
    return this.queue.run(async () => {
      const opened = await this.open('textInput', signal);
      if (!opened.ok) return opened;
      const attributes = await readAttributes(this.channel, signal);
      if (!attributes.ok) return attributes;
      const issuerSignature = await this.genuine.checkAttributes(attributes.value, signal);
      return issuerSignature.ok
        ? ok({ ...attributes.value.items, issuerSignature: issuerSignature.value })
        : issuerSignature;
    });
  }

  signsUnder(cardKey: Uint8Array, signal: AbortSignal): Promise<Result<boolean>> {
    return this.queue.run(async () => {
      const entered = await this.application.enter('cardFace', signal);
      if (!entered.ok) return entered;
      if (entered.value === 'absent') return ok(false);
      const key = createPublicKey({ key: Buffer.from(cardKey), type: 'spki', format: 'der' });
      return this.genuine.signsUnder(key, signal);
    });
  }

  tokenKind(signal: AbortSignal): Promise<Result<TokenKind>> {
    return this.queue.run(async () => {
      const jpki = await this.enterJpki(signal);
      return jpki.ok ? readTokenKind(this.channel, signal) : jpki;
    });
  }

  async release(): Promise<void> {
    await this.channel.powerOff();
    await this.queue.idle();
    this.numberB.clear();
  }

  private async enterJpki(signal: AbortSignal): Promise<Result<void>> {
    const jpki = await this.application.enter('jpki', signal);
    if (!jpki.ok) return jpki;
    return jpki.value === 'selected' ? ok(undefined) : failed('U-102');
  }

  /** Enters JPKI, reads the certificate the first time, and says no where the visit is not to see it. */
  private async readCertificate(signal: AbortSignal): Promise<Result<X509Certificate>> {
    const jpki = await this.enterJpki(signal);
    if (!jpki.ok) return jpki;
    if (this.certificate) return ok(this.certificate);
    const now = this.parts.now();
    const certificate = await readTrustedCertificate(this.channel, this.parts.trustAnchors, now, signal);
    if (!certificate.ok) return certificate;
    const usable = this.checkUsable(certificate.value, classifyByTime(validityOf(certificate.value), now));
    if (!usable.ok) return usable;
    this.certificate = certificate.value;
    return certificate;
  }

  private async askRevocation(certificate: X509Certificate, signal: AbortSignal): Promise<RevocationStatus> {
    const { revocation } = this.parts;
    if (!revocation) return 'unknown';
    const answer = await underLimit([signal], revocationMs, (limit) => revocation.check(certificate, limit));
    return answer.ok ? answer.value : 'unknown';
  }

  private classify(certificate: X509Certificate, revocation: RevocationStatus): CertificateClass {
    return revocation === 'revoked' ? 'revoked' : classifyByTime(validityOf(certificate), this.parts.now());
  }

  private checkUsable(certificate: X509Certificate, certificateClass: CertificateClass): Result<void> {
    const now = this.parts.now();
    const isOfLaterDay = now < validityOf(certificate).notBefore;
    if (this.parts.unusualCertificates === 'report' && !isOfLaterDay) return ok(undefined);
    return certificateClass === 'revoked' ? failed('U-114') : checkTime(certificate, this.parts.now());
  }

  private async readPin(signal: AbortSignal): Promise<Result<SecretState | 'none'>> {
    if (this.pin) return ok(this.pin);
    const state = await readPinState(this.channel, signal);
    if (!state.ok) return state;
    this.pin = state.value ?? 'none';
    return ok(this.pin);
  }

  private async prove(pin: Uint8Array, signal: AbortSignal): Promise<Result<PinOutcome>> {
    const certificate = await this.readCertificate(signal);
    if (!certificate.ok) return certificate;
    const state = await this.readPin(signal);
    if (!state.ok) return state;
    if (state.value === 'none') return failed('U-106', 'no PIN file for user authentication');
    if (state.value.triesLeft === 0) return ok({ kind: 'locked' });
    const { secret } = state.value;
    // Until the card answers, nobody knows its counter.
    this.pin = undefined;
    const verified = await verifySecret(this.channel, secret, pin, signal);
    if (!verified.ok) return verified;
    if (verified.value.kind === 'refused') {
      const { triesLeft } = verified.value;
      this.pin = { secret, triesLeft };
      return ok(triesLeft === 0 ? { kind: 'locked' } : { kind: 'wrong', triesLeft });
    }
    this.pin = { secret, triesLeft: 'open' };
    const challenge = randomBytes(challengeBytes);
    const signature = await signForAuthentication(this.channel, challenge, signal);
    if (!signature.ok) return signature;
    const { publicKey } = certificate.value;
    if (!verify('sha256', challenge, publicKey, signature.value)) return failed('U-202');
    return ok({
      kind: 'proven',
      proof: { challenge, signature: signature.value, provenAt: this.parts.now().toISOString() },
    });
  }

  /** Enters a 券面 application and opens it. */
  private async open(name: 'cardFace' | 'textInput', signal: AbortSignal): Promise<Result<void>> {
    const selected = await this.application.enter(name, signal);
    if (!selected.ok) return selected;
    if (selected.value === 'absent') return failed('U-212', 'the card has no such 券面 application');
    return this.numberB.open(name, signal);
  }
}
