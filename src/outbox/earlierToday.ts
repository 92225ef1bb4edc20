import { createHmac, randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { startOfTokyoDay } from '../kernel/tokyoTime.ts';
import { ok } from '../problem/result.ts';
import { knownAgainBy } from '../reception/knownAgain.ts';
import type { Reception } from '../reception/reception.ts';
import { guarded } from '../storage/guarded.ts';
import { openedReception, type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';

/** One arrival of today: whose, in digests that say nothing outside this process. */
interface Remembered {
  readonly id: string;
  readonly who: readonly string[];
}

const nobody: Remembered = { id: '', who: [] };

/** Opened in one go, between two turns of the others: some milliseconds after a restart at noon. */
const atOnce = 20;

/**
 * Whether a person came earlier on the same day, by the receptions that are kept: what is wiped is forgotten here at
 * the next question. Each is opened once; from then on digests stand for it, under a key that ends with the process.
 */
export function earlierTodayIn(store: Store): (reception: Reception) => Promise<boolean> {
  const linesBack = store.database.prepare<[], { sequence: number; recordedAt: number }>(
    'SELECT sequence, recorded_at AS recordedAt FROM journal ORDER BY sequence DESC',
  );
  const line = store.database.prepare<[number], SealedRow>(`SELECT ${sealedColumns} FROM journal j WHERE sequence = ?`);
  const key = randomBytes(32);
  let remembered = new Map<number, Remembered>();
  const digest = (text: string): string => createHmac('sha256', key).update(text).digest('base64');

  /** From the newest back to the first of the day: nothing that came today was recorded before it. */
  const sequencesSince = (since: number): readonly number[] => {
    const found: number[] = [];
    for (const { sequence, recordedAt } of linesBack.iterate()) {
      if (recordedAt < since) break;
      found.push(sequence);
    }
    return found;
  };
  const opened = (sequence: number, since: number): Remembered => {
    const row = line.get(sequence);
    const reception = row && openedReception(store, row);
    // A later version of one who came yesterday is no arrival of today.
    if (!reception?.ok || Date.parse(reception.value.receivedAt) < since) return nobody;
    return { id: reception.value.id, who: knownAgainBy(reception.value).map(digest) };
  };

  return async (reception) => {
    const since = startOfTokyoDay(reception.receivedAt);
    const kept = guarded(() => ok(sequencesSince(since)));
    if (!kept.ok) return false;
    const before = remembered;
    remembered = new Map();
    for (const [index, sequence] of kept.value.entries()) {
      const known = before.get(sequence);
      const read = known ? ok(known) : guarded(() => ok(opened(sequence, since)));
      if (read.ok) remembered.set(sequence, read.value);
      if (!known && index % atOnce === atOnce - 1) await turn();
    }
    const who = new Set(knownAgainBy(reception).map(digest));
    return [...remembered.values()].some((each) => each.id !== reception.id && each.who.some((one) => who.has(one)));
  };
}
