import { day } from '../../kernel/durations.ts';
import type { Role } from '../roles.ts';
import type { DeskStore } from '../store.ts';
import { Hashing, type Lane, type ScryptCost } from './hashing.ts';
import { type PasscodeRefusal, type PasswordRefusal, passcodeRefusal, passwordRefusal } from './rules.ts';
import { hashPassword, passcodeCost, passcodeHash, passwordCost } from './secrets.ts';
import { idOf, memberOf, numberOf, type StaffMember, type StaffRow, selectStaff, signInName } from './staffTable.ts';

/** Why something was not done to an account. */
export type AccountRefusal =
  | PasswordRefusal
  | PasscodeRefusal
  | 'name-taken'
  | 'no-such-account'
  | 'passcode-taken'
  | 'last-administrator'
  | 'wrong-code'
  | 'busy';

export type Answered<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly why: AccountRefusal };

/** How long a technician's account lasts where nobody says otherwise: they are called when something is wrong. */
export const technicianMs = 7 * day;

/** A password that is good, as it is kept. */
export interface PreparedPassword {
  readonly hash: string;
}

/** A passcode that is good, as it is kept. */
export interface PreparedPasscode {
  readonly hash: Uint8Array;
}

/** The account everybody may use while the outside world is simulated. */
export interface DemoAccount {
  readonly name: string;
  readonly password: string;
  readonly passcode: string;
  /** Who may open the kiosk itself, without a second factor. */
  readonly technician?: { readonly name: string; readonly password: string };
}

export interface AccountsOptions {
  readonly store: DeskStore;
  /** Only with the simulator: this account is there, and usable. Without it a demo account of before is of no use. */
  readonly demo?: DemoAccount | undefined;
  readonly passwordCost?: ScryptCost;
  readonly passcodeCost?: ScryptCost;
}

/** The staff of this kiosk. Throws what SQLite says of a disk that fails. */
export class Accounts {
  private readonly store: DeskStore;
  readonly passwordCost: ScryptCost;
  /** Where all slow hashes of this desk are made. */
  readonly hashing = new Hashing();
  private readonly passcodeCost: ScryptCost;
  private readonly demo: 0 | 1;

  private constructor(options: AccountsOptions) {
    this.store = options.store;
    this.passwordCost = options.passwordCost ?? passwordCost;
    this.passcodeCost = options.passcodeCost ?? passcodeCost;
    this.demo = options.demo ? 1 : 0;
  }

  /** Makes the demo account where one is wanted. */
  static async open(options: AccountsOptions): Promise<Accounts> {
    const accounts = new Accounts(options);
    const { demo } = options;
    if (demo) await accounts.putDemo(demo, 'administrator');
    if (demo?.technician) await accounts.putDemo(demo.technician, 'technician');
    return accounts;
  }

  /**
   * Whether nobody can let others in, as before the first account is made, or after a kiosk was killed while it was:
   * then whoever has the set-up code becomes administrator.
   */
  needSetUp(): boolean {
    return this.ableAdministrators().length === 0;
  }

  list(): readonly StaffMember[] {
    return this.select('1 = 1').map(memberOf);
  }

  find(id: string): StaffMember | undefined {
    const row = this.row(id);
    return row && memberOf(row);
  }

  /** By the name they sign in with, with the password as it is kept; for {@link SignIn}. */
  findForSignIn(name: string): { readonly member: StaffMember; readonly password: string | null } | undefined {
    const [row] = this.select('name = @name', { name: signInName(name) });
    return row && { member: memberOf(row), password: row.password };
  }

  /** A name for people to read; the id where the account is gone. */
  nameOf(id: string): string {
    return this.find(id)?.name ?? id;
  }

  /** @param lastsMs how long a technician's account lasts; it can be renewed */
  create(name: string, role: Role, lastsMs: number = technicianMs): Answered<StaffMember> {
    return this.insert(name, role, 0, lastsMs);
  }

  /** The first administrator, with their password from the first moment; also one who was made without. */
  createFirst(name: string, password: PreparedPassword): Answered<StaffMember> {
    const known = this.findForSignIn(name);
    const halfMade = known?.member.role === 'administrator' && known.password === null;
    const made = halfMade ? done(known.member) : this.create(name, 'administrator');
    return made.done ? this.putPassword(made.value.id, password) : made;
  }

  async setPassword(id: string, password: string): Promise<Answered<StaffMember>> {
    const row = this.row(id);
    if (!row) return refused('no-such-account');
    const prepared = await this.preparePassword(row.name, password);
    return prepared.done ? this.putPassword(id, prepared.value) : prepared;
  }

  /** What is slow about a new password, so that setting it can be one transaction with what belongs to it. */
  async preparePassword(name: string, password: string): Promise<Answered<PreparedPassword>> {
    const why = passwordRefusal(password, name);
    if (why) return refused(why);
    const hash = await hashPassword(this.hashing, password, this.passwordCost);
    return hash === 'busy' ? refused('busy') : done({ hash });
  }

  putPassword(id: string, { hash }: PreparedPassword): Answered<StaffMember> {
    const row = this.row(id);
    if (!row) return refused('no-such-account');
    this.database.prepare('UPDATE staff SET password = ? WHERE number = ?').run(hash, row.number);
    return done({ ...memberOf(row), hasPassword: true });
  }

  async setPasscode(id: string, passcode: string): Promise<Answered<StaffMember>> {
    const prepared = await this.preparePasscode(passcode);
    return prepared.done ? this.putPasscode(id, prepared.value) : prepared;
  }

