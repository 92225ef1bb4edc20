import { z } from 'zod';
import type { DeepReadonly } from '../../kernel/deepReadonly.ts';

/** Why two names are one person's, as staff choose it from a list: nothing is typed that could name somebody. */
export const saidSameReasons = [
  'old-form',
  'unwritable',
  'alias',
  'former-name',
  'letters-or-kana',
  'shortened',
  'other',
] as const;
export type SaidSameReason = (typeof saidSameReasons)[number];

/** That a staff member compared the printed card with the answer's name and vouches for one person (「本人です」). */
export const saidSameSchema = z.object({
  /** Id of the account. */
  staff: z.string(),
  reason: z.enum(saidSameReasons),
  saidAt: z.iso.datetime(),
});

export type SaidSame = DeepReadonly<z.infer<typeof saidSameSchema>>;

/** The two names in question, to the letter. */
export interface TwoNames {
  readonly card: string;
  readonly answer: string;
}

/** The same on one card, by the serial of its 利用者証明用 certificate. */
export interface NamesOnCard extends TwoNames {
  readonly serial: string;
}

/** Port: what staff have said about these two names on this card, as long as it holds. */
export type SaidSameOf = (names: NamesOnCard) => SaidSame | undefined;

/** What was said about one card; a phone or nothing at all is no card. */
export function saidOn(serial: string | null, saidSame: SaidSameOf | undefined) {
  return (names: TwoNames): SaidSame | undefined => (serial === null ? undefined : saidSame?.({ ...names, serial }));
}
