import { type NameText, wholeOf } from './nameText.ts';
import { readsAs } from './romanised.ts';
import type { Sameness } from './sameness.ts';

/**
 * A system with a short field cuts foreign names off; this many letters must be there before the cut for what is left
 * to be taken for the same name. Our own choice: NGUYEN THI THU is not NGUYEN THI THU HA.
 */
const leastBeforeCut = 20;
/** Fewer letters than this are no cut-off name. */
const leastBegun = 12;
/** Parts of a longer name are not tried in every order. */
const mostParts = 10;

/** Two names in letters, Latin or kana: given name first or last, cut off, or each in a script of its own. */
export function compareForeign(one: NameText, other: NameText): Sameness {
  if (one.script !== other.script) {
    const [kana, latin] = one.script === 'kana' ? [one, other] : [other, one];
    const spellings = turned(latin.parts);
    return turned(kana.spoken).some((said) => spellings.some((letters) => readsAs(said, letters))) ? 'same' : 'unknown';
  }
  const [left, right] = [one.parts, other.parts];
  // Passports, insurers and municipalities do not agree where the family name stands.
  if (sorted(left) === sorted(right) || isCutOff(wholeOf(one), wholeOf(other))) return 'same';
  if (turned(left).includes(wholeOf(other)) || turned(right).includes(wholeOf(one))) return 'same';
  return leavesOut(left, right) || leavesOut(right, left) || begins(one, other) ? 'unknown' : 'other';
}

function sorted(parts: readonly string[]): string {
  return [...parts].sort().join(' ');
}

/** The name begun with each of its parts, run together: KIM MIN JUN, MIN JUN KIM, JUN KIM MIN. */
function turned(parts: readonly string[]): readonly string[] {
  if (parts.length > mostParts) return [parts.join('')];
  return parts.map((_, at) => [...parts.slice(at), ...parts.slice(0, at)].join(''));
}

function isCutOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= leastBeforeCut && long.startsWith(short);
}

/** Cut off too early to say whose it is. */
function begins(one: NameText, other: NameText): boolean {
  const [left, right] = [wholeOf(one), wholeOf(other)];
  return Math.min(left.length, right.length) >= leastBegun && (left.startsWith(right) || right.startsWith(left));
}

/** Middle names left out or shortened to a letter. */
function leavesOut(short: readonly string[], long: readonly string[]): boolean {
  if (short.length < 2 || short.length > long.length) return false;
  const left = [...long];
  return short.every((part) => {
    const at = left.findIndex((each) => each === part || (part.length === 1 && each.startsWith(part)));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
