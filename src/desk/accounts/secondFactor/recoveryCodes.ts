import type { DeskStore } from '../../store.ts';
import { codeHash, newCode } from '../secrets.ts';

/** So many are printed on one slip. */
export const recoveryCodesGiven = 10;

/** New codes in place of those of before. Only hashes are kept: what is returned is shown once. */
export function giveRecoveryCodes({ database }: DeskStore, staff: number): readonly string[] {
  forgetRecoveryCodes({ database }, staff);
  const codes = Array.from({ length: recoveryCodesGiven }, newCode);
  const insert = database.prepare('INSERT INTO recovery_code (code_hash, staff) VALUES (?, ?)');
  for (const code of codes) insert.run(codeHash(code), staff);
  return codes;
}

/** Uses one up. False where it is none of this person's, or was used before. */
export function spendRecoveryCode({ database }: DeskStore, staff: number, code: string): boolean {
  const spent = database
    .prepare('DELETE FROM recovery_code WHERE code_hash = ? AND staff = ?')
    .run(codeHash(code), staff);
  return spent.changes === 1;
}

export function recoveryCodesLeft({ database }: DeskStore, staff: number): number {
  return (
    database.prepare<[number], number>('SELECT count(*) FROM recovery_code WHERE staff = ?').pluck().get(staff) ?? 0
  );
}

export function forgetRecoveryCodes({ database }: Pick<DeskStore, 'database'>, staff: number): void {
  database.prepare('DELETE FROM recovery_code WHERE staff = ?').run(staff);
}
