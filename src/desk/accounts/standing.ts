import { minute } from '../../kernel/durations.ts';

/**
 * What may be done with a session. `open`: everything. `resting`: it may be looked at, but nothing be changed before its
 * owner has proved to be there. `locked`: nothing of anybody is shown before that. `proving`: the password was right, the
 * second factor is still to come. `enrolling`: it is to be set up first.
 */
export type SessionStanding = 'open' | 'resting' | 'locked' | 'proving' | 'enrolling';

/** What a request tells of who is in front: somebody acts, somebody is there, or only that a page is open. */
export type Sign = 'act' | 'presence' | 'page';

/** How long a session lasts, milliseconds. */
export interface SessionLimits {
  /** Since somebody acted, before nothing may be changed any more; and since the last page of it was open, before it ends. */
  readonly idleMs: number;
  /** Since it began. */
  readonly longestMs: number;
  /** Since somebody was there, before it is locked. */
  readonly lockMs: number;
}

/** When what was noted of a session, milliseconds on the scale of lived time. */
export interface SessionTimes {
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly lastSeenAt: number;
  readonly lastOpenAt: number;
  readonly locked: 0 | 1;
  /** Whether its owner has shown their second factor. */
  readonly proven: 0 | 1;
}

/** What its owner's account wants and has; a new role counts from the next request on. */
export interface OwnersFactor {
  readonly isWanted: boolean;
  readonly isThere: boolean;
}

export function isOver(
  { signedInAt, lastUsedAt, lastSeenAt, lastOpenAt }: SessionTimes,
  limits: SessionLimits,
  now: number,
): boolean {
  return now - Math.max(lastUsedAt, lastSeenAt, lastOpenAt) >= limits.idleMs || now - signedInAt >= limits.longestMs;
}

export function standingOf(
  { locked, lastSeenAt, lastUsedAt, proven }: SessionTimes,
  factor: OwnersFactor,
  limits: SessionLimits,
  now: number,
): SessionStanding {
  if (factor.isWanted && !(proven && factor.isThere)) return factor.isThere ? 'proving' : 'enrolling';
  if (locked || now - lastSeenAt >= limits.lockMs) return 'locked';
  return now - lastUsedAt >= limits.idleMs ? 'resting' : 'open';
}

/** Not every request is worth a write. */
const personEveryMs = 15_000;
const pageEveryMs = minute;

/**
 * What a request moves on. Neither looking nor pressing brings back what has run out: a locked session stays locked, and
 * a resting one resting, until its owner has proved to be there.
 */
export function touchedBy(
  { lastUsedAt, lastSeenAt, lastOpenAt }: SessionTimes,
  sign: Sign,
  standing: SessionStanding,
  now: number,
): readonly ('last_used_at' | 'last_seen_at' | 'last_open_at')[] {
  const isUsed = sign === 'act' && standing === 'open' && now - lastUsedAt >= personEveryMs;
  const isSeen = sign !== 'page' && standing !== 'locked' && now - lastSeenAt >= personEveryMs;
  return [
    ...(isUsed ? (['last_used_at'] as const) : []),
    ...(isSeen ? (['last_seen_at'] as const) : []),
    ...(now - lastOpenAt >= pageEveryMs ? (['last_open_at'] as const) : []),
  ];
}
