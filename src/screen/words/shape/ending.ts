import type { Reminder } from '../../../reception/reminder.ts';
import type { View } from '../../view.ts';
import type { WrittenDay } from './writtenDay.ts';

type TakeCard = Extract<View, { screen: 'take-card' }>;
type Problem = Extract<View, { screen: 'problem' }>;

/** One line for each reminder; where it has a last day, with that day in it. */
export type ReminderWords = {
  readonly [Kind in Reminder['kind']]: Extract<Reminder, { kind: Kind }> extends { readonly until: string }
    ? (until: WrittenDay) => string
    : string;
};

/** From the check on: 受付完了, the card to be taken, and problems. */
export interface EndingWords {
  readonly checking: { readonly title: string; readonly lead: string };

  readonly done: {
    readonly title: string;
    readonly ok: string;
    readonly provisional: string;
    readonly takeCard: string;
    readonly keep: string;
    readonly reminders: ReminderWords;
  };

  readonly takeCard: {
    readonly title: string;
    readonly lead: Readonly<Record<TakeCard['after'], string>>;
    /** Before everything else where nothing was accepted. */
    readonly cancelled: string;
    /** Under the title where there is no card to take. */
    readonly noCard: string;
    /** Said and heard when nobody takes the card. */
    readonly forgotten: string;
  };
  readonly problem: { readonly close: Readonly<Record<Problem['close'], string>>; readonly number: string };
}