  /** What is slow about a new passcode. */
  async preparePasscode(passcode: string): Promise<Answered<PreparedPasscode>> {
    const why = passcodeRefusal(passcode);
    if (why) return refused(why);
    const hash = await this.passcodeHash(Buffer.from(passcode, 'latin1'), 'desk');
    return hash === 'busy' ? refused('busy') : done({ hash });
  }

  /** A passcode names its owner, so no two people have the same. */
  putPasscode(id: string, { hash }: PreparedPasscode): Answered<StaffMember> {
    const row = this.row(id);
    if (!row) return refused('no-such-account');
    try {
      this.database.prepare('UPDATE staff SET passcode = ? WHERE number = ?').run(hash, row.number);
    } catch (error) {
      if (isTaken(error)) return refused('passcode-taken');
      throw error;
    }
    return done({ ...memberOf(row), hasPasscode: true });
  }

  setRole(id: string, role: Role): Answered<StaffMember> {
    const row = this.row(id);
    if (!row) return refused('no-such-account');
    if (role !== 'administrator' && this.isLastAdministrator(row)) return refused('last-administrator');
    const expiresAt = this.endOf(role, technicianMs);
    this.database
      .prepare('UPDATE staff SET role = ?, expires_at = ? WHERE number = ?')
      .run(role, expiresAt, row.number);
    return done({ ...memberOf(row), role, expiresAt });
  }

  /** Lets a technician's account last `lastsMs` from now. */
  renew(id: string, lastsMs: number): Answered<StaffMember> {
    const row = this.row(id);
    if (row?.role !== 'technician') return refused('no-such-account');
    const expiresAt = this.endOf('technician', lastsMs);
    this.database.prepare('UPDATE staff SET expires_at = ? WHERE number = ?').run(expiresAt, row.number);
    return done({ ...memberOf(row), expiresAt });
  }

  setDisabled(id: string, disabled: boolean): Answered<StaffMember> {
    const row = this.row(id);
    if (!row) return refused('no-such-account');
    if (disabled && this.isLastAdministrator(row)) return refused('last-administrator');
    this.database.prepare('UPDATE staff SET disabled = ? WHERE number = ?').run(disabled ? 1 : 0, row.number);
    return done({ ...memberOf(row), disabled });
  }

  /** Whether a technician's time is over. */
  isExpired({ expiresAt }: StaffMember): boolean {
    return expiresAt !== null && this.store.now() >= expiresAt;
  }

  /** The ids and hashes of all passcodes that may be used now. */
  passcodes(): readonly { readonly id: string; readonly hash: Uint8Array }[] {
    return this.select('passcode IS NOT NULL AND disabled = 0').flatMap(({ number, passcode }) =>
      passcode ? [{ id: idOf(number), hash: passcode }] : [],
    );
  }

  /** What is kept of a passcode (ASCII digits); `busy` where the desk's line is full. */
  passcodeHash(passcode: Uint8Array, lane: Lane): Promise<Buffer | 'busy'> {
    const salt = this.database.prepare<[], Buffer>('SELECT salt FROM passcode_guard').pluck().get();
    if (!salt) throw new Error('desk.sqlite has no salt for passcodes');
    return passcodeHash(this.hashing, lane, passcode, { salt, cost: this.passcodeCost });
  }

  close(): Promise<void> {
    return this.hashing.close();
  }

  private async putDemo(
    demo: Omit<DemoAccount, 'passcode'> & { readonly passcode?: string },
    role: Role,
  ): Promise<void> {
    const { name, password, passcode } = demo;
    const known = this.findForSignIn(name)?.member;
    const member = known ? done(known) : this.insert(name, role, 1, technicianMs);
    if (!member.done) throw new Error(`the demo account cannot be made: ${member.why}`);
    if (member.value.hasPassword) return;
    await this.setPassword(member.value.id, password);
    if (passcode !== undefined) await this.setPasscode(member.value.id, passcode);
  }

  private endOf(role: Role, lastsMs: number): number | null {
    return role === 'technician' ? this.store.now() + lastsMs : null;
  }

  private insert(name: string, role: Role, demo: 0 | 1, lastsMs: number): Answered<StaffMember> {
    try {
      const { lastInsertRowid } = this.database
        .prepare('INSERT INTO staff (name, role, demo, created_at, expires_at) VALUES (?, ?, ?, ?, ?)')
        .run(signInName(name), role, demo, this.store.now(), demo ? null : this.endOf(role, lastsMs));
      const row = this.row(idOf(Number(lastInsertRowid)));
      if (!row) throw new Error('an account that was just made is not there');
      return done(memberOf(row));
    } catch (error) {
      if (isTaken(error)) return refused('name-taken');
      throw error;
    }
  }

  /** Somebody must always be able to let others in. */
  private isLastAdministrator({ number }: StaffRow): boolean {
    const able = this.ableAdministrators();
    return able.length === 1 && able[0]?.number === number;
  }

  private ableAdministrators(): readonly StaffRow[] {
    return this.select("role = 'administrator' AND disabled = 0 AND password IS NOT NULL");
  }

  private row(id: string): StaffRow | undefined {
    const number = numberOf(id);
    return number === undefined ? undefined : this.select('number = @number', { number })[0];
  }

  private select(condition: string, values: Readonly<Record<string, string | number>> = {}): readonly StaffRow[] {
    return selectStaff(this.database, this.demo, condition, values);
  }

  private get database() {
    return this.store.database;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function done<T>(value: T): Answered<T> {
  return { done: true, value };
}

export function refused(why: AccountRefusal): { readonly done: false; readonly why: AccountRefusal } {
  return { done: false, why };
}
