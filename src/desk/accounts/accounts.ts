import type { Role } from '../roles.ts';
import type { DeskStore } from '../store.ts';
import { type PasscodeRefusal, type PasswordRefusal, passcodeRefusal, passwordRefusal } from './rules.ts';
import { codeHash, hashPassword, newCode, passcodeCost, passwordCost, type ScryptCost, scryptHash } from './secrets.ts';

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
}

/** Why something was not done to an account. */
export type AccountRefusal =
  | PasswordRefusal
  | PasscodeRefusal
  | 'name-taken'
  | 'no-such-account'
  | 'passcode-taken'
  | 'last-administrator'
  | 'wrong-code';

export type Answered<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly why: AccountRefusal };

/** The account everybody may use while the outside world is simulated. */
export interface DemoAccount {
  readonly name: string;
  readonly password: string;
  readonly passcode: string;
}

export interface AccountsOptions {
  readonly store: DeskStore;
  /** Only with the simulator: this account is there, and usable. Without it a demo account of before is of no use. */
  readonly demo?: DemoAccount | undefined;
  readonly passwordCost?: ScryptCost;
  readonly passcodeCost?: ScryptCost;
}

/** How long an invitation may be used, milliseconds. */
const invitationMs = 24 * 60 * 60 * 1000;

interface StaffRow {
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly password: string | null;
  readonly passcode: Buffer | null;
  readonly disabled: 0 | 1;
}

/** Where `demo` accounts are left out unless this start has one. */
const usable = '(demo = 0 OR @demo = 1)';

/** The staff of this kiosk. Throws what SQLite says of a disk that fails. */
export class Accounts {
  readonly #store: DeskStore;
  readonly passwordCost: ScryptCost;
  readonly #passcodeCost: ScryptCost;
  readonly #demo: 0 | 1;

  private constructor(options: AccountsOptions) {
    this.#store = options.store;
    this.passwordCost = options.passwordCost ?? passwordCost;
    this.#passcodeCost = options.passcodeCost ?? passcodeCost;
    this.#demo = options.demo ? 1 : 0;
  }

  /** Makes the demo account where one is wanted. */
  static async open(options: AccountsOptions): Promise<Accounts> {
    const accounts = new Accounts(options);
    if (options.demo) await accounts.#putDemo(options.demo);
    return accounts;
  }

  /** Whether nobody has an account yet: the first one is made with the set-up code. */
  isEmpty(): boolean {
    return this.#select('1 = 1', {}).length === 0;
  }

  list(): readonly StaffMember[] {
    return this.#select('1 = 1', {}).map(memberOf);
  }

  find(id: string): StaffMember | undefined {
    const row = this.#row(id);
    return row && memberOf(row);
  }

  /** By the name they sign in with, with the password as it is kept; for {@link SignIn}. */
  findForSignIn(name: string): { readonly member: StaffMember; readonly password: string | null } | undefined {
    const [row] = this.#select('name = @name', { name: signInName(name) });
    return row && { member: memberOf(row), password: row.password };
  }

  /** A name for people to read; the id where the account is gone. */
  nameOf(id: string): string {
    return this.find(id)?.name ?? id;
  }

  create(name: string, role: Role): Answered<StaffMember> {
    return this.#insert(name, role, 0);
  }

  async setPassword(id: string, password: string): Promise<Answered<StaffMember>> {
    const row = this.#row(id);
    if (!row) return refused('no-such-account');
    const why = passwordRefusal(password, row.name);
    if (why) return refused(why);
    const hash = await hashPassword(password, this.passwordCost);
    this.#database.prepare('UPDATE staff SET password = ? WHERE number = ?').run(hash, row.number);
    return done({ ...memberOf(row), hasPassword: true });
  }

  /** A passcode names its owner, so no two people have the same. */
  async setPasscode(id: string, passcode: string): Promise<Answered<StaffMember>> {
    const row = this.#row(id);
    if (!row) return refused('no-such-account');
    const why = passcodeRefusal(passcode);
    if (why) return refused(why);
    const hash = await this.passcodeHash(Buffer.from(passcode, 'latin1'));
    try {
      this.#database.prepare('UPDATE staff SET passcode = ? WHERE number = ?').run(hash, row.number);
    } catch (error) {
      if (isTaken(error)) return refused('passcode-taken');
      throw error;
    }
    return done({ ...memberOf(row), hasPasscode: true });
  }

