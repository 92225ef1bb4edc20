import { z } from 'zod';

/*
 * What a field of an event may be: an id that says nothing by itself, a small number, one word of a closed list. No
 * schema here takes a name, a date, an address or a PIN, so that none can end up in the trail by mistake. The descriptions are
 * what docs/reference/audit-events.md says.
 */

/** A reception or a visit, by its UUID. */
export const uuid = z.uuid().describe('UUID');

/** A staff account: `s-12`, or `s-` and a UUID. Never the name a person signs in with. */
export const staff = z
  .string()
  .regex(/^s-(\d{1,6}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/, 'not the id of an account')
  .describe('id of an account');

/** A card, by `AuditTrail.subjectOf`: the keyed hash of its certificate's serial number. */
export const subject = z
  .string()
  .regex(/^k-[0-9a-f]{32}$/, 'not a keyed hash')
  .describe('keyed hash of a card');

/** Tries, attempts, items: what happens a few times in one visit. */
export const few = z.int().min(0).max(99).describe('number up to 99');

/** A user of the operating system, by number. */
export const user = z.int().min(0).max(4_294_967_295).describe('user id of the system');

/** Rows, deliveries: what a machine counts. Below every date written as one number. */
export const count = z.int().min(0).max(9_999_999).describe('number up to 9,999,999');

/** A place in the trail. */
export const sequence = z.int().min(1).describe('number of a record');

/** SHA-256, hex. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not a SHA-256')
  .describe('SHA-256');

/** An Ed25519 public key, 32 bytes in base64url. */
export const publicKey = z
  .string()
  .regex(/^[\w-]{43}$/, 'not a public key')
  .describe('Ed25519 public key');

/** An Ed25519 signature, 64 bytes in base64url. */
export const signature = z
  .string()
  .regex(/^[\w-]{86}$/, 'not a signature')
  .describe('Ed25519 signature');

/** First 16 hex digits of the SHA-256 of a public key. */
export const keyId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'not the id of a key')
  .describe('id of a key');
