import { randomBytes, verify, type X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { openFront, readFrontPhoto, selectCardFace } from './cardFace.ts';
import { checkChain, isIssuedByAny, parseCertificate, serialOf } from './certificate.ts';
import {
  readAuthenticationAuthority,
  readAuthenticationCertificate,
  readPinTriesLeft,
  selectJpki,
  selectPin,
  signMessage,
  verifyPin,
} from './jpki.ts';
import type { CardIdentity, ChipPhoto, PinOutcome, PlacedCard, VerificationNumberSource } from './placedCard.ts';
import type { CardChannel } from './reader.ts';
import { SerialQueue } from './serialQueue.ts';

/** 照合番号B may be misread; it is not tried more often than this for one placed card. */
const mostNumberBAttempts = 2;

const challengeBytes = 32;

export interface PlacedCardParts {
  readonly channel: CardChannel;
  /** Certificates of the authorities whose cards are accepted, PEM. One that cannot be parsed is a bug: it throws. */
  readonly trustAnchors: readonly string[];
  readonly numberB: VerificationNumberSource;
  readonly now: () => Date;
}

/** The visit's view of the card at the other end of `channel`, which is from now on this object's alone. */
export function createPlacedCard(parts: PlacedCardParts): PlacedCard {
  return new MyNumberCard(parts);
}

class MyNumberCard implements PlacedCard {
  private readonly channel: CardChannel;
  private readonly anchors: readonly X509Certificate[];
  private readonly numberB: VerificationNumberSource;
  private readonly now: () => Date;
  /** Each call is several commands that only mean something together: SELECT belongs to the READ after it. */
  private readonly queue = new SerialQueue();
  private certificate: X509Certificate | undefined;
  private knownNumberB: Uint8Array | undefined;
  private numberBAttempts = 0;

  constructor({ channel, trustAnchors, numberB, now }: PlacedCardParts) {
    this.channel = channel;
    this.anchors = trustAnchors.map((pem) => {
      const anchor = parseCertificate(pem);
      if (!anchor.ok) throw new TypeError('a trust anchor is not a certificate; the configuration should have said so');
      return anchor.value;
    });
    this.numberB = numberB;
    this.now = now;
  }

  identify(signal: AbortSignal): Promise<Result<CardIdentity>> {
    return this.queue.run(async () => {
      const certificate = await this.readTrustedCertificate(signal);
      if (!certificate.ok) return certificate;
      const pinTriesLeft = await readPinTriesLeft(this.channel, signal);
      if (!pinTriesLeft.ok) return pinTriesLeft;
      const cardFace = await selectCardFace(this.channel, signal);
      if (!cardFace.ok) return cardFace;
      const photo = cardFace.value === 'selected' && (await this.learnNumberB(signal)) ? 'available' : 'unavailable';
      return ok({
        certificate: certificate.value.raw,
        serial: serialOf(certificate.value),
        notAfter: new Date(certificate.value.validTo).toISOString(),
        pinTriesLeft: pinTriesLeft.value,
        photo,
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

  readPhoto(signal: AbortSignal): Promise<Result<ChipPhoto>> {
    return this.queue.run(async () => {
      const cardFace = await selectCardFace(this.channel, signal);
      if (!cardFace.ok) return cardFace;
      if (cardFace.value === 'absent') return failed('U-212', 'the card has no 券面 application');
      const numberB = await this.learnNumberB(signal);
      if (!numberB) return failed('U-212', 'nobody can tell 照合番号B');
      if (this.numberBAttempts >= mostNumberBAttempts) return failed('U-212', '照合番号B was tried often enough');
      this.numberBAttempts += 1;
      const opened = await openFront(this.channel, numberB, signal);
      this.forgetNumberB();
      return opened.ok ? readFrontPhoto(this.channel, signal) : opened;
    });
  }

  async release(): Promise<void> {
    await this.channel.powerOff();
    await this.queue.idle();
    this.forgetNumberB();
  }

  private async readTrustedCertificate(signal: AbortSignal): Promise<Result<X509Certificate>> {
    const jpki = await selectJpki(this.channel, signal);
    if (!jpki.ok) return jpki;
    if (jpki.value === 'absent') return failed('U-102');
    if (this.certificate) return ok(this.certificate);
    const der = await readAuthenticationCertificate(this.channel, signal);
    if (!der.ok) return der;
    if (!der.value) return failed('U-113');
    const certificate = parseCertificate(der.value);
    if (!certificate.ok) return certificate;
    const authority = await this.readAuthority(certificate.value, signal);
    if (!authority.ok) return authority;
    const checked = checkChain(certificate.value, authority.value, this.anchors, this.now());
    if (!checked.ok) return checked;
    this.certificate = certificate.value;
    return certificate;
  }

  /** The authority's certificate from the card: 1.3 KB over the radio, so only where the anchors do not do. */
  private async readAuthority(
    certificate: X509Certificate,
    signal: AbortSignal,
  ): Promise<Result<X509Certificate | undefined>> {
    if (isIssuedByAny(certificate, this.anchors)) return ok(undefined);
    const der = await readAuthenticationAuthority(this.channel, signal);
    if (!der.ok) return der;
    return der.value ? parseCertificate(der.value) : ok(undefined);
  }

  private async prove(pin: Uint8Array, signal: AbortSignal): Promise<Result<PinOutcome>> {
    const certificate = await this.readTrustedCertificate(signal);
    if (!certificate.ok) return certificate;
    const selected = await selectPin(this.channel, signal);
    if (!selected.ok) return selected;
    if (signal.aborted) return failed('U-302', 'cancelled before the PIN was sent');
    const verified = await verifyPin(this.channel, pin, signal);
    if (!verified.ok) return verified;
    if (verified.value.kind === 'refused') {
      const { triesLeft } = verified.value;
      return ok(triesLeft === 0 ? { kind: 'locked' } : { kind: 'wrong', triesLeft });
    }
    const challenge = randomBytes(challengeBytes);
    const signature = await signMessage(this.channel, challenge, signal);
    if (!signature.ok) return signature;
    const { publicKey } = certificate.value;
    if (!verify('sha256', challenge, publicKey, signature.value)) return failed('U-202');
    return ok({
      kind: 'proven',
      proof: { challenge, signature: signature.value, provenAt: this.now().toISOString() },
    });
  }

  private async learnNumberB(signal: AbortSignal): Promise<Uint8Array | undefined> {
    this.knownNumberB ??= await this.numberB.readNumberB(signal);
    return this.knownNumberB;
  }

  private forgetNumberB(): void {
    this.knownNumberB?.fill(0);
    this.knownNumberB = undefined;
  }
}
