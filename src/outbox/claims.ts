import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { withoutFlush } from '../storage/flush.ts';
import { guarded } from '../storage/guarded.ts';
import { doubt } from './doubts.ts';
import { postingOn } from './journal.ts';
import { sinksIn } from './owedTo.ts';
import { isGone, thisOwner } from './owner.ts';
import { type Sealed, type SealLabel, unseal } from './seal.ts';
import type { Memo, Sink } from './sinks/sink.ts';
import type { Store } from './store.ts';
import { isVouchedFor, voucherOf } from './voucher.ts';

/** The right to deliver one reception to one sink, until the lease ends or somebody else takes it over. */
export interface Claim {
  readonly sequence: number;
  readonly sink: string;
  /** Fencing token: grows with each claim of this delivery; only the newest may write down what became of it. */
  readonly token: number;
  readonly attempts: number;
  /** How often the receiver has refused it so far. */
  readonly refusals: number;
  readonly id: string;
  readonly version: number;
  /** A later version of the same reception: `delivered` where this sink has taken it, `known` where it will be. */
  readonly later: 'none' | 'known' | 'delivered';
  /** The reception as JSON, or why it cannot be opened (U-504). Whoever holds the claim zeroes it. */
  readonly payload: Result<Buffer>;
}

/** What is written down at the end of an attempt. */
export type Settlement =
  | {
      readonly state: 'delivered';
      /** Why it needed no delivery. */
      readonly note?: string;
    }
  | { readonly state: 'parked'; readonly problem: Problem }
  | {
      readonly state: 'waiting';
      /** Milliseconds since the epoch. */
      readonly dueAt: number;
      readonly refused: boolean;
      readonly problem?: Problem;
    };

/** Which of those that are due is claimed. */
export interface ClaimOrder {
  /** Those nobody tried yet and that were recorded within these milliseconds go first; 0 lets nobody go first. */
  readonly freshMs?: number;
  /** See {@link Sink.versions}. */
  readonly versions?: Sink['versions'] | undefined;
}

/**
 * Claims on deliveries. A power cut may undo what is written here last, and nothing comes of it: what was delivered is
 * offered again under its key. Not flushing spares the flash, and the patient who is being recorded meanwhile. Every
 * call is one transaction; errors are U-501, U-506.
 */
export interface Claims {
  /** Claims the delivery that has been due longest, if one is due. */
  next(sink: string, leaseMs: number, order?: ClaimOrder): Result<Claim | undefined>;
  /** Writes the outcome; false where the claim has passed to somebody else meanwhile, and nothing is written. */
  settle(claim: Claim, settlement: Settlement): Result<boolean>;
  /** What the sink may write down about a delivery it holds, flushed: it goes before what happens outside. */
  memoOf(claim: Claim): Memo;
  /** Frees claims whose process is gone or whose lease has run out; returns how many. */
  takeOver(): Result<number>;
  /** When the next delivery to `sink` is due, milliseconds since the epoch. */
  nextDueAt(sink: string): Result<number | undefined>;
}

/** Said in so many words, since SQLite takes the partial index for nothing less. */
const open = "state <> 'delivered'";
const untried = "state = 'waiting' AND attempts = 0";

/** Of the delivery `d`. An older version that is under way is waited for in any case: it must not arrive after this. */
const hasItsTurn = `(@versions IS NULL OR NOT EXISTS (
    SELECT 1 FROM reception mine
    JOIN reception other ON other.id = mine.id AND other.version < mine.version
    JOIN delivery theirs ON theirs.reception = other.sequence AND theirs.sink = d.sink
    WHERE mine.sequence = d.reception
      AND theirs.state IN ('claimed', iif(@versions = 'in-order', 'waiting', 'claimed'))))`;

interface ClaimedRow {
  readonly sequence: number;
  readonly token: number;
  readonly attempts: number;
  readonly refusals: number;
}

interface PayloadRow extends SealLabel, Sealed {
  readonly vouched: 0 | 1;
}

interface LaterRow {
  readonly state: string;
}

