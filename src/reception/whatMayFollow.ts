import type { IssuerTrust } from '../card/issuerTrust.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { HolderEvidence, LivenessSummary } from './evidence.ts';

/*
 * Evidence, and what may follow from it. Anybody who once held a card may have read its certificate, so a certificate
 * alone speaks for nobody. Two things lead to an anchor that the configuration names: the card's signature under that
 * certificate (`card.trustAnchors`), and the issuer's signature over photo and four items together with the card's
 * answer under the key that it covers (`card.faceIssuers`).
 */

/**
 * What the card's front has proven. `verified`: photo, key and four items are signed by an issuer of the configuration,
 * front and text are about the same person, and the chip holds the key. `unanchored`: nobody known vouches for one of
 * these, as for every chip where the configuration names no issuer. `contradicted`: the chip speaks against itself,
 * whoever its issuer is: a signature is wrong, it does not hold its key, or it is about two people. `unread`: it has not
 * been opened, or cannot be.
 */
export type ChipStanding = IssuerTrust | 'contradicted' | 'unread';

/** What was checked of a card's front that could be read; a chip that does not hold its key never gets this far. */
export interface ChipFacts {
  readonly front: IssuerTrust;
  /** `unproven`: the four items are not signed in the way this program knows. */
  readonly items: IssuerTrust | 'unproven';
  /** Whether front and four items have the same birth date and sex. */
  readonly isOnePerson: boolean;
}

/** The weakest of them decides. */
export function chipStanding({ front, items, isOnePerson }: ChipFacts): ChipStanding {
  if (!isOnePerson) return 'contradicted';
  return front === 'verified' && items === 'verified' ? 'verified' : 'unanchored';
}

interface ChipRule {
  /** Whether the photo of this chip may stand for the holder (顔認証). */
  readonly mayMatchFace: boolean;
  /** Whether staff may approve (目視), and see what the chip says of its holder. */
  readonly mayBeSeen: boolean;
  /** What patient and desk are told when no other way is left. */
  readonly problem: ProblemCode;
  /** What staff are told who approve all the same. */
  readonly refusal: ProblemCode | null;
}

/** What may follow from the card's front. 暗証番号 needs none of it: the signature proves the card by itself. */
export const chipRules = {
  verified: { mayMatchFace: true, mayBeSeen: true, problem: 'U-219', refusal: null },
  unanchored: { mayMatchFace: false, mayBeSeen: false, problem: 'U-221', refusal: 'U-221' },
  contradicted: { mayMatchFace: false, mayBeSeen: false, problem: 'U-224', refusal: 'U-224' },
  unread: { mayMatchFace: false, mayBeSeen: false, problem: 'U-219', refusal: 'U-222' },
} as const satisfies Record<ChipStanding, ChipRule>;

/**
 * Whether the person before the kiosk has proven to be the holder of the card. Nothing is asked about them, recorded or
 * shown as done before.
 */
export function isProven(holder: HolderEvidence | null, chip: ChipStanding): boolean {
  switch (holder?.method) {
    case undefined:
      return false;
    // Evidence of these exists only once the signature was verified under the certificate, and that up to an anchor.
    case 'pin':
    case 'phone':
      return true;
    case 'face':
      return chipRules[chip].mayMatchFace && speaksForLife(holder.liveness);
    case 'visual':
      return chipRules[chip].mayBeSeen;
  }
}

/**
 * Whether anything beside the match itself speaks for a living face: a turned head, or passive networks, which let
 * only through what they believe. Neither is there with the `embedded` profile and the challenge switched off.
 */
export function speaksForLife({ passive, challenge }: LivenessSummary): boolean {
  return challenge === 'passed' || passive !== null;
}
