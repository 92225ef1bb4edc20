import { createHash } from 'node:crypto';
import { type AuditEvent, auditCatalogue, type OwnEvent } from './catalogue.ts';

/** One record as it lies in the database. */
export interface AuditRecord {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** ISO 8601, UTC, as the clock said. */
  readonly at: string;
  readonly event: string;
  /** Canonical JSON; null once its time of keeping is over. */
  readonly fields: string | null;
  /** SHA-256 of `fields`: so that the chain still holds when they are wiped. */
  readonly fieldsHash: Uint8Array;
  /** `hash` of the record before; 32 zero bytes in the first. */
  readonly previous: Uint8Array;
  /** {@link recordHash} of all the others. */
  readonly hash: Uint8Array;
}

/** What the first record has as `previous`. */
export const noHash: Uint8Array = new Uint8Array(32);

/**
 * The fields of an event as canonical JSON: keys sorted, no blanks, as RFC 8785 has it for such values. Throws where
 * they are not what the catalogue says, without repeating them.
 */
export function canonicalFields({ type, ...fields }: AuditEvent | OwnEvent): string {
  const parsed = auditCatalogue[type].fields.safeParse(fields);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
    throw new TypeError(`audit event ${type} does not follow the catalogue: ${where.join(', ')}`);
  }
  const known = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  known.sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(known));
}

/** SHA-256 of the fields' text. */
export function hashOfFields(fields: string): Buffer {
  return createHash('sha256').update(fields, 'utf8').digest();
}

/** SHA-256 over everything in a record but the fields themselves, which `fieldsHash` stands for. */
export function recordHash(record: Omit<AuditRecord, 'hash' | 'fields'>): Buffer {
  const { sequence, at, event, fieldsHash, previous } = record;
  return createHash('sha256')
    .update(lengthPrefixed('uketsuke audit record 1', `${sequence}`, at, event, fieldsHash, previous))
    .digest();
}

/** Parts with their lengths before them, so that no two lists of parts give the same bytes. */
export function lengthPrefixed(...parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
