import { ok, type Result } from '../problem/result.ts';
import type { Reception } from '../reception/reception.ts';
import { guarded } from '../storage/guarded.ts';
import { postAll } from './journal.ts';
import { openedReception, type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';

/** See `Outbox.unreconciled`. Each step is a statement of its own, so that others may write between two of them. */
export function* unreconciledIn(store: Store): Generator<Result<Reception>, void> {
  const posted = postAll(store);
  if (!posted.ok) return yield posted;
  const read = guarded(() =>
    ok(
      store.database.prepare<[number], SealedRow>(
        `SELECT ${sealedColumns}
         FROM reception JOIN journal j USING (sequence)
         WHERE unreconciled = 1 AND sequence > ? ORDER BY sequence LIMIT 1`,
      ),
    ),
  );
  if (!read.ok) return yield read;
  for (let after = 0; ; ) {
    const row = guarded(() => ok(read.value.get(after)));
    if (!row.ok) return yield row;
    if (!row.value) return;
    after = row.value.sequence;
    yield openedReception(store, row.value);
  }
}

/**
 * A person has completed provisional reception `id` by hand: nobody asks about it again, and it is wiped like any
 * other. Returns how many versions that was. Errors: U-501.
 */
export function markReconciled(store: Store, id: string): Result<number> {
  const posted = postAll(store);
  if (!posted.ok) return posted;
  return guarded(() =>
    ok(
      store.database.prepare('UPDATE reception SET unreconciled = 0 WHERE unreconciled = 1 AND id = ?').run(id).changes,
    ),
  );
}
