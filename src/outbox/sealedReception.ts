import { failed, ok, type Result } from '../problem/result.ts';
import type { Reception } from '../reception/reception.ts';
import { type Sealed, type SealLabel, unseal } from './seal.ts';
import { receptionIn } from './sinks/receptionBody.ts';
import type { Store } from './store.ts';

/** A line of the journal as a statement reads it. */
export interface SealedRow extends SealLabel, Sealed {
  readonly sequence: number;
}

/** Its columns, of the journal `j`. */
export const sealedColumns = `j.sequence, j.id, j.version, j.recorded_at AS recordedAt, j.sinks, j.provisional,
  j.key_id AS keyId, j.nonce, j.sealed AS ciphertext, j.tag`;

/** The reception in a line of the journal. Errors: U-504 it does not open, or holds something else. */
export function openedReception({ keys }: Store, row: SealedRow): Result<Reception> {
  const body = unseal(keys, row, row);
  if (!body.ok) return body;
  const reception = receptionIn(body.value);
  body.value.fill(0);
  return reception ? ok(reception) : failed('U-504', `${row.id}.v${row.version} is no reception`);
}
