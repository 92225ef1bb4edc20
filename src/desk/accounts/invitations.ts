import { day } from '../../kernel/durations.ts';
import type { DeskStore } from '../store.ts';
import { type Accounts, type Answered, type PreparedPassword, refused } from './accounts.ts';
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

/** Whom `code` invites; undefined where it is none that may be used. */
export function invitedBy({ database, now }: DeskStore, accounts: Accounts, code: string): StaffMember | undefined {
  const staff = database
    .prepare<[Buffer, number], number>('SELECT staff FROM invitation WHERE code_hash = ? AND expires_at > ?')
    .pluck()
    .get(codeHash(code), now());
  return staff === undefined ? undefined : accounts.find(idOf(staff));
}

/** Sets the password of whoever was given `code`, once: of two who come with it at the same moment one is refused. */
export function acceptInvitation(
  { database, now }: DeskStore,
  accounts: Accounts,
  { code, password }: { readonly code: string; readonly password: PreparedPassword },
): Answered<StaffMember> {
  const staff = database
    .prepare<[Buffer, number], number>('DELETE FROM invitation WHERE code_hash = ? AND expires_at > ? RETURNING staff')
    .pluck()
    .get(codeHash(code), now());
  return staff === undefined ? refused('wrong-code') : accounts.putPassword(idOf(staff), password);
}
