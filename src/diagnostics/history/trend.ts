import { day } from '../../kernel/durations.ts';
import type { Check, CheckMeasure } from '../check.ts';
import type { Trend } from '../ports.ts';
import { type NamedValue, namedValue } from '../valueName.ts';
import type { History, Span } from './history.ts';

/** Days that are looked back: a month shows what wears, and forgets how it was before it was mended. */
const lookBackDays = 30;
/** Fewer days say nothing. */
const fewestDays = 7;
/** A limit farther off than this is not told: until then it may well turn. Days. */
export const soonDays = 21;
/** Share of all pairs of days that must go the same way; by chance it is a half. */
const leastAgreement = 0.75;

/**
 * Everything with a limit that will cross it soon, as it has gone in the last month, the nearest first. The slope is the
 * median of those between all pairs of days (Theil and Sen), so that a bad day or two do not make one; and most pairs
 * must agree with it (Kendall), so that what merely wavers has none. What is beyond its limit today is no trend.
 */
export function trendsIn(history: History, checks: readonly Check[], now: number): readonly Trend[] {
  const names = history.names();
  if (!names.ok) return [];
  const found = names.value.flatMap((name): readonly Trend[] => {
    const named = limitedValue(name, checks);
    if (!named) return [];
    const spans = history.byDay(name, now - lookBackDays * day);
    return spans.ok ? trendOf(name, named, spans.value) : [];
  });
  return found.toSorted((one, other) => one.daysLeft - other.daysLeft);
}

function limitedValue(
  name: string,
  checks: readonly Check[],
): (NamedValue & { readonly measure: CheckMeasure }) | undefined {
  const check = checks.find(({ id }) => name.startsWith(`${id}.`));
  const { says, measure } = namedValue(check, name.slice(name.indexOf('.') + 1));
  return measure?.beyond === undefined ? undefined : { says, measure };
}

function trendOf(
  name: string,
  { says, measure: { unit = '', least, most } }: NonNullable<ReturnType<typeof limitedValue>>,
  spans: readonly Span[],
): Trend[] {
  const last = spans.at(-1);
  if (!last || spans.length < fewestDays) return [];
  const slope = slopeOf(spans.map(({ start, mean }) => [start / day, mean]));
  const limit = slope > 0 ? most : slope < 0 ? least : undefined;
  if (limit === undefined) return [];
  const daysLeft = Math.ceil((limit - last.mean) / slope);
  const isAhead = daysLeft > 0 && daysLeft <= soonDays;
  return isAhead ? [{ name, says, unit, limit, value: rounded(last.mean), daysLeft }] : [];
}

/** By how much it goes up in a day; 0 where it goes no way. @param points day and value, by day */
export function slopeOf(points: readonly (readonly [day: number, value: number])[]): number {
  const slopes = points.flatMap(([day, value], at) =>
    points.slice(at + 1).map(([laterDay, laterValue]) => (laterValue - value) / (laterDay - day)),
  );
  const slope = slopes.toSorted((one, other) => one - other)[Math.floor(slopes.length / 2)] ?? 0;
  const agreeing = slopes.filter((each) => Math.sign(each) === Math.sign(slope)).length;
  return agreeing / slopes.length >= leastAgreement ? slope : 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
