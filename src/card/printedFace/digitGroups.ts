import type { PrintedLine, Run } from './glyphRuns.ts';

/** Some digits in a row, in pixels of the flattened field; `count` of them by their width. */
export interface DigitGroup extends Run {
  readonly count: number;
}

/** The three numbers of a printed date. `year` is undefined where it is 元, the first year of an era. */
export interface DateGroups {
  readonly year: DigitGroup | undefined;
  readonly month: DigitGroup;
  readonly day: DigitGroup;
}

// Shares of the em square, generous around what Gothic and Mincho faces have. Digits are half as wide as kanji, and
// lower: they neither reach as high nor go below the base line.
/** A line with kanji in it is about this high. */
const lineHeight = 0.92;
const digitHeight = { least: 0.66, most: 0.81 } as const;
const digitWidth = { least: 0.12, most: 0.56 } as const;
const kanjiWidth = { least: 0.58, most: 1.06 } as const;
const leastKanjiHeight = 0.78;
/** Digits that touch are as wide as so many advances. */
const advance = 0.56;
const advanceSlack = 0.17;
/** Nobody leaves more than this between two characters of a date: a wider gap is print that was not seen. */
const widestGap = 0.38;
/** The era is two kanji: what has its centre before this belongs to them, and they end between these two. */
const era = { lastCentre: 2.04, leastEnd: 1.68, mostEnd: 2.04 } as const;

type Token = { readonly kind: 'kanji'; readonly run: Run } | { readonly kind: 'digits'; readonly group: DigitGroup };

/** 昭和60年4月12日生: the numbers behind the era, which is not read. Undefined where the line does not look like that. */
export function eraDateGroups(line: PrintedLine): DateGroups | undefined {
  const em = (line.bottom - line.top) / lineHeight;
  const start = line.runs[0]?.left ?? 0;
  const ofEra = ({ left, right }: Run) => (left + right) / 2 - start < era.lastCentre * em;
  const end = Math.max(...line.runs.filter(ofEra).map(({ right }) => right));
  if (end - start > era.mostEnd * em || end - start < era.leastEnd * em) return undefined;
  const rest = line.runs.filter((run) => !ofEra(run));
  return dateGroups(rest, end, em, { leastYear: 1, mostYear: 2, firstYear: true });
}

/** 2033年4月12日まで有効, and a western birth date. */
export function gregorianDateGroups(line: PrintedLine): DateGroups | undefined {
  const em = (line.bottom - line.top) / lineHeight;
  const start = line.runs[0]?.left ?? 0;
  return dateGroups(line.runs, start, em, { leastYear: 4, mostYear: 4, firstYear: false });
}

/** Digits and nothing else, `count` of them. */
export function loneDigits(line: PrintedLine, count: number): DigitGroup | undefined {
  // A line without kanji is as high as its digits.
  const em = (line.bottom - line.top) / ((digitHeight.least + digitHeight.most) / 2);
  const [first] = line.runs;
  const tokens = first && tokensOf(line.runs, first.left, em);
  const [only] = tokens ?? [];
  return tokens?.length === 1 && only?.kind === 'digits' && only.group.count === count ? only.group : undefined;
}

interface YearRule {
  readonly leastYear: number;
  readonly mostYear: number;
  /** Whether 元 may stand in place of digits. */
  readonly firstYear: boolean;
}

function dateGroups(runs: readonly Run[], start: number, em: number, rule: YearRule): DateGroups | undefined {
  const tokens = tokensOf(runs, start, em, 6);
  if (!tokens) return undefined;
  const digits = tokens.map((token) => (token.kind === 'digits' ? token.group : undefined));
  const [year, afterYear, month, afterMonth, day, afterDay] = digits;
  const kanjiBetween = tokens.length === 6 && !afterYear && !afterMonth && !afterDay;
  if (!kanjiBetween || !month || !day || month.count > 2 || day.count > 2) return undefined;
  if (year ? year.count < rule.leastYear || year.count > rule.mostYear : !rule.firstYear) return undefined;
  return { year, month, day };
}

/** Runs as what they are, neighbouring digits as one; at most `most` tokens. Undefined at the first that is neither. */
function tokensOf(runs: readonly Run[], start: number, em: number, most = Number.POSITIVE_INFINITY) {
  const tokens: Token[] = [];
  let end = start;
  for (const run of runs) {
    const last = tokens.at(-1);
    const token = tokenOf(run, em);
    if (tokens.length === most && !(last?.kind === 'digits' && token?.kind === 'digits')) return tokens;
    if (!token || run.left - end > widestGap * em) return undefined;
    if (token.kind === 'digits' && last?.kind === 'digits') {
      tokens[tokens.length - 1] = { kind: 'digits', group: joined(last.group, token.group) };
    } else {
      tokens.push(token);
    }
    end = run.right;
  }
  return tokens;
}

function tokenOf(run: Run, em: number): Token | undefined {
  const width = (run.right - run.left) / em;
  const height = (run.bottom - run.top) / em;
  const isDigitHigh = height >= digitHeight.least && height <= digitHeight.most;
  if (isDigitHigh && width >= digitWidth.least && width <= digitWidth.most) {
    return { kind: 'digits', group: { ...run, count: 1 } };
  }
  const touching = Math.round((width + 0.08) / advance);
  if (isDigitHigh && touching > 1 && Math.abs(width + 0.08 - touching * advance) < advanceSlack) {
    return { kind: 'digits', group: { ...run, count: touching } };
  }
  const isKanji = width >= kanjiWidth.least && width <= kanjiWidth.most && height >= leastKanjiHeight;
  return isKanji ? { kind: 'kanji', run } : undefined;
}

function joined(one: DigitGroup, other: DigitGroup): DigitGroup {
  return {
    left: one.left,
    right: other.right,
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
    count: one.count + other.count,
  };
}
