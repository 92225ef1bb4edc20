import { day } from '../../kernel/durations.ts';
import type { DeskStore } from '../store.ts';
import { numberOf } from './staffTable.ts';

/**
 * A passcode names its owner, so whoever chooses one learns whether a colleague has it. Few enough a day that nobody
 * finds one by trying, more than anybody needs.
 */
export const passcodeChoices = { most: 5, windowMs: day } as const;

/** Counts a choice of this person before it is made; false where they have had all of the day. Outlives a restart. */
export function mayChoosePasscode({ database, now }: DeskStore, staffId: string): boolean {
  const at = now();
  const counted = database
    .prepare<[Readonly<Record<string, number | undefined>>], number>(
      `INSERT INTO passcode_choice (staff, count, until) VALUES (@staff, 1, @until)
       ON CONFLICT (staff) DO UPDATE SET
         count = CASE WHEN until > @at THEN count + 1 ELSE 1 END,
         until = CASE WHEN until > @at THEN until ELSE @until END
       RETURNING count`,
    )
    .pluck();
  const count = counted.get({ staff: numberOf(staffId), at, until: at + passcodeChoices.windowMs });
  return count !== undefined && count <= passcodeChoices.most;
}
