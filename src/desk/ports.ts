import type { Readable } from 'node:stream';
import type { AuditEvent } from '../audit/catalogue.ts';
import type { YearNotation } from '../card/digits.ts';
import type { Html } from '../kernel/html.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Result } from '../problem/result.ts';
import type { VisualReason } from '../reception/evidence.ts';
import type { LinkDifference } from '../reception/link/compareLink.ts';
import type { PersonRecord } from '../reception/person.ts';
import type { Statistics } from '../statistics/statistics.ts';
import type { FilePiece } from '../storage/arrivingFile.ts';
import type { UpdateStanding } from '../update/updates.ts';

/**
 * What the patient at the kiosk wants of staff. `visual`: a look at person and photo (目視). `number`: somebody to type
 * the digits of the card. `desk`: the visit ended with a number, and the patient was sent to the desk. `again`: it ended
 * so that the patient begins anew. `card-left`: it is over, and nobody takes the card.
 */
export const kioskNeeds = ['help', 'visual', 'number', 'desk', 'card-left', 'again'] as const;
export type KioskNeed = (typeof kioskNeeds)[number];

/** The kiosk as the desk sees it at this moment. */
export interface KioskNow {
  /** UUID of the visit that is going on; null between two visits. */
  readonly visit: string | null;
  /** `data-screen` of what the patient sees. */
  readonly screen: string;
  /** The most urgent need, by the order above: what staff must do before anything else. */
  readonly needs: KioskNeed | null;
  /** The number on the patient's screen, or that on which they called. */
  readonly problem: ProblemCode | null;
  /** Whether staff may take the card off the reader now to look at it (目視); `away`: somebody has it in their hand. */
  readonly lift: 'barred' | 'allowed' | 'away';
  /** When it became like this, milliseconds since the epoch. */
  readonly since: number;
  /** Why the kiosk is out of service. */
  readonly outage: ProblemCode | null;
  /** What staff must know although no visit shows it. */
  readonly alerts: readonly ProblemCode[];
  /** Whether its screen is at a practice (体験): whoever lays a card down is served all the same. */
  readonly practice: boolean;
  /** Link mismatch: in which items card and answer differ. Of the answer itself nothing is ever here. */
  readonly differs: readonly LinkDifference[];
  /** What the card says of its holder; only while staff must compare, and null where the card was not read. */
  readonly card: PersonRecord | null;
}

/** A staff member's approval of the person at the kiosk. */
export interface VisualApproval {
  readonly visit: string;
  /** Id of the account. */
  readonly staff: string;
  readonly reason: VisualReason;
  /** Whether staff enter the patient's spoken answers from here on. */
  readonly oral: boolean;
}

/**
 * Port: the kiosk, as far as staff may act on it. Every command names the visit it is meant for; once that visit is
 * over it comes back as U-301, so that nobody approves the person who came after.
 */
export interface KioskAtDesk {
  now(): KioskNow;
  /** Calls `listener` after every change of `now()`; returns the way to stop that. */
  subscribe(listener: () => void): () => void;
  approveVisual(approval: VisualApproval): Result<void>;
  /** 目視: the staff member compared, and this is not the person on the card. */
  refuseVisual(refusal: Pick<VisualApproval, 'visit' | 'staff'>): Result<void>;
  /** Lets the screen be wiped: it takes no touch for a while. U-301 where it is not free. */
  clean(): Result<void>;
  /** 体験, until it is ended here. U-301 where the screen is not free. */
  beginPractice(): Result<void>;
  endPractice(): void;
  /** Lets a technician to the kiosk, between two visits (調整中). Errors: U-301 it is not free, or a card lies on it. */
  diagnose(): Result<void>;
  /** @param visit null where it is answered while no visit goes on */
  answerHelp(visit: string | null): Result<void>;
  /**
   * 照合番号B for the card on the reader: 14 ASCII digits (birth date YYMMDD with the year as printed, year of expiry,
   * security code), and how the year is printed, where that was said. The desk zeroes the digits when this returns:
   * whoever needs them longer copies them.
   */
  tellNumberB(told: {
    readonly visit: string;
    readonly digits: Uint8Array;
    readonly notation?: YearNotation;
  }): Result<void>;
}

/** Whether it is the card or the reader, in plain words. */
export interface CardVerdictSeen {
  readonly says: string;
  readonly next: string;
  readonly read: number;
  readonly of: number;
  /** What the last card answered when its applications were asked for; null where it was read. */
  readonly card: {
    readonly says: string;
    readonly applications: readonly { readonly title: string; readonly says: string; readonly status: string }[];
  } | null;
}

/** What the kiosk's checks measured, drawn. */
export interface MachineHistory {
  /** @param range the last month by days, or all there is by weeks. Errors: U-640 */
  page(range: 'month' | 'year'): Result<Html>;
}

/** What goes to those who maintain the kiosk; nothing of a patient is in it. */
export interface DeskSupport {
  /** Made now. Errors: U-644 it cannot be encrypted as the configuration wants it. */
  bundle(): Promise<Result<SupportBundleMade>>;
  /** Whether only the vendor can open it. */
  readonly isEncrypted: boolean;
}