/** What opens is still delivered only where the kiosk itself wrote down that it is owed to this sink. */
function believed(opened: Result<Buffer>, { vouched, sinks }: PayloadRow, sink: string): Result<Buffer> {
  if (!opened.ok || (vouched === 1 && sinksIn(sinks).includes(sink))) return opened;
  opened.value.fill(0);
  return { ok: false, problem: doubt };
}

/**
 * @param horizonMs the longest wait anything here is ever given. A time further away than this was written while the
 * clock ran ahead (a kiosk without a battery, before NTP) and counts as come.
 */
export function claimsOn(store: Store, horizonMs: number): Claims {
  const { database, keys, now } = store;
  const post = postingOn(store);
  const freshest = database
    .prepare<unknown[], number>(
      `SELECT reception FROM delivery d
     WHERE sink = @sink AND ${untried} AND due_at > @freshFrom AND due_at <= @now AND ${hasItsTurn}
     ORDER BY due_at, reception LIMIT 1`,
    )
    .pluck();
  const longestDue = database
    .prepare<unknown[], number>(
      `SELECT reception FROM delivery d
     WHERE sink = @sink AND ${open} AND state = 'waiting' AND (due_at <= @now OR due_at > @horizon) AND ${hasItsTurn}
     ORDER BY due_at, reception LIMIT 1`,
    )
    .pluck();
  const claimOne = database.prepare<unknown[], ClaimedRow>(
    `UPDATE delivery
     SET state = 'claimed', claim = claim + 1, owner = @owner, lease_until = @leaseUntil, attempts = attempts + 1
     WHERE sink = @sink AND reception = @sequence
     RETURNING reception AS sequence, claim AS token, attempts, refusals`,
  );
  const readPayload = database.prepare<unknown[], PayloadRow>(
    // A payload somebody deleted by hand must fail to open, not bring the loop down.
    `SELECT coalesce(j.id, r.id) AS id, coalesce(j.version, r.version) AS version, coalesce(j.recorded_at, 0) AS recordedAt,
            coalesce(j.sinks, '') AS sinks, coalesce(j.provisional, 0) AS provisional, coalesce(key_id, '') AS keyId,
            coalesce(nonce, x'') AS nonce, coalesce(sealed, x'') AS ciphertext, coalesce(tag, x'') AS tag,
            ${isVouchedFor} AS vouched
     FROM delivery d JOIN reception r ON r.sequence = d.reception LEFT JOIN journal j ON j.sequence = d.reception
     WHERE d.reception = @sequence AND d.sink = @sink`,
  );
  // Only what is vouched for takes the place of another. Once a payload is wiped nobody vouches for what was delivered.
  const laterVersions = database.prepare<unknown[], LaterRow>(
    `SELECT d.state FROM reception mine
     JOIN reception r ON r.id = mine.id AND r.version > mine.version
     JOIN delivery d ON d.reception = r.sequence AND d.sink = @sink
     LEFT JOIN journal j ON j.sequence = r.sequence
     WHERE mine.sequence = @sequence AND d.state <> 'parked' AND ${isVouchedFor}`,
  );
  const writeOutcome = database.prepare(
    `UPDATE delivery
     SET state = @state, due_at = coalesce(@dueAt, due_at), refusals = refusals + @refused, owner = NULL,
         lease_until = NULL, problem_code = @code, problem = @detail, settled_at = @settledAt,
         voucher = ${voucherOf({ state: '@state', settledAt: '@settledAt' })}
     WHERE reception = @sequence AND sink = @sink AND claim = @token AND state = 'claimed'`,
  );
  const readMemo = database
    .prepare<unknown[], string | null>('SELECT memo FROM delivery WHERE reception = @sequence AND sink = @sink')
    .pluck();
  const writeMemo = database.prepare(
    `UPDATE delivery SET memo = @memo, voucher = ${voucherOf({ memo: '@memo' })}
     WHERE reception = @sequence AND sink = @sink AND claim = @token AND state = 'claimed'`,
  );
  const markDone = database.prepare(
    `UPDATE reception SET done_at = @settledAt
     WHERE sequence = @sequence AND NOT EXISTS (SELECT 1 FROM delivery WHERE reception = @sequence AND ${open})`,
  );
  const owners = database.prepare<[], { owner: string }>(
    `SELECT DISTINCT owner FROM delivery WHERE ${open} AND state = 'claimed'`,
  );
  const freeClaims = database.prepare(
    `UPDATE delivery SET state = 'waiting', due_at = @now, owner = NULL, lease_until = NULL
     WHERE ${open} AND state = 'claimed' AND (owner = @gone OR lease_until < @now OR lease_until > @horizon)`,
  );
  const end = (which: 'min' | 'max'): string =>
    `(SELECT ${which}(due_at) FROM delivery WHERE sink = @sink AND ${open} AND state = 'waiting')`;
  const earliest = database.prepare<unknown[], { dueAt: number | null; latest: number | null }>(
    // Two questions: asked for both ends at once, SQLite reads everything in between.
    `SELECT ${end('min')} AS dueAt, ${end('max')} AS latest`,
  );

  const claim = database.transaction((sink: string, leaseMs: number, order: ClaimOrder): Claim | undefined => {
    const at = now();
    const { freshMs = 0, versions = null } = order;
    const terms = { sink, now: at, horizon: at + horizonMs, versions };
    const sequence =
      (freshMs > 0 ? freshest.get({ ...terms, freshFrom: at - freshMs }) : undefined) ?? longestDue.get(terms);
    if (sequence === undefined) return undefined;
    const row = claimOne.get({ sink, sequence, owner: thisOwner, leaseUntil: at + leaseMs });
    const payload = readPayload.get({ sink, sequence });
    if (!row || !payload) throw new Error('a delivery without its reception: the foreign key forbids it');
    const { id, version } = payload;
    const later = laterVersions.all({ sink, sequence }).map(({ state }) => state);
    return {
      ...row,
      sink,
      id,
      version,
      later: later.includes('delivered') ? 'delivered' : later.length > 0 ? 'known' : 'none',
      payload: believed(unseal(keys, payload, payload), payload, sink),
    };
  });

  const free = database.transaction((): number => {
    const at = now();
    const gone = owners.all().filter(({ owner }) => isGone(owner));
    const times = { now: at, horizon: at + horizonMs };
    // The empty owner frees what has outlived its lease, whoever holds it.
    return ['', ...gone.map(({ owner }) => owner)].reduce(
      (freed, owner) => freed + freeClaims.run({ ...times, gone: owner }).changes,
      0,
    );
  });

  const settle = database.transaction((held: Claim, settlement: Settlement): boolean => {
    const problem = 'problem' in settlement ? settlement.problem : undefined;
    const note = 'note' in settlement ? settlement.note : undefined;
    const settledAt = settlement.state === 'waiting' ? null : now();
    const { sequence, sink } = held;
    const { changes } = writeOutcome.run({
      sequence,
      sink,
      token: held.token,
      state: settlement.state,
      dueAt: settlement.state === 'waiting' ? settlement.dueAt : null,
      refused: settlement.state === 'waiting' && settlement.refused ? 1 : 0,
      code: problem?.code ?? null,
      detail: problem?.detail ?? note ?? null,
      settledAt,
    });
    if (changes === 1 && settlement.state === 'delivered') markDone.run({ sequence, settledAt });
    return changes === 1;
  });

  return {
    next: (sink, leaseMs, order = {}) =>
      guarded(() =>
        withoutFlush(database, () => {
          const posted = post();
          return posted.ok ? ok(claim.immediate(sink, leaseMs, order)) : posted;
        }),
      ),
    settle: (held, settlement) => guarded(() => withoutFlush(database, () => ok(settle.immediate(held, settlement)))),
    memoOf: ({ sequence, sink, token }) => ({
      read: () => guarded(() => ok(readMemo.get({ sequence, sink }) ?? undefined)),
      write: (memo) =>
        guarded(() => {
          const { changes } = writeMemo.run({ sequence, sink, token, memo });
          return changes === 1 ? ok(undefined) : failed('U-501', 'the delivery has passed to another process');
        }),
    }),
    takeOver: () => guarded(() => ok(free.immediate())),
    nextDueAt: (sink) =>
      guarded(() => {
        const times = earliest.get({ sink });
        const at = now();
        if ((times?.latest ?? 0) > at + horizonMs) return ok(at);
        return ok(times?.dueAt ?? undefined);
      }),
  };
}
