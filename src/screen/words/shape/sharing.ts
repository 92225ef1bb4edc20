import type { ConsentItem } from '../../../consent/items.ts';
import type { View } from '../../view.ts';
import type { WrittenDay } from './writtenDay.ts';

type Notice = Extract<View, { screen: 'notice' }>;
type Subsidy = Extract<View, { screen: 'subsidy' }>;

/** One thing the patient is asked to share: what it is called and what is in it. */
export interface ItemWords {
  readonly name: string;
  readonly what: string;
}

/** The question about certificates, and its answers. */
export interface SubsidyVerb {
  readonly title: string;
  /** The same, one by one. */
  readonly titleEach: string;
  /** The answer for each, and where there is one only. */
  readonly yes: string;
  readonly no: string;
  readonly all: string;
  readonly reassurance: string;
}

/** Where the patient decides what to share. */
export interface SharingWords {
  readonly notice: Readonly<
    Record<Notice['kind'], { readonly title: string; readonly lead: (until: WrittenDay | null) => string }>
  > & { readonly next: string };

  readonly consent: {
    readonly title: string;
    readonly items: Readonly<Record<ConsentItem, ItemWords>>;
    /** What the items cover with 電子カルテ情報共有, where that is more. */
    readonly wide: Readonly<Partial<Record<ConsentItem, ItemWords>>>;
    readonly itemsLabel: string;
    readonly reassurance: string;
    readonly all: string;
    readonly choose: string;
    readonly none: string;
  };

  readonly consentItems: {
    readonly title: string;
    readonly yes: string;
    readonly no: string;
  };

  /** Below every list that is answered one by one. */
  readonly oneByOne: { readonly submit: string; readonly remaining: (n: number) => string };

  readonly prescription: {
    readonly title: string;
    readonly electronic: string;
    readonly electronicHint: string;
    readonly paper: string;
    readonly paperHint: string;
  };

  readonly subsidy: {
    /** All of it in the one verb that the clinic's other reader has. */
    readonly verbs: Readonly<Record<Subsidy['verb'], SubsidyVerb>>;
    readonly itemsLabel: string;
    readonly choose: string;
    /** Instead of the name of a certificate that is not to be shown. */
    readonly unnamed: string;
    readonly reimbursed: string;
  };
}
