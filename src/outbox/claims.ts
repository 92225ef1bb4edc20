import { ok, type Problem, type Result } from '../problem/result.ts';
import { isGone, thisOwner } from './owner.ts';
import { unseal } from './seal.ts';
import { guarded, type Store } from './store.ts';

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
  /** The reception as JSON, or why it cannot be opened (U-504). Whoever holds the claim zeroes it. */
  readonly payload: Result<Buffer>;
}

/** What is written down at the end of an attempt. */
export type Settlement =
  | { readonly state: 'delivered' }
  | { readonly state: 'parked'; readonly problem: Problem }
  | {
      readonly state: 'waiting';
      /** Milliseconds since the epoch. */
      readonly dueAt: number;
      readonly refused: boolean;
      readonly problem?: Problem;
    };

/** Claims on deliveries. Every call is one transaction; errors are U-501. */
export interface Claims {
  /** Claims the delivery that has been due longest, if one is due. */
  next(sink: string, leaseMs: number): Result<Claim | undefined>;
  /** Writes the outcome; false where the claim has passed to somebody else meanwhile, and nothing is written. */
  settle(claim: Claim, settlement: Settlement): Result<boolean>;
  /** Frees claims whose process is gone or whose lease has run out; returns how many. */
  takeOver(): Result<number>;
  /** When the next delivery to `sink` is due, milliseconds since the epoch. */
  nextDueAt(sink: string): Result<number | undefined>;
}

/** Said in so many words, since SQLite takes the partial index for nothing less. */
const open = "state <> 'delivered'";

interface ClaimedRow {
  readonly sequence: number;
  readonly token: number;
  readonly attempts: number;
  readonly refusals: number;
}

interface PayloadRow {
  readonly id: string;
  readonly version: number;
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
}

/**
 * @param horizonMs the longest wait anything here is ever given. A time further away than this was written while the
 * clock ran ahead (a kiosk without a battery, before NTP) and counts as come.
 */
export function claimsOn(store: Store, horizonMs: number): Claims {
  const { database, keys, now } = store;
  const claimNext = database.prepare<unknown[], ClaimedRow>(
    `UPDATE delivery
     SET state = 'claimed', claim = claim + 1, owner = @owner, lease_until = @leaseUntil, attempts = attempts + 1
     WHERE sink = @sink AND reception = (
       SELECT reception FROM delivery
       WHERE sink = @sink AND ${open} AND state = 'waiting' AND (due_at <= @now OR due_at > @horizon)
       ORDER BY due_at, reception LIMIT 1)
     RETURNING reception AS sequence, claim AS token, attempts, refusals`,
  );
  const readPayload = database.prepare<[number], PayloadRow>(
    // A payload somebody deleted by hand must fail to open, not bring the loop down.
    `SELECT id, version, coalesce(key_id, '') AS keyId, coalesce(nonce, x'') AS nonce, coalesce(sealed, x'') AS sealed
     FROM reception LEFT JOIN payload ON reception = sequence WHERE sequence = ?`,
  );
  const writeOutcome = database.prepare(
    `UPDATE delivery
     SET state = @state, due_at = coalesce(@dueAt, due_at), refusals = refusals + @refused, owner = NULL,
         lease_until = NULL, problem_code = @code, problem = @detail, settled_at = @settledAt
     WHERE reception = @sequence AND sink = @sink AND claim = @token AND state = 'claimed'`,
  );
  const owners = database.prepare<[], { owner: string }>(
    `SELECT DISTINCT owner FROM delivery WHERE ${open} AND state = 'claimed'`,
  );
  const freeClaims = database.prepare(
    `UPDATE delivery SET state = 'waiting', due_at = @now, owner = NULL, lease_until = NULL
     WHERE ${open} AND state = 'claimed' AND (owner = @gone OR lease_until < @now OR lease_until > @horizon)`,
  );
  const earliest = database.prepare<[string], { dueAt: number | null; latest: number | null }>(
    `SELECT min(due_at) AS dueAt, max(due_at) AS latest FROM delivery
     WHERE sink = ? AND ${open} AND state = 'waiting'`,
  );

  const claim = database.transaction((sink: string, leaseMs: number): Claim | undefined => {
    const at = now();
    const row = claimNext.get({
      sink,
      now: at,
      horizon: at + horizonMs,
      owner: thisOwner,
      leaseUntil: at + leaseMs,
    });
    if (!row) return undefined;
    const payload = readPayload.get(row.sequence);
    if (!payload) throw new Error('a delivery without its reception: the foreign key forbids it');
    const { id, version, keyId, nonce, sealed } = payload;
    return {
      ...row,
      sink,
      id,
      version,
      payload: unseal(keys, { id, version }, { keyId, nonce, ciphertext: sealed }),
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

  return {
    next: (sink, leaseMs) => guarded(() => ok(claim.immediate(sink, leaseMs))),
    settle: (held, settlement) =>
      guarded(() => {
        const problem = 'problem' in settlement ? settlement.problem : undefined;
        const { changes } = writeOutcome.run({
          sequence: held.sequence,
          sink: held.sink,
          token: held.token,
          state: settlement.state,
          dueAt: settlement.state === 'waiting' ? settlement.dueAt : null,
          refused: settlement.state === 'waiting' && settlement.refused ? 1 : 0,
          code: problem?.code ?? null,
          detail: problem?.detail ?? null,
          settledAt: settlement.state === 'waiting' ? null : now(),
        });
        return ok(changes === 1);
      }),
    takeOver: () => guarded(() => ok(free.immediate())),
    nextDueAt: (sink) =>
      guarded(() => {
        const times = earliest.get(sink);
        const at = now();
        if ((times?.latest ?? 0) > at + horizonMs) return ok(at);
        return ok(times?.dueAt ?? undefined);
      }),
  };
}
