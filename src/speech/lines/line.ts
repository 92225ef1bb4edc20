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

/**
 * What is made by itself. `number`: a year, a month or a day, which are said of anybody: all of them are made ahead, and
 * one that was not is nobody's to keep.
 */
export interface Clause {
  readonly text: string;
  readonly of: Line['of'] | 'number';
}

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
 * A sentence of ours with a day in it. What of it is the same on every day is ours: only the clause with the day is not,
 * and that is {@link numbersOf numbers} where an engine is slow.
 */
export function ofDay(key: string, say: (day: WrittenDay) => string, day: WrittenDay, language: Language): Line {
  const line = ofVisit(key, say(day));
  const onEveryDay = new Set(clausesOf(inOneLine(say(anotherThan(day)))));
  const pieces = clausesOf(line.text).flatMap((text): readonly Clause[] =>
    onEveryDay.has(text) ? [{ text, of: 'ours' }] : numbersOf(text, language),
  );
  return pieces.length > 1 ? { ...line, pieces } : line;
}

/** Those that Open JTalk says: it needs longer for a whole date than anybody waits for. The others have an instant. */
const numberByNumber: ReadonlySet<Language> = new Set(['ja', 'ja-easy']);

/** A clause with a day, numberByNumber. In Japanese each is a phrase of its own anyway. */
export function numbersOf(text: string, language: Language): readonly Clause[] {
  if (!numberByNumber.has(language)) return [{ text, of: 'visit' }];
  const parts = text.split(/(?<=\D)(?=\d+年\d)|(?<=\d年)(?=\d+月\d)|(?<=\d月)(?=\d+日)/);
  return parts.map((part) => ({ text: part, of: /\d/.test(part) ? 'number' : 'ours' }));
}

/** Different in every number. */
function anotherThan({ year, month, day }: WrittenDay): WrittenDay {
  return { year: year - 1, month: (month % 12) + 1, day: (day % 28) + 1 };
}

/** Where a voice draws breath: other scripts than Chinese and Japanese are said in one. */
function clausesOf(text: string): readonly string[] {
  return text.match(/[^、。]+[、。]*/g) ?? [];
}

/** As it is said: neither in two lines nor with readings behind its kanji. */
function inOneLine(text: string): string {
  return withoutReadings(text).replace(/\s+/g, ' ').trim();
}
