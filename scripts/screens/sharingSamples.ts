import { type ConsentItem, type ConsentKinds, consentItems, consentKinds, factsOf } from '../../src/consent/items.ts';
import { languages } from '../../src/problem/languages.ts';

const inVisit = [...languages.map((code) => `language.${code}`), 'cancel', 'help'];

/** What clinics ask for: what a newly installed reader asks, all that needs nothing else introduced, and everything. */
const askedFor: Readonly<Record<string, readonly ConsentItem[]>> = {
  usual: consentItems.filter((item) => factsOf(item).usuallyAsked),
  most: consentItems.filter((item) => !factsOf(item).needs),
  every: consentItems,
};

interface Asked {
  readonly name: string;
  readonly items: readonly ConsentItem[];
  readonly kinds: ConsentKinds;
  /** Entered by staff: a sentence more on the screen. */
  readonly oral: boolean;
}

const ways: readonly Asked[] = Object.entries(askedFor).flatMap(([which, items]) =>
  consentKinds.flatMap((kinds) =>
    [false, true].map((oral) => ({ name: `${which}-${kinds}${oral ? '-oral' : ''}`, items, kinds, oral })),
  ),
);

/** Both consent screens in every way a clinic and its staff can ask, by name. */
export const consentSamples = {
  ...Object.fromEntries(ways.map((way) => [`consent-${way.name}`, bundled(way)])),
  ...Object.fromEntries(ways.map((way) => [`consent-items-${way.name}`, oneByOne(way, 1)])),
  'consent-items-answered': oneByOne(
    { name: '', items: consentItems, kinds: 'wide', oral: false },
    consentItems.length,
  ),
};

function bundled({ items, kinds, oral }: Asked) {
  const actions = [...inVisit, 'consent.all', 'consent.choose', 'consent.none'];
  return { screen: 'consent' as const, step: 'consent' as const, items: [...items], kinds, oral, actions };
}

function oneByOne({ items, kinds, oral }: Asked, answered: number) {
  const answers = items.flatMap((item) => [`item.${item}.yes`, `item.${item}.no`]);
  return {
    screen: 'consent-items' as const,
    step: 'consent' as const,
    items: items.map((id, at) => ({ id, answer: at < answered ? at % 2 === 0 : null })),
    kinds,
    oral,
    actions: [...inVisit, ...answers, ...(answered === items.length ? ['consent.submit'] : [])],
  };
}

const certificates = [
  { id: 'a', name: 'ひとり親家庭等医療費受給者証', reimbursed: false },
  { id: 'b', name: null, reimbursed: true },
  { id: 'c', name: '重度心身障害者（児）医療費受給資格証明書', reimbursed: true },
  { id: 'd', name: '子ども医療費受給者証', reimbursed: false },
  { id: 'e', name: '特定医療費（指定難病）受給者証', reimbursed: true },
] as const;

/** The question about one, three and five certificates; one by one with one answered. */
export const subsidySamples = {
  'subsidy-one': subsidies(1, 'use', 'asking'),
  'subsidy-three': subsidies(3, 'provide', 'asking'),
  'subsidy-five': subsidies(5, 'use', 'asking'),
  'subsidy-two-each': subsidies(2, 'use', 'choosing'),
  'subsidy-three-each': subsidies(3, 'provide', 'choosing'),
  'subsidy-five-each': subsidies(5, 'use', 'choosing'),
};

function subsidies(count: number, verb: 'use' | 'provide', state: 'asking' | 'choosing') {
  const offered = certificates.slice(0, count);
  const asking = ['subsidy.use', ...(count > 1 ? ['subsidy.choose'] : []), 'subsidy.decline'];
  const each = offered.flatMap(({ id }) => [`certificate.${id}.yes`, `certificate.${id}.no`]);
  return {
    screen: 'subsidy' as const,
    step: 'consent' as const,
    state,
    verb,
    certificates: offered.map((one, at) => ({ ...one, answer: state === 'choosing' && at === 0 ? true : null })),
    actions: [...inVisit, ...(state === 'asking' ? asking : each)],
  };
}
