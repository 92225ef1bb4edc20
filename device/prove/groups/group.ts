import type { DeskBrowser } from '../desk/deskBrowser.ts';
import type { UpdateAtDesk } from '../desk/updating.ts';
import type { TriedKiosk } from '../triedKiosk.ts';
import type { MadeUpdate } from '../updates/updateMaker.ts';
import type { Visits } from '../visits.ts';

/** What the groups have in common: a kiosk that is set up, its clinic, and updates. */
export interface Proof {
  /** The kiosk as it was when it had been set up; each group has a copy of its own. None for groups that are new. */
  readonly kiosk: (name: string) => TriedKiosk;
  /** One whose disk nobody has started yet, with what clinic IT left on it. */
  readonly newKiosk: (name: string) => TriedKiosk;
  /** One whose disk nobody has started yet, as it comes out of its box. */
  readonly boxedKiosk: (name: string) => TriedKiosk;
  /** One with an empty disk, and the stick that writes the system to it. */
  readonly emptyKiosk: (name: string) => TriedKiosk;
  readonly installer: string;
  /** The disk image that the kiosk was made of. */
  readonly image: string;
  readonly deskPort: number;
  readonly visits: Visits;
  /** The file of an update that must be refused or left again, which the group says it needs. */
  readonly update: (name: MadeUpdate) => string;
  /** The version that the kiosk was set up with, and its own update file; the one to go to. */
  readonly old: Release;
  readonly good: Release;
  /** Where a picture of this name goes. */
  readonly picture: (name: string) => string;
  /** A stick with this file, under a name of its own; made anew. */
  readonly stick: (file: string) => { readonly image: string; readonly name: string };
  readonly atDesk: () => UpdateAtDesk;
  /** The clinic's administrator at the desk. */
  readonly signIn: () => Promise<DeskBrowser>;
  /** Where something of this name lies in the group's own folder. */
  readonly own: (name: string) => string;
  readonly newPassword: () => string;
}

export interface Release {
  readonly version: string;
  readonly file: string;
}

/** One line of the table of outcomes. */
export interface Case {
  readonly name: string;
  readonly limitMs: number;
  /** Whether it begins with a start: an emulated machine hangs now and then, and is then started once more. */
  readonly isStart?: true;
  /** Says what was seen; throws where it is not as it must be. */
  readonly work: () => Promise<string>;
}

/** Cases that happen to one machine, one after the other. */
export interface Group {
  readonly name: string;
  /** What it is about, in a line. */
  readonly about: string;
  /** Whether it begins with a disk that nobody has set up. */
  readonly isNew?: true;
  /** About how long it takes where a processor is emulated. */
  readonly minutes: number;
  /** The updates that are made for it. */
  readonly needs?: readonly MadeUpdate[];
  readonly cases: (proof: Proof) => readonly Case[];
}

export const minute = 60_000;

/** Throws where something is not as it must be. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
