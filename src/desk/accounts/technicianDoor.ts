import { minute, second } from '../../kernel/durations.ts';
import { whenFree } from '../../storage/whenFree.ts';
import { onRecord } from '../onRecord.ts';
import type { DeskAudit } from '../ports.ts';
import type { DeskStore } from '../store.ts';
import type { Accounts } from './accounts.ts';
import type { SecondFactors } from './secondFactor/secondFactors.ts';
import { isPassword, nobodysPassword } from './secrets.ts';
import type { StaffMember } from './staffTable.ts';

/** Sign-ins that fail before none is tried any more at this kiosk, and for how long. Outlives a restart. */
export const technicianLock = { wrong: 5, ms: 15 * minute } as const;

/** How long a sign-in waits for a database that another program holds, milliseconds. */
const heldPatienceMs = 5 * second;

/** What was typed at the kiosk. `name`: of the account, or its id, which can be typed without an input method. */
export interface TechnicianSignIn {
  readonly name: string;
  readonly password: string;
  readonly code: string;
}

export type TechnicianOutcome =
  | { readonly kind: 'in'; readonly by: { readonly id: string; readonly name: string } }
  | { readonly kind: 'refused' | 'locked' | 'busy' };

export interface TechnicianDoorParts {
  readonly accounts: Accounts;
  readonly secondFactors: SecondFactors;
  readonly store: DeskStore;
  readonly audit: DeskAudit;
}

/**
 * Who may open the kiosk: a technician, by name, password and the code of their app, all three at once, so that nobody
 * learns which of them was wrong. Needs no network. Every outcome is on record.
 */
export async function technicianAtKiosk(
  parts: TechnicianDoorParts,
  typed: TechnicianSignIn,
): Promise<TechnicianOutcome> {
  const { accounts, store, audit } = parts;
  const free = await whenFree(() => store.free(), heldPatienceMs);
  if (!free.ok || !accounts.hashing.hasRoom) return { kind: 'busy' };
  if (isLocked(store)) return { kind: 'locked' };
  // Counted before it is known to be wrong: several at once get no more tries than one after the other.
  const wrong = countWrong(store);
  if (wrong > technicianLock.wrong) return { kind: 'locked' };
  const id = typed.name.normalize('NFKC').trim().toLowerCase();
  const account = accounts.findForSignIn(accounts.find(id)?.name ?? typed.name);
  const known = account?.password ?? nobodysPassword(accounts.passwordCost);
  const isRight = await isPassword(accounts.hashing, typed.password, known);
  if (isRight === 'busy') return { kind: 'busy' };
  const member = account?.password && isRight ? account.member : undefined;
  const opened = onRecord(
    parts,
    () => ({ done: true, value: member && maySignIn(parts, member, typed.code) ? member : undefined }),
    (by) => (by ? [{ type: 'diagnostics.begun', staff: by.id }] : []),
  );
  if (!opened.ok) return { kind: 'busy' };
  const by = opened.value.done ? opened.value.value : undefined;
  if (by) {
    store.database.prepare('UPDATE technician_guard SET wrong = 0').run();
    return { kind: 'in', by: { id: by.id, name: by.name } };
  }
  const locked = wrong === technicianLock.wrong;
  // Refused either way: a trail that cannot take it changes nothing about that.
  const who = account ? { staff: account.member.id } : {};
  audit.append({ type: 'diagnostics.sign-in-failed', ...who, locked });
  if (!locked) return { kind: 'refused' };
  store.database
    .prepare('UPDATE technician_guard SET wrong = 0, locked_until = ?')
    .run(store.lived() + technicianLock.ms);
  return { kind: 'locked' };
}

function maySignIn({ accounts, secondFactors }: TechnicianDoorParts, member: StaffMember, code: string): boolean {
  if (member.role !== 'technician' || member.disabled || accounts.isExpired(member)) return false;
  return member.demo || (member.hasSecondFactor && secondFactors.check(member, code).kind === 'proven');
}

function isLocked({ database, lived }: DeskStore): boolean {
  const until = database.prepare<[], number>('SELECT locked_until FROM technician_guard').pluck().get() ?? 0;
  return until > lived();
}

function countWrong({ database }: DeskStore): number {
  const counted = database.prepare<[], number>('UPDATE technician_guard SET wrong = wrong + 1 RETURNING wrong').pluck();
  return counted.get() ?? Number.POSITIVE_INFINITY;
}
