import { withoutReadings } from '../../kernel/furigana.ts';
import type { Language } from '../../screen/view.ts';
import type { WrittenDay } from '../../screen/words/shape/writtenDay.ts';
import type { ScreenWords } from '../../screen/words/words.ts';
import type { SpokenWords } from '../words/spokenWords.ts';

/**
 * One sentence as it is said. It is said when its screen appears, and again when, under the same key, it says something
 * else than before.
 */
export interface Line {
  readonly key: string;
  readonly text: string;
  /**
   * `ours`: words of this program, with at most a small count in them. They are made ahead and kept on disk. `visit`:
   * anything with something of the visit, or of the clinic's own, in it; never on disk.
   */
  readonly of: 'ours' | 'visit';
  /** Where it is another than the visit's. */
  readonly language?: Language;
  /** The whole of it clause by clause, where some of these are ours although it is not. */
  readonly pieces?: readonly Clause[];
}

/** What is made by itself. */
export type Clause = Pick<Line, 'text' | 'of'>;

/** What lines are made with. */
export interface Wording {
  readonly language: Language;
  readonly screen: ScreenWords;
  readonly voice: SpokenWords;
  /** The answers that have a number, in that order (`data-action`). */
  readonly answers: readonly string[];
  /** Of a list that is answered one by one, the row that is asked now: its action without the answer. */
  readonly asked: string | undefined;
}

/** A sentence of this program's own. */
export function ours(key: string, text: string): Line {
  return { key, text: inOneLine(text), of: 'ours' };
}

/** A sentence with something of this visit, or of this clinic, in it. */
export function ofVisit(key: string, text: string): Line {
  return { key, text: inOneLine(text), of: 'visit' };
}

/**
 * A sentence of ours with a day in it. What of it is the same on every day is ours: only the clause with the day has to be
 * made while somebody waits.
 */
export function ofDay(key: string, say: (day: WrittenDay) => string, day: WrittenDay): Line {
  const line = ofVisit(key, say(day));
  const onEveryDay = new Set(clausesOf(inOneLine(say(anotherThan(day)))));
  const pieces = clausesOf(line.text).map((text): Clause => ({ text, of: onEveryDay.has(text) ? 'ours' : 'visit' }));
  return pieces.length > 1 ? { ...line, pieces } : line;
}

/** Different in every number. */
function anotherThan({ year, month, day }: WrittenDay): WrittenDay {
  return { year: year - 1, month: (month % 12) + 1, day: (day % 28) + 1 };
}

/** Where a voice draws breath. Other scripts than Japanese are quick to make. */
function clausesOf(text: string): readonly string[] {
  return text.match(/[^、。]+[、。]*/g) ?? [];
}

/** As it is said: neither in two lines nor with readings behind its kanji. */
function inOneLine(text: string): string {
  return withoutReadings(text).replace(/\s+/g, ' ').trim();
}
