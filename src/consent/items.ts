/** What is to be known of an item wherever it is asked for, recorded or passed on. */
interface ItemFacts {
  /** As the eligibility system calls it. */
  readonly officialName: string;
  /** Whether a newly installed reader asks for it. */
  readonly usuallyAsked: boolean;
  /** When a clinic should ask for it. */
  readonly advice: string;
  /** There is nothing to share where this is not introduced. */
  readonly needs?: 'e-prescription';
}

const whatDoctorsLookAt = 'Ask only for what your doctors look at.';

/**
 * What a patient may share. Ids are part of the screen contract. Everything else that must be there for each (words in
 * every language, drawing, elements and codes of the sinks) is a table keyed by {@link ConsentItem}, so that the
 * compiler names what a new item still lacks.
 */
export const itemFacts = {
  surgery: { officialName: '手術情報', usuallyAsked: false, advice: whatDoctorsLookAt },
  medication: { officialName: '薬剤情報', usuallyAsked: true, advice: whatDoctorsLookAt },
  diagnosis: { officialName: '診療情報', usuallyAsked: false, advice: whatDoctorsLookAt },
  checkup: { officialName: '特定健診情報', usuallyAsked: true, advice: whatDoctorsLookAt },
  prescriptions: {
    officialName: '処方・調剤情報',
    usuallyAsked: false,
    advice: 'Only where e-prescription is introduced: prescription.introduced.',
    needs: 'e-prescription',
  },
} as const satisfies Record<string, ItemFacts>;

export type ConsentItem = keyof typeof itemFacts;

/** Every item, in the order they are asked and listed in. */
export const consentItems = Object.keys(itemFacts) as readonly ConsentItem[];

/** What is known of one item. */
export function factsOf(item: ConsentItem): ItemFacts {
  return itemFacts[item];
}

/** A table with an entry for every item. */
export function forEachItem<T>(make: (item: ConsentItem) => T): Readonly<Record<ConsentItem, T>> {
  return Object.fromEntries(consentItems.map((item) => [item, make(item)])) as Record<ConsentItem, T>;
}

/**
 * How much an item's name covers. `wide`: with 電子カルテ情報共有 the same questions cover more (allergies, tests,
 * infections, names of diseases), and say so.
 */
export const consentKinds = ['ordinary', 'wide'] as const;
export type ConsentKinds = (typeof consentKinds)[number];
