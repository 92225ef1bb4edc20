import { oncePer } from '../kernel/oncePer.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { ok, type Problem, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { sinksIn, sinkUnknown } from './owedTo.ts';
import { opens } from './seal.ts';
import { type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';
import { vouchedSinks, voucherOf } from './voucher.ts';

/** A delivery that was parked because somebody else than the kiosk wrote what became of it. */
export interface DoubtfulDelivery {
  readonly id: string;
  readonly version: number;
  readonly sink: string;
}

/** Why such a delivery is parked. */
export const doubt = {
  code: 'U-511',
  detail: 'what the file says of it was not written by the kiosk',
} as const satisfies Problem & { readonly code: ProblemCode };

/**
 * Returns the way to park all deliveries of a reception, or those to `sinks` alone; also where its row or theirs were
 * taken out of the file. To be called inside a transaction. Throws what SQLite throws.
 */
export function parkingOn({
  database,
  now,
}: Store): (sequence: number, sinks?: readonly string[]) => readonly DoubtfulDelivery[] {
  const readLine = database.prepare<[number], SealedRow>(`SELECT ${sealedColumns} FROM journal j WHERE sequence = ?`);
  const known = database.prepare<[number], string>('SELECT sink FROM delivery WHERE reception = ?').pluck();
  const putBack = ['id', "id || '#' || sequence"].map((id) =>
    database.prepare(
      `INSERT OR IGNORE INTO reception (sequence, id, version, recorded_at)
       SELECT sequence, ${id}, version, recorded_at FROM journal WHERE sequence = ?`,
    ),
  );
  const reopen = database.prepare('UPDATE reception SET done_at = NULL, wiped_at = NULL WHERE sequence = ?');
  const write = database.prepare(
    `INSERT INTO delivery (reception, sink, state, due_at, settled_at, problem_code, problem)
     VALUES (@sequence, @sink, 'parked', @at, @at, @code, @detail)
     ON CONFLICT (reception, sink) DO UPDATE
     SET state = 'parked', settled_at = @at, problem_code = @code, problem = @detail, claim = claim + 1, owner = NULL,
         lease_until = NULL, memo = NULL`,
  );
  const sign = database.prepare(
    `UPDATE delivery SET voucher = ${voucherOf({})} WHERE reception = @sequence AND sink = @sink`,
  );
  return (sequence, sinks) => {
    const line = readLine.get(sequence);
    if (!line) return [];
    for (const each of putBack) each.run(sequence);
    reopen.run(sequence);
    const named = sinks ?? [...new Set([...sinksIn(line.sinks), ...known.all(sequence)])];
    return (named.length > 0 ? named : [sinkUnknown]).map((sink) => {
      write.run({ sequence, sink, at: now(), ...doubt });
      sign.run({ sequence, sink });
      return { id: line.id, version: line.version, sink };
    });
  };
}

/**
 * Returns the way to look whether what the file says of a reception is vouched for, every sink it is owed to; what is
 * not is parked and returned. To be called inside a transaction. Throws what SQLite throws.
 */
export const doubtingOn = oncePer((store: Store): ((sequence: number) => readonly DoubtfulDelivery[]) => {
  const { database, keys } = store;
  const park = parkingOn(store);
  const readLine = database.prepare<[number], SealedRow>(`SELECT ${sealedColumns} FROM journal j WHERE sequence = ?`);
  const readSinks = database.prepare<[number], string>('SELECT sinks FROM journal WHERE sequence = ?').pluck();
  const readVouched = database.prepare<unknown[], string>(vouchedSinks).pluck();
  const readThere = database.prepare<[number], string>('SELECT sink FROM delivery WHERE reception = ?').pluck();
  return (sequence) => {
    const text = readSinks.get(sequence);
    if (text === undefined) return [];
    const there = readThere.all(sequence);
    const vouched = new Set(readVouched.all({ sequence }));
    const owed = sinksIn(text);
    // One row that is vouched for vouches for the list too; without any, only the seal can.
    if (vouched.size === 0 && owed.length === 0) {
      const line = readLine.get(sequence);
      return line && opens(keys, line) && there.length === 0 ? [] : park(sequence);
    }
    const doubtful = [...new Set([...owed, ...there])].filter((sink) => !vouched.has(sink));
    return doubtful.length > 0 ? park(sequence, doubtful) : [];
  };
});

/** How many lines of the journal are looked at in one transaction. */
const batch = 200;

const lookingThrough = oncePer((store: Store) => {
  const { database } = store;
  const doubting = doubtingOn(store);
  const page = database
    .prepare<[number], number>(
      `SELECT sequence FROM journal WHERE sequence > ? AND sequence <= (SELECT max(sequence) FROM reception)
       ORDER BY sequence LIMIT ${batch}`,
    )
    .pluck();
  return { page, doubtful: database.transaction((sequences: readonly number[]) => sequences.flatMap(doubting)) };
});

/**
 * Looks through everything whose payload is still there: what the kiosk did not write is parked and yielded, a batch at
 * a time, so that others may work between two. Errors, which end it: U-501, U-506.
 */
export function* doubtsIn(store: Store): Generator<Result<readonly DoubtfulDelivery[]>, void> {
  const prepared = guarded(() => ok(lookingThrough(store)));
  if (!prepared.ok) return yield prepared;
  const { doubtful, page } = prepared.value;
  for (let after = 0; ; ) {
    const rows = guarded(() => ok(page.all(after)));
    if (!rows.ok) return yield rows;
    const last = rows.value.at(-1);
    if (last === undefined) return;
    after = last;
    // Nothing is locked where there is no doubt.
    const found = guarded(() => ok(doubtful(rows.value)));
    yield found;
    if (!found.ok) return;
  }
}
