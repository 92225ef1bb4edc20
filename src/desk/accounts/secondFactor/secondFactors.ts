import { join } from 'node:path';
import { minute } from '../../../kernel/durations.ts';
import { ok, type Result } from '../../../problem/result.ts';
import { type Keyring, readOrCreateKeyring } from '../../../storage/keyring.ts';
import { openSecret, type SealedSecret, sealSecret } from '../../../storage/sealedSecret.ts';
import type { DeskStore } from '../../store.ts';
import { numberOf, type StaffMember } from '../staffTable.ts';
import { forgetRecoveryCodes, giveRecoveryCodes, recoveryCodesLeft, spendRecoveryCode } from './recoveryCodes.ts';
import { newTotpSecret, stepOfCode } from './totp.ts';

/** Wrong ones before none is taken any more, and for how long. Outlives a restart. */
export const secondFactorLock = { wrong: 5, ms: 15 * minute } as const;

/** A used step is remembered so far back, an hour: a clock that was set back farther begins anew, and locks nobody out. */
const rememberedSteps = 120;

export type FactorOutcome =
  | { readonly kind: 'proven'; readonly by: 'app' }
  | { readonly kind: 'proven'; readonly by: 'recovery-code'; readonly left: number }
  /** `used`: the right code, a second time. */
  | { readonly kind: 'wrong'; readonly why: 'wrong' | 'used' }
  | { readonly kind: 'locked' };

interface FactorRow {
  readonly key_id: string;
  readonly secret: Buffer;
  readonly last_step: number;
}

/** Where the key lies that opens the secrets: beside the database, not in it. */
export function secondFactorKeyFile({ folder }: Pick<DeskStore, 'folder'>): string {
  return join(folder, 'second-factor.key');
}

/**
 * What somebody has besides their password: the app on their phone (TOTP, RFC 6238), and for the day it is lost the
 * codes on a slip of paper. All of it is here, on this machine: it works without any network. Secrets lie sealed, codes
 * as hashes. Throws what SQLite says of a disk that fails.
 */
export class SecondFactors {
  private readonly store: DeskStore;

  constructor(store: DeskStore) {
    this.store = store;
  }

  /** A secret that counts once its first code was typed; the one of before, if any, counts until then. Errors: U-504. */
  offer(staff: StaffMember): Result<Uint8Array> {
    const keys = readOrCreateKeyring({ file: secondFactorKeyFile(this.store), kind: 'file' });
    if (!keys.ok) return keys;
    const secret = newTotpSecret();
    const { keyId, bytes } = sealSecret(keys.value, labelOf('offer', staff), secret);
    this.database
      .prepare('INSERT OR REPLACE INTO second_factor_offer (staff, key_id, secret) VALUES (?, ?, ?)')
      .run(numberOf(staff.id), keyId, bytes);
    return ok(secret);
  }

  /** The secret that was offered and not accepted yet; undefined where there is none that opens. */
  offered(staff: StaffMember): Uint8Array | undefined {
    const row = this.database
      .prepare<[number | undefined], Omit<FactorRow, 'last_step'>>(
        'SELECT key_id, secret FROM second_factor_offer WHERE staff = ?',
      )
      .get(numberOf(staff.id));
    if (!row) return undefined;
    const opened = this.opened('offer', staff, { keyId: row.key_id, bytes: row.secret });
    return opened.ok ? opened.value : undefined;
  }

  /** Takes the offered secret where `code` is its; returns the new recovery codes, which nobody can see again. */
  accept(staff: StaffMember, code: string): readonly string[] | undefined {
    const secret = this.offered(staff);
    const number = numberOf(staff.id);
    if (!secret || number === undefined) return undefined;
    const step = stepOfCode(secret, digitsOf(code), this.store.now());
    const keys = this.keys();
    if (step === undefined || !keys.ok) return undefined;
    const { keyId, bytes } = sealSecret(keys.value, labelOf('factor', staff), secret);
    secret.fill(0);
    this.database
      .prepare(
        `INSERT OR REPLACE INTO second_factor (staff, key_id, secret, enrolled_at, last_step)
         VALUES (@number, @keyId, @bytes, @now, @step)`,
      )
      .run({ number, keyId, bytes, now: this.store.now(), step });
    this.database.prepare('DELETE FROM second_factor_offer WHERE staff = ?').run(number);
    return giveRecoveryCodes(this.store, number);
  }

