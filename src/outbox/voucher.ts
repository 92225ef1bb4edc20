import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Keyring, SealingKey } from '../storage/keyring.ts';

/** What a row of `delivery` says became of one reception at one sink, and whom the reception is owed to altogether. */
export interface DeliveryOutcome {
  /** Sequence, id and version of the row of `reception`. */
  readonly reception: number;
  readonly id: string;
  readonly version: number;
  /** `sinks` of its line of the journal: a row too few is noticed as well. */
  readonly sinks: string | null;
  readonly sink: string;
  /** `waiting` and `claimed` are one and the same. */
  readonly state: string;
  readonly settledAt: number | null;
  /** What the sink wrote down: it may take a reception for delivered by that alone. */
  readonly memo: string | null;
}

const keyIdLength = 8;
const macLength = 16;

/** Id of the key, and HMAC-SHA256 under a key derived from it, cut to 128 bits. */
export function vouch(key: SealingKey, outcome: DeliveryOutcome): Buffer {
  return Buffer.concat([Buffer.from(key.id, 'hex'), macOf(key, outcome)]);
}

/** Whether the kiosk itself wrote this, under any key that is still there. */
export function isVouched(keys: Keyring, voucher: Uint8Array | null, outcome: DeliveryOutcome): boolean {
  if (voucher?.length !== keyIdLength + macLength) return false;
  const key = keys.find(Buffer.from(voucher.subarray(0, keyIdLength)).toString('hex'));
  return key !== undefined && timingSafeEqual(macOf(key, outcome), voucher.subarray(keyIdLength));
}

/** Changes a statement is about to make to a row, as SQL; what is not named stays. */
interface Written {
  readonly state?: string;
  readonly settledAt?: string;
  readonly memo?: string;
}

/** The voucher for a row of `delivery` inside an `UPDATE` of it, as SQL. See {@link vouchingIn}. */
export function voucherOf({
  state = 'delivery.state',
  settledAt = 'delivery.settled_at',
  memo = 'delivery.memo',
}: Written): string {
  return `(SELECT vouch(r.sequence, r.id, r.version, j.sinks, delivery.sink, ${state}, ${settledAt}, ${memo})
    FROM reception r LEFT JOIN journal j ON j.sequence = r.sequence WHERE r.sequence = delivery.reception)`;
}

/** Whether the row `d` of `delivery` is vouched for, of the reception `r` and its line `j` of the journal, as SQL. */
export const isVouchedFor =
  'is_vouched(d.voucher, r.sequence, r.id, r.version, j.sinks, d.sink, d.state, d.settled_at, d.memo)';

/** The sinks of reception `@sequence` that are vouched for, as SQL. */
export const vouchedSinks = `SELECT d.sink FROM delivery d
  JOIN reception r ON r.sequence = d.reception LEFT JOIN journal j ON j.sequence = d.reception
  WHERE d.reception = @sequence AND ${isVouchedFor}`;

/** Makes `vouch` and `is_vouched` functions of SQL on this connection. @param keys as they are at each call */
export function vouchingIn(database: Database, keys: Keyring): void {
  const columns = (
    reception: unknown,
    id: unknown,
    version: unknown,
    sinks: unknown,
    ...rest: unknown[]
  ): DeliveryOutcome => ({
    reception: Number(reception),
    id: String(id),
    version: Number(version),
    sinks: textOrNull(sinks),
    sink: String(rest[0]),
    state: String(rest[1]),
    settledAt: rest[2] === null ? null : Number(rest[2]),
    memo: textOrNull(rest[3]),
  });
  database.function('vouch', { varargs: true }, (...values: unknown[]) => {
    const [reception, id, version, sinks, ...rest] = values;
    return vouch(keys.current, columns(reception, id, version, sinks, ...rest));
  });
  database.function('is_vouched', { varargs: true }, (...values: unknown[]) => {
    const [voucher, reception, id, version, sinks, ...rest] = values;
    const outcome = columns(reception, id, version, sinks, ...rest);
    return isVouched(keys, voucher instanceof Uint8Array ? voucher : null, outcome) ? 1 : 0;
  });
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}

function macOf(key: SealingKey, outcome: DeliveryOutcome): Buffer {
  const { reception, id, version, sinks, sink, state, settledAt, memo } = outcome;
  const settled = state === 'waiting' || state === 'claimed' ? 'owed' : state;
  const text = JSON.stringify([reception, id, version, sinks, sink, settled, settledAt, memo]);
  return createHmac('sha256', derived(key)).update(text).digest().subarray(0, macLength);
}

const derivedKeys = new WeakMap<SealingKey, KeyObject>();

/** A key seals or vouches, never both. */
function derived(key: SealingKey): KeyObject {
  const known = derivedKeys.get(key);
  if (known) return known;
  const bytes = Buffer.from(hkdfSync('sha256', key.secret, '', 'uketsuke delivery voucher', 32));
  const made = createSecretKey(bytes);
  bytes.fill(0);
  derivedKeys.set(key, made);
  return made;
}
