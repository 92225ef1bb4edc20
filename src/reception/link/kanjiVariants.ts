import { registerForms } from './registerForms.ts';
import { alike, nameKanji, newAndOld, radicals } from './unicodeForms.ts';

/**
 * Which characters may stand for each other in a person's name: what Unicode's own data says (its mappings of
 * compatibility ideographs and radicals, Unihan's variants), and what {@link registerForms} adds where it is silent.
 * For comparing only: nothing that was mapped is kept, for what was a person's name would be another text.
 */
export class KanjiVariants {
  /** For each character of a group the next one towards the one that stands for all. */
  private readonly towards = new Map<string, string>();
  /** Of characters with an old form. */
  private readonly groupHeads: ReadonlySet<string>;
  private readonly pairs = new Map<string, Set<string>>();

  /** @param more groups of the configuration, each a word such as `高髙`; they join the groups they touch. */
  constructor(more: readonly string[]) {
    for (const [from, to] of compatibilityRows) {
      for (let code = from; code <= to; code++) {
        const character = String.fromCodePoint(code);
        // A single character, and NFD: what Unicode says it is. NFC and NFKC would say the same.
        this.join([character.normalize('NFD'), character]);
      }
    }
    for (const pair of words(radicals)) this.join(Array.from(pair).reverse());
    const groups = [...words(newAndOld), ...words(registerForms), ...more].map((group) => Array.from(group));
    for (const group of groups) this.join(group);
    this.groupHeads = new Set(groups.map(([first = '']) => this.headOf(first)));
    for (const pair of words(alike)) {
      const [one = '', other = ''] = Array.from(pair, (each) => this.headOf(each));
      this.pair(one, other);
      this.pair(other, one);
    }
  }

  /** The one character that stands for all of `character`'s group. */
  headOf(character: string): string {
    let head = character;
    for (let next = this.towards.get(head); next !== undefined; next = this.towards.get(head)) head = next;
    return head;
  }

  /** Whether two heads may be one character of a name. Not handed on: 崎 and 碕 are two, 﨑 may be either. */
  areAlike(one: string, other: string): boolean {
    return one === other || (this.pairs.get(one)?.has(other) ?? false);
  }

  /**
   * Characters which every system has and which people type for this one: 高 for 髙, 吉 for 𠮷, 辺 for 邊. For finding a
   * name, not for comparing: the pairs that are not handed on count.
   */
  typedFor(character: string): readonly string[] {
    const head = this.headOf(character);
    return [head, ...(this.pairs.get(head) ?? [])].filter((each) => each !== character && forNames.has(each));
  }

  /**
   * Whether somebody's register may hold this character in a form that other systems lack: it has an old form, or is
   * none of those that may be given as a name, which every system has.
   */
  hasOtherForms(head: string): boolean {
    return this.groupHeads.has(head) || !forNames.has(head);
  }

  /** Makes one group of all groups that these characters are in; the first of them stands for it. */
  private join(characters: readonly string[]): void {
    const [head = '', ...others] = new Set(characters.map((each) => this.headOf(each)));
    for (const each of others) this.towards.set(each, head);
  }

  private pair(one: string, other: string): void {
    this.pairs.set(one, (this.pairs.get(one) ?? new Set()).add(other));
  }
}

/** CJK COMPATIBILITY IDEOGRAPHS and their SUPPLEMENT: rows that Unicode only keeps for old character sets. */
const compatibilityRows = [
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
] as const;

const forNames = new Set(nameKanji);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** What is built in together with the groups of the configuration, each a word such as `高髙`. */
export function kanjiVariants(more: readonly string[] = []): KanjiVariants {
  return new KanjiVariants(more);
}