  /** Whether this is whoever has the phone, or the slip. Counted before it is known to be wrong: several at once win nothing. */
  check(staff: StaffMember, typed: string): FactorOutcome {
    const number = numberOf(staff.id);
    if (number === undefined || this.isLocked(number)) return { kind: 'locked' };
    const wrong = this.count(number);
    if (wrong > secondFactorLock.wrong) return this.lock(number);
    const outcome = this.judged(staff, number, typed);
    if (outcome.kind === 'proven') this.unlock(number);
    else if (wrong === secondFactorLock.wrong) this.lock(number);
    return outcome;
  }

  recoveryCodesLeft({ id }: StaffMember): number {
    return recoveryCodesLeft(this.store, numberOf(id) ?? 0);
  }

  /** Takes away all of it: this person enrols anew. False where there was nothing. */
  forget({ id }: StaffMember): boolean {
    const number = numberOf(id) ?? 0;
    forgetRecoveryCodes(this.store, number);
    this.database.prepare('DELETE FROM second_factor_offer WHERE staff = ?').run(number);
    this.database.prepare('DELETE FROM second_factor_guard WHERE staff = ?').run(number);
    return this.database.prepare('DELETE FROM second_factor WHERE staff = ?').run(number).changes > 0;
  }

  private judged(staff: StaffMember, number: number, typed: string): FactorOutcome {
    const code = digitsOf(typed);
    if (!/^\d{6}$/.test(code)) {
      if (!spendRecoveryCode(this.store, number, typed)) return { kind: 'wrong', why: 'wrong' };
      return { kind: 'proven', by: 'recovery-code', left: recoveryCodesLeft(this.store, number) };
    }
    const row = this.database
      .prepare<[number], FactorRow>('SELECT key_id, secret, last_step FROM second_factor WHERE staff = ?')
      .get(number);
    if (!row) return { kind: 'wrong', why: 'wrong' };
    const secret = this.opened('factor', staff, { keyId: row.key_id, bytes: row.secret });
    if (!secret.ok) return { kind: 'wrong', why: 'wrong' };
    const step = stepOfCode(secret.value, code, this.store.now());
    secret.value.fill(0);
    if (step === undefined) return { kind: 'wrong', why: 'wrong' };
    return this.useStep(number, step) ? { kind: 'proven', by: 'app' } : { kind: 'wrong', why: 'used' };
  }

  /** False where a code of this step, or of a later one, was used: each works once, whoever has read it over a shoulder. */
  private useStep(number: number, step: number): boolean {
    const used = this.database
      .prepare(
        `UPDATE second_factor SET last_step = @step
         WHERE staff = @number AND (last_step < @step OR last_step > @step + ${rememberedSteps})`,
      )
      .run({ number, step });
    return used.changes === 1;
  }

  private isLocked(number: number): boolean {
    const until = this.database
      .prepare<[number], number>('SELECT locked_until FROM second_factor_guard WHERE staff = ?')
      .pluck()
      .get(number);
    return (until ?? 0) > this.store.lived();
  }

  private count(number: number): number {
    const counted = this.database
      .prepare<[number], number>(
        `INSERT INTO second_factor_guard (staff, wrong) VALUES (?, 1)
         ON CONFLICT (staff) DO UPDATE SET wrong = wrong + 1 RETURNING wrong`,
      )
      .pluck();
    return counted.get(number) ?? Number.POSITIVE_INFINITY;
  }

  private lock(number: number): FactorOutcome {
    this.database
      .prepare('UPDATE second_factor_guard SET wrong = 0, locked_until = ? WHERE staff = ?')
      .run(this.store.lived() + secondFactorLock.ms, number);
    return { kind: 'locked' };
  }

  private unlock(number: number): void {
    this.database.prepare('DELETE FROM second_factor_guard WHERE staff = ?').run(number);
  }

  private opened(what: 'offer' | 'factor', staff: StaffMember, sealed: SealedSecret): Result<Buffer> {
    const keys = this.keys();
    return keys.ok ? openSecret(keys.value, labelOf(what, staff), sealed) : keys;
  }

  private keys(): Result<Keyring> {
    return readOrCreateKeyring({ file: secondFactorKeyFile(this.store), kind: 'file' });
  }

  private get database() {
    return this.store.database;
  }
}

/** What a secret is bound to: another person's row does not open as theirs. */
function labelOf(what: 'offer' | 'factor', { id }: StaffMember): string {
  return `${what} ${id}`;
}

/** A code as it was typed, perhaps in full width or in two groups. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}
