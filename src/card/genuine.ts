import { type KeyObject, randomBytes, verify } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { type Front, isFrontSigned } from './cardFace.ts';
import { readIssuerKey } from './issuerCertificate.ts';
import { trustIn } from './issuerSignature.ts';
import type { CardFace, CardHolder } from './placedCard.ts';
import type { CardChannel } from './reader.ts';
import { signMessage } from './sign.ts';
import { type Attributes, isAttributeSignatureGood, isHashSigned, readAttributeSignature } from './textInput.ts';

const challengeBytes = 32;

/**
 * Whether one card is what it says: its issuer signed what is on it, and it is no copy. Remembers the issuer's key of
 * the front, under which the four items are most likely signed as well.
 */
export class GenuineCheck {
  private readonly channel: CardChannel;
  private readonly known: readonly KeyObject[];
  private issuerKey: KeyObject | undefined;

  /** `known`: the issuers that the configuration names. */
  constructor(channel: CardChannel, known: readonly KeyObject[]) {
    this.channel = channel;
    this.known = known;
  }

  /**
   * The issuer's signature over the front, and the card's own over a fresh challenge (active authentication). 券面事項
   * 確認 must be the current application. U-202 where either does not hold.
   */
  async checkFront(front: Front, signal: AbortSignal): Promise<Result<CardFace['genuine']>> {
    const issuerKey = await readIssuerKey(this.channel, signal);
    if (!issuerKey.ok) return issuerKey;
    if (!issuerKey.value) return failed('U-202', 'the card holds no key of its issuer');
    if (!isFrontSigned(front, issuerKey.value)) return failed('U-202', 'the issuer did not sign this front');
    this.issuerKey = issuerKey.value;
    const signed = await this.signsUnder(front.cardKey, signal);
    if (!signed.ok) return signed;
    if (!signed.value) return failed('U-202', 'the card is not the one this front was signed for');
    return ok({ issuerSignature: trustIn(issuerKey.value, this.known), activeAuthentication: 'verified' });
  }

  /** Active authentication: whether the chip signs a fresh challenge under `cardKey`. 券面事項確認 must be the current application. */
  async signsUnder(cardKey: KeyObject, signal: AbortSignal): Promise<Result<boolean>> {
    const challenge = randomBytes(challengeBytes);
    const signature = await signMessage(this.channel, 'of the application', challenge, signal);
    return signature.ok ? ok(verify('sha256', challenge, cardKey, signature.value)) : signature;
  }

  /**
   * The four items against the card's signature file. 券面事項入力補助 must be the current application. U-202 where the
   * file speaks of other items.
   */
  async checkAttributes(attributes: Attributes, signal: AbortSignal): Promise<Result<CardHolder['issuerSignature']>> {
    const signature = await readAttributeSignature(this.channel, signal);
    if (!signature.ok) return signature;
    if (!signature.value) return ok('unproven');
    if (!isHashSigned(attributes, signature.value)) return failed('U-202', 'the four items are not the signed ones');
    if (this.issuerKey && isAttributeSignatureGood(signature.value, this.issuerKey)) {
      return ok(trustIn(this.issuerKey, this.known));
    }
    const issuerKey = await readIssuerKey(this.channel, signal);
    if (!issuerKey.ok) return issuerKey;
    const signed = issuerKey.value && isAttributeSignatureGood(signature.value, issuerKey.value);
    return ok(signed ? trustIn(issuerKey.value, this.known) : 'unproven');
  }
}
