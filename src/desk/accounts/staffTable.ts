import type { Database } from 'better-sqlite3';
import type { Role } from '../roles.ts';

/** A person who works here, as others may know them. */
export interface StaffMember {
  /** `s-` and a number: what receptions and the audit trail name them by. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** False until they have set one with their invitation. */
  readonly hasPassword: boolean;
  readonly hasPasscode: boolean;
  /** Whether they have something besides the password: see {@link wantsSecondFactor}. */
  readonly hasSecondFactor: boolean;
  /** When a technician's account ends, milliseconds since the epoch; null where it does not. */
  readonly expiresAt: number | null;
  /** The account of the simulated world, whose password everybody reads. */
  readonly demo: boolean;
}

/** Who may change who comes in, or open the machine, shows more than a password. */
export function wantsSecondFactor({ role, demo }: Pick<StaffMember, 'role' | 'demo'>): boolean {
  return !demo && (role === 'administrator' || role === 'technician');
}

export interface StaffRow {
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly password: string | null;
  readonly passcode: Buffer | null;
  readonly disabled: 0 | 1;
  readonly demo: 0 | 1;
  readonly expires_at: number | null;
  readonly factor: 0 | 1;
}

/** Where `demo` accounts are left out unless this start has one. */
const usable = '(demo = 0 OR @demo = 1)';

/** Rows of the staff table, oldest first. `demo` says whether demo accounts are among them. */
export function selectStaff(
  database: Database,
  demo: 0 | 1,
  condition: string,
  values: Readonly<Record<string, string | number>> = {},
): readonly StaffRow[] {
  return database
    .prepare<unknown[], StaffRow>(
      `SELECT number, name, role, password, passcode, disabled, demo, expires_at,
         EXISTS (SELECT 1 FROM second_factor WHERE second_factor.staff = number) AS factor
       FROM staff
       WHERE ${usable} AND ${condition} ORDER BY number`,
    )
    .all({ ...values, demo });
}

/** The number behind an id; undefined where it is none. */
export function numberOf(id: string): number | undefined {
  const digits = /^s-([1-9]\d{0,5})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function idOf(number: number): string {
  return `s-${number}`;
}

/** One way of writing a name that may be typed in several: full-width, with or without blanks at the ends. */
export function signInName(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
}

export function memberOf(row: StaffRow): StaffMember {
  const { number, name, role, password, passcode, disabled, demo, expires_at, factor } = row;
  return {
    id: idOf(number),
    name,
    role,
    disabled: disabled === 1,
    hasPassword: password !== null,
    hasPasscode: passcode !== null,
    hasSecondFactor: factor === 1,
    expiresAt: expires_at,
    demo: demo === 1,
  };
}
