import type { ProblemCode } from '../problem/catalogue.ts';
import type { LastVisit } from './ports.ts';

/**
 * What one visit tells of card and reader. `another`: a card of another kind answered, which a reader that fails does
 * not bring about. `lifted`: whoever changes their mind tells of neither.
 */
export type CardTale = 'read' | 'unread' | 'another' | 'lifted';

const byNumber: Readonly<Partial<Record<ProblemCode, CardTale>>> = {
  'U-101': 'unread',
  'U-102': 'another',
  'U-103': 'lifted',
  'U-105': 'unread',
  'U-106': 'unread',
  'U-107': 'unread',
  'U-116': 'unread',
  'U-117': 'unread',
  'U-118': 'unread',
};

/** So many unread in a row are not chance, whatever each card is like. */
export const unreadOfAReader = 3;

/** What several visits tell together. */
export interface Readings {
  /** Of the newest; undefined where there was none. */
  readonly last: CardTale | undefined;
  /** Those that tell of the reader, and how many of them were not read. */
  readonly told: number;
  readonly unread: number;
  /** How many were not read since one was, whoever lifted a card in between. */
  readonly unreadInARow: number;
  readonly lifted: number;
  readonly liftedInARow: number;
}

/** @param visits the newest last */
export function readingsOf(visits: readonly LastVisit[]): Readings {
  const all = visits.map(({ problem }): CardTale => (problem && byNumber[problem]) ?? 'read');
  const told = all.filter((each) => each !== 'lifted');
  return {
    last: all.at(-1),
    told: told.length,
    unread: count(told, 'unread'),
    unreadInARow: atTheEnd(told, 'unread'),
    lifted: count(all, 'lifted'),
    liftedInARow: atTheEnd(all, 'lifted'),
  };
}

function count(all: readonly CardTale[], wanted: CardTale): number {
  return all.filter((each) => each === wanted).length;
}

function atTheEnd(all: readonly CardTale[], wanted: CardTale): number {
  return all.length - 1 - all.findLastIndex((each) => each !== wanted);
}