  setRole(id: string, role: Role): Answered<StaffMember> {
    const row = this.#row(id);
    if (!row) return refused('no-such-account');
    if (role !== 'administrator' && this.#isLastAdministrator(row)) return refused('last-administrator');
    this.#database.prepare('UPDATE staff SET role = ? WHERE number = ?').run(role, row.number);
    return done({ ...memberOf(row), role });
  }

  setDisabled(id: string, disabled: boolean): Answered<StaffMember> {
    const row = this.#row(id);
    if (!row) return refused('no-such-account');
    if (disabled && this.#isLastAdministrator(row)) return refused('last-administrator');
    this.#database.prepare('UPDATE staff SET disabled = ? WHERE number = ?').run(disabled ? 1 : 0, row.number);
    return done({ ...memberOf(row), disabled });
  }

  /** A code with which this person, and nobody else who saw their account being made, sets the password. */
  invite(id: string): Answered<string> {
    const row = this.#row(id);
    if (!row) return refused('no-such-account');
    const code = newCode();
    this.#database
      .prepare('INSERT OR REPLACE INTO invitation (staff, code_hash, expires_at) VALUES (?, ?, ?)')
      .run(row.number, codeHash(code), this.#store.now() + invitationMs);
    return done(code);
  }

  /** Sets the password of whoever was given `code`, which is of no use afterwards. */
  async acceptInvitation(code: string, password: string): Promise<Answered<StaffMember>> {
    const hash = codeHash(code);
    const row = this.#database
      .prepare<[Buffer, number], { staff: number }>(
        'SELECT staff FROM invitation WHERE code_hash = ? AND expires_at > ?',
      )
      .get(hash, this.#store.now());
    if (!row) return refused('wrong-code');
    const set = await this.setPassword(idOf(row.staff), password);
    if (set.done) this.#database.prepare('DELETE FROM invitation WHERE code_hash = ?').run(hash);
    return set;
  }

  /** The ids and hashes of all passcodes that may be used now. */
  passcodes(): readonly { readonly id: string; readonly hash: Uint8Array }[] {
    return this.#select('passcode IS NOT NULL AND disabled = 0', {}).flatMap(({ number, passcode }) =>
      passcode ? [{ id: idOf(number), hash: passcode }] : [],
    );
  }

  /** What is kept of a passcode (ASCII digits). */
  passcodeHash(passcode: Uint8Array): Promise<Buffer> {
    const salt = this.#database.prepare<[], Buffer>('SELECT salt FROM passcode_guard').pluck().get();
    if (!salt) throw new Error('desk.sqlite has no salt for passcodes');
    return scryptHash(passcode, salt, this.#passcodeCost);
  }

  async #putDemo({ name, password, passcode }: DemoAccount): Promise<void> {
    const known = this.findForSignIn(name)?.member;
    const member = known ? done(known) : this.#insert(name, 'administrator', 1);
    if (!member.done) throw new Error(`the demo account cannot be made: ${member.why}`);
    if (member.value.hasPassword) return;
    await this.setPassword(member.value.id, password);
    await this.setPasscode(member.value.id, passcode);
  }

  #insert(name: string, role: Role, demo: 0 | 1): Answered<StaffMember> {
    try {
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO staff (name, role, demo, created_at) VALUES (?, ?, ?, ?)')
        .run(signInName(name), role, demo, this.#store.now());
      const row = this.#row(idOf(Number(lastInsertRowid)));
      if (!row) throw new Error('an account that was just made is not there');
      return done(memberOf(row));
    } catch (error) {
      if (isTaken(error)) return refused('name-taken');
      throw error;
    }
  }

  /** Somebody must always be able to let others in. */
  #isLastAdministrator({ number }: StaffRow): boolean {
    const able = this.#select("role = 'administrator' AND disabled = 0 AND password IS NOT NULL", {});
    return able.length === 1 && able[0]?.number === number;
  }

  #row(id: string): StaffRow | undefined {
    const number = numberOf(id);
    return number === undefined ? undefined : this.#select('number = @number', { number })[0];
  }

  #select(condition: string, values: Readonly<Record<string, string | number>>): readonly StaffRow[] {
    return this.#database
      .prepare<unknown[], StaffRow>(
        `SELECT number, name, role, password, passcode, disabled FROM staff
         WHERE ${usable} AND ${condition} ORDER BY number`,
      )
      .all({ ...values, demo: this.#demo });
  }

  get #database() {
    return this.#store.database;
  }
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
function signInName(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
}

function memberOf({ number, name, role, password, passcode, disabled }: StaffRow): StaffMember {
  return {
    id: idOf(number),
    name,
    role,
    disabled: disabled === 1,
    hasPassword: password !== null,
    hasPasscode: passcode !== null,
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function done<T>(value: T): Answered<T> {
  return { done: true, value };
}

function refused(why: AccountRefusal): { readonly done: false; readonly why: AccountRefusal } {
  return { done: false, why };
}
