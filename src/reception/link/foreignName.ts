import type { NameText } from './nameText.ts';
import { readsAs, type Said, saidOf, speltOf } from './romanised.ts';
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

/** Each name of one text is held against each of the other; how it sounds is found out once. */
const saidBy = new WeakMap<NameText, readonly Said[]>();
const speltBy = new WeakMap<NameText, readonly string[]>();

/** Two names in letters, Latin or kana: given name first or last, cut off, or each in a script of its own. */
export function compareForeign(one: NameText, other: NameText): Sameness {
  if (one.script !== other.script) {
    const [kana, latin] = one.script === 'kana' ? [one, other] : [other, one];
    const spelt = once(speltBy, latin, () => speltOf(turned(latin.parts)));
    const said = once(saidBy, kana, () => saidOf(turned(kana.spoken)));
    return said.some((each) => spelt.some((letters) => readsAs(each, letters))) ? 'same' : 'unknown';
  }
  const [left, right] = [one.parts, other.parts];
  // Passports, insurers and municipalities do not agree where the family name stands.
  if (sorted(left) === sorted(right) || isCutOff(one.whole, other.whole)) return 'same';
  if (turned(left).includes(other.whole) || turned(right).includes(one.whole)) return 'same';
  return leavesOut(left, right) || leavesOut(right, left) || begins(one, other) ? 'unknown' : 'other';
}

function once<T>(known: WeakMap<NameText, T>, name: NameText, find: () => T): T {
  const found = known.get(name) ?? find();
  known.set(name, found);
  return found;
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
  const [left, right] = [one.whole, other.whole];
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
