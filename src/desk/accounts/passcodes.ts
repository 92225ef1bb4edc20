import { timingSafeEqual } from 'node:crypto';
import { minute, second } from '../../kernel/durations.ts';
import { unwrap } from '../../problem/result.ts';
import type { PasscodeOutcome, StaffPasscodes } from '../../reception/passcode.ts';
import { whenFree } from '../../storage/whenFree.ts';
import type { DeskAudit } from '../ports.ts';
import type { DeskStore } from '../store.ts';
import type { Accounts } from './accounts.ts';

/**
 * The kiosk stands in the waiting room and a passcode has four digits. A wrong one is nobody's in particular, so the
 * lock is one for all, and outlives a restart: whoever pulls the plug does not get five more.
 */
export const passcodeLock = { wrong: 5, ms: 15 * minute } as const;

/** How long a passcode waits for a database that another program holds: below the limit of that step. Milliseconds. */
const heldPatienceMs = 3 * second;

/** Opens 目視 at the kiosk to whoever has an account with a passcode. Throws what SQLite says of a disk that fails, and U-512. */
export function staffPasscodes(accounts: Accounts, store: DeskStore, audit: DeskAudit): StaffPasscodes {
  return {
    async check(passcode) {
      try {
        unwrap(await whenFree(() => store.free(), heldPatienceMs));
        if (isLocked(store)) return { kind: 'locked' };
        // Counted before it is known to be wrong: several at once get no more tries than one after the other.
        const wrong = countWrong(store);
        if (wrong > passcodeLock.wrong) return { kind: 'locked' };
        const given = await accounts.passcodeHash(passcode, 'visit');
        // Only where the kiosk is about to stop: a patient never waits behind desks.
        if (given === 'busy') return { kind: 'wrong' };
        const owner = accounts.passcodes().filter(({ hash }) => timingSafeEqual(hash, given))[0];
        if (owner) {
          unlockPasscodes(store);
          return { kind: 'staff', staff: owner.id };
        }
        const locked = wrong === passcodeLock.wrong;
        // Refused either way: a trail that cannot take it changes nothing about that.
        audit.append({ type: 'visual.passcode-wrong', locked });
        return locked ? lock(store) : { kind: 'wrong' };
      } finally {
        passcode.fill(0);
      }
    },
  };
}

/** Until when passcodes are locked, milliseconds since the epoch; undefined where they are not. */
export function passcodesLockedUntil({ database, now, lived }: DeskStore): number | undefined {
  const until = database.prepare<[], number>('SELECT locked_until FROM passcode_guard').pluck().get() ?? 0;
  const left = until - lived();
  return left > 0 ? now() + left : undefined;
}

/** Staff know each other: an administrator may end the lock early. */
export function unlockPasscodes({ database }: DeskStore): void {
  database.prepare('UPDATE passcode_guard SET wrong = 0, locked_until = 0').run();
}

function isLocked(store: DeskStore): boolean {
  return passcodesLockedUntil(store) !== undefined;
}

function countWrong({ database }: DeskStore): number {
  const counted = database.prepare<[], number>('UPDATE passcode_guard SET wrong = wrong + 1 RETURNING wrong').pluck();
  return counted.get() ?? Number.POSITIVE_INFINITY;
}

function lock({ database, lived }: DeskStore): PasscodeOutcome {
  database.prepare('UPDATE passcode_guard SET wrong = 0, locked_until = ?').run(lived() + passcodeLock.ms);
  return { kind: 'locked' };
}
