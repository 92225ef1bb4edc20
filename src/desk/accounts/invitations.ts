import { day } from '../../kernel/durations.ts';
import type { DeskStore } from '../store.ts';
import { type Accounts, type Answered, refused } from './accounts.ts';
import { codeHash, newCode } from './secrets.ts';
import { idOf, numberOf, type StaffMember } from './staffTable.ts';

/** How long an invitation may be used, milliseconds. */
const invitationMs = day;

/** A code with which this person, and nobody else who saw their account being made, sets the password. */
export function invite({ database, now }: DeskStore, { id }: StaffMember): string {
  const code = newCode();
  database
    .prepare('INSERT OR REPLACE INTO invitation (staff, code_hash, expires_at) VALUES (?, ?, ?)')
    .run(numberOf(id), codeHash(code), now() + invitationMs);
  return code;
}

/** Sets the password of whoever was given `code`, which is of no use afterwards. */
export async function acceptInvitation(
  { database, now }: DeskStore,
  accounts: Accounts,
  { code, password }: { readonly code: string; readonly password: string },
): Promise<Answered<StaffMember>> {
  const hash = codeHash(code);
  const row = database
    .prepare<[Buffer, number], { staff: number }>('SELECT staff FROM invitation WHERE code_hash = ? AND expires_at > ?')
    .get(hash, now());
  if (!row) return refused('wrong-code');
  const set = await accounts.setPassword(idOf(row.staff), password);
  if (set.done) database.prepare('DELETE FROM invitation WHERE code_hash = ?').run(hash);
  return set;
}
