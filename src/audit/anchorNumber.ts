import { createHash } from 'node:crypto';
import { lengthPrefixed } from './record.ts';

/** A place in a trail and its hash in hex. */
export interface NumberedPlace {
  readonly trail: string;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * What staff write down of a trail: `64-1234-5678-9012`, the place and twelve digits of its hash. Whoever rewrites the
 * trail, or puts an older one back, cannot have it give the same digits there without trying 2^40 trails.
 */
export function anchorNumber({ trail, sequence, hash }: NumberedPlace): string {
  const digest = createHash('sha256')
    .update(lengthPrefixed('uketsuke audit number 1', trail, `${sequence}`, Buffer.from(hash, 'hex')))
    .digest();
  const digits = `${digest.readBigUInt64BE(0) % 1_000_000_000_000n}`.padStart(12, '0');
  return [sequence, digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-');
}

/** The place a number is about. Undefined where the text is no such number. */
export function placeOfNumber(text: string): number | undefined {
  const [, place] = /^(\d{1,12})-\d{4}-\d{4}-\d{4}$/.exec(text.trim()) ?? [];
  return place === undefined ? undefined : Number(place);
}