export interface SupportBundleMade {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How many files are in it. */
  readonly files: number;
}

/** Port: backups of this kiosk, as far as an administrator makes them at the desk. */
export interface DeskBackup {
  /** `age1…`: whose secret keys open what is made now. */
  recipients(): readonly string[];
  /** A pair of keys that is kept nowhere: whoever gets `file` has the only one. */
  makeKey(): Promise<BackupKeyMade>;
  /** Everything of this kiosk, as it is now, beside the visits. Errors: U-708, U-714; in the middle the stream breaks. */
  seal(): Promise<Result<{ readonly name: string; readonly bytes: Readable }>>;
}

/** What a backup that was brought to a new machine says of itself. */
export interface BroughtBackup {
  readonly id: string;
  readonly kiosk: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How many machines that kiosk had been on. */
  readonly generation: number;
  readonly version: string;
  /** Whether the machine it was made on serves nobody any more. */
  readonly isRetired: boolean;
  /** Whether it says of network, clock and shared folder what this machine can take over. */
  readonly holdsMachine: boolean;
}

/** What whoever brought a backup says before it takes this machine's place. */
export interface RestoreWords {
  /** Whether the machine it comes from serves nobody any more. */
  readonly isOldOneGone: boolean;
  /** Whether network, clock and shared folder are to be the old machine's too. */
  readonly isSamePlace: boolean;
}

/** Port: bringing an earlier machine's backup to this one, before there is a kiosk here. */
export interface BackupBringing {
  /** Keeps a piece; how many bytes are there then. Errors: U-714. */
  keep(piece: FilePiece): Promise<Result<number>>;
  /** Reads all of it with this key, and changes nothing. Errors: U-708, U-713, U-714: then nothing of it is left. */
  verify(key: string): Promise<Result<void>>;
  /** What was verified; undefined before that. */
  seen(): BroughtBackup | undefined;
  forget(): void;
  /** Ends the set-up; what was verified takes this machine's place once everything of it is closed. */
  restore(words: RestoreWords): void;
}

export interface BackupKeyMade {
  /** The public one, `age1…`. */
  readonly recipient: string;
  /** A name for the file of the secret one. */
  readonly name: string;
  /** Its text. */
  readonly file: string;
}

/** What runs here, in words and hashes that two people can compare on the telephone. */
export interface AboutSeen {
  /** A name and a value each, for people. */
  readonly lines: readonly (readonly [string, string])[];
  /** The same for programs, as `uketsuke about --json` has it. */
  readonly facts: object;
}

/** Port: updates of the device, as far as staff may begin and follow them. */
export interface DeskUpdates {
  /** Whether this machine is updated in this way; a PC is by its own package manager. */
  readonly isOurs: boolean;
  standing(): UpdateStanding;
  /** Updates that lie on sticks, by path. */
  onSticks(): readonly string[];
  onChange(listener: () => void): () => void;
  /** Keeps a piece of an update; how many bytes are there then. Errors: U-728. */
  keep(piece: FilePiece): Promise<Result<number>>;
  /** @param from `arrived`, what was kept; else a file on a stick, or an https address. Errors: U-725, U-730 */
  begin(wish: { readonly from: 'arrived' | string; readonly allowOlder: boolean }): Result<void>;
  /** Errors: U-730 */
  callOff(): Result<void>;
}

/** What the kiosk is made of, as a technician asks about it. */
export interface DeviceStatus {
  readonly reader: string;
  readonly camera: string;
  readonly faceProfile: string;
  /** Name of the recognition network, where it is the clinic's own; else null. */
  readonly ownNetwork: string | null;
}

/** The kiosk's last test of itself, in words that staff can act on. */
export interface SelfTestSeen {
  /** When it ended, milliseconds since the epoch. */
  readonly at: number;
  readonly findings: readonly { readonly number: ProblemCode; readonly says: string; readonly next: string }[];
  /** What was not well at first, and was mended without anybody. */
  readonly mended: readonly string[];
}

/** Port: receptions, to read and to add to. The outbox as it is. */
export type DeskOutbox = Pick<Outbox, 'record' | 'receptions' | 'reception' | 'backlog' | 'onRecorded'>;

/** Port: what technicians found at the kiosk. Errors: U-630. */
export interface DeskReports {
  /** The newest first; `at` in milliseconds since the epoch. */
  list(): readonly { readonly id: string; readonly by: string; readonly at: number; readonly ready: boolean }[];
  page(id: string): Result<Html>;
  /** With its signature, as `report verify` reads it. */
  file(id: string): Result<string>;
  pdf(id: string): Promise<Result<Uint8Array>>;
}

/** Port: the clinic's figures, without anybody in them. */
export type DeskStatistics = Pick<Statistics, 'reports' | 'addDeskConfirmation'>;

/** Port: the audit trail. Errors: U-507; what may not go unrecorded is then not done. */
export interface DeskAudit {
  readonly append: (event: AuditEvent) => Result<void>;
  /** Whether it could be written to now. Errors: U-512 another program holds it; U-507. */
  readonly free: () => Result<void>;
  /** What staff may write down of the trail as it is signed now; undefined while nothing is. */
  readonly checkNumber: () => string | undefined;
}
