import { sign, verify } from 'node:crypto';
import { z } from 'zod';
import { digest, keyId, sequence, signature, uuid } from './fields.ts';
import { lengthPrefixed } from './record.ts';
import type { Signer, TrailKey } from './signingKey.ts';

/** What an anchor vouches for: that the trail had this hash at this place, at this time. */
export interface Anchored {
  /** Id of the trail, from its first record. */
  readonly trail: string;
  /** The last record that is covered, and its hash in hex. The record after it carries the signature. */
  readonly sequence: number;
  readonly hash: string;
  /** When it was signed, ISO 8601: the time of the record that carries it. */
  readonly at: string;
  /** Id of the key. */
  readonly key: string;
}

const anchorSchema = z.strictObject({
  trail: uuid,
  sequence,
  hash: digest,
  at: z.iso.datetime(),
  key: keyId,
  signature,
});

/** A line of the anchors file. */
export type Anchor = Readonly<z.infer<typeof anchorSchema>>;

/** Signs the state of a trail. Ed25519, base64url. */
export function signAnchor(anchored: Anchored, key: Signer): string {
  return sign(null, signedBytes(anchored), key.private).toString('base64url');
}

/** Whether `key` signed this. */
export function isSignedBy(anchor: Anchor, key: TrailKey): boolean {
  return verify(null, signedBytes(anchor), key.key, Buffer.from(anchor.signature, 'base64url'));
}

export function anchorLine(anchor: Anchor): string {
  return `${JSON.stringify(anchor)}\n`;
}

/** Undefined where the line is none. */
export function parseAnchor(line: string): Anchor | undefined {
  try {
    return anchorSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function signedBytes({ trail, sequence: place, hash, at, key }: Anchored): Buffer {
  return lengthPrefixed('uketsuke audit anchor 1', trail, `${place}`, Buffer.from(hash, 'hex'), at, key);
}
