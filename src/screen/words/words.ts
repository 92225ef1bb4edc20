import type { NumberBPart } from '../../card/digits.ts';
import type { ConsentItem } from '../../consent/items.ts';
import type { VisualReason } from '../../reception/evidence.ts';
import type { Reminder } from '../../reception/reminder.ts';
import type { Language, View } from '../view.ts';

type Method = Extract<View, { screen: 'method' }>;
type Face = Extract<View, { screen: 'face' }>;
type Staff = Extract<View, { screen: 'staff' }>;
type TakeCard = Extract<View, { screen: 'take-card' }>;
type Problem = Extract<View, { screen: 'problem' }>;
type Notice = Extract<View, { screen: 'notice' }>;
type Subsidy = Extract<View, { screen: 'subsidy' }>;

/** A day, for each language to write in its own way. */
export interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The next language's name for itself, and how screen readers and `lang` call it. */
export const languageNames: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** One thing the patient is asked to share: what it is called and what is in it. */
export interface ItemWords {
  readonly name: string;
  readonly what: string;
}

/** One of the three numbers of 照合番号B, as it is asked for. */
export interface NumberPartWords {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  /** Heard, never which digits: `n` of them are there. */
  readonly typed: (n: number) => string;
}

/** One line for each reminder; where it has a last day, with that day in it. */
export type ReminderWords = {
  readonly [Kind in Reminder['kind']]: Extract<Reminder, { kind: Kind }> extends { readonly until: string }
    ? (until: WrittenDay) => string
    : string;
};

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

/** Every sentence the browser app says on its own. What only the server knows (problems, `next`) comes in the view. */
export interface ScreenWords {
  readonly reception: string;
  readonly language: string;
  readonly progress: string;
  readonly steps: Readonly<Record<NonNullable<View['step']>, string>>;
  readonly cancel: string;
  /** Calls staff. */
  readonly help: string;
  readonly helpCalled: string;
  /** Beside whatever staff answer on the patient's spoken word. */
  readonly oral: string;

  readonly idle: { readonly title: string; readonly lead: string; readonly phone: string };
  readonly reading: { readonly title: string; readonly lead: string };

  readonly phone: {
    readonly title: string;
    readonly iphone: string;
    readonly iphoneHint: string;
    readonly android: string;
    readonly androidHint: string;
    readonly hold: string;
    readonly holdLead: string;
    readonly pinLead: string;
  };

  readonly register: {
    readonly title: string;
    readonly lead: string;
    readonly yes: string;
    readonly no: string;
    readonly working: string;
  };

  readonly method: {
    readonly title: string;
    readonly face: string;
    readonly faceState: Readonly<Record<Method['face'], string>>;
    readonly pin: string;
    /** `last-try` with another way beside it, and `last-try-alone` where the face is none. */
    readonly pinState: Readonly<Record<Method['pin'] | 'last-try-alone', string>>;
    readonly triesLeft: (n: number) => string;
    readonly staff: string;
    /** The same, where it is one way among several. */
    readonly staffShort: string;
    readonly notice: Readonly<Record<Exclude<Method['notice'], 'none'>, string>>;
  };

  readonly face: {
    readonly preparing: string;
    readonly guidance: Readonly<Record<Face['guidance'], string>>;
    readonly failed: string;
    readonly failedHint: string;
    readonly retry: string;
    readonly usePin: string;
    readonly attemptsLeft: (n: number) => string;
    readonly picture: string;
    readonly kept: string;
  };

  readonly pin: {
    readonly title: string;
    readonly lead: string;
    readonly checking: string;
    readonly wrong: string;
    readonly typed: (n: number) => string;
    readonly triesLeft: (n: number) => string;
    readonly lastTry: string;
    readonly clear: string;
    readonly submit: string;
    readonly keypad: string;
    readonly useFace: string;
  };

  readonly cardNumber: {
    /** The three numbers, each with what is asked, where it stands, and how far it is typed. */
    readonly parts: Readonly<Record<NumberBPart, NumberPartWords>>;
    /** Once all three are there. */
    readonly full: string;
    readonly fullLead: string;
    readonly card: string;
    readonly usePin: string;
    readonly doubted: string;
    /** The digits may be of either calendar: asked before the card is. */
    readonly asking: string;
    readonly neither: string;
  };

  readonly staff: {
    readonly title: string;
    readonly lead: string;
    /** Opens the pad that only staff use. */
    readonly open: string;
    readonly close: string;
    /** What stands over everything that is not for patients. */
    readonly only: string;
    readonly pad: string;
    readonly notThePin: string;
    readonly typed: (n: number) => string;
    /** Where the card is, while it may be lifted. */
    readonly card: Readonly<Record<Exclude<Staff['card'], 'lies'>, string>>;
    readonly cardBack: (seconds: number) => string;
    readonly approved: string;
    readonly passcode: Readonly<Record<Exclude<Staff['passcode'], 'none'>, string>>;
    readonly see: string;
    readonly seeLead: string;
    readonly reasons: Readonly<Record<VisualReason, string>>;
    readonly patientAnswers: string;
    readonly staffAnswers: string;
  };

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

  readonly checking: { readonly title: string; readonly lead: string };
  readonly done: {
    readonly title: string;
    readonly ok: string;
    readonly provisional: string;
    readonly takeCard: string;
    readonly keep: string;
    readonly reminders: ReminderWords;
  };
  readonly takeCard: {
    readonly title: string;
    readonly lead: Readonly<Record<TakeCard['after'], string>>;
    /** Before everything else where nothing was accepted. */
    readonly cancelled: string;
    /** Under the title where there is no card to take. */
    readonly noCard: string;
    /** Said and heard when nobody takes the card. */
    readonly forgotten: string;
  };
  readonly problem: { readonly close: Readonly<Record<Problem['close'], string>>; readonly number: string };
  readonly starting: { readonly title: string; readonly lead: string };
  /** Another browser has the patient screen. */
  readonly taken: { readonly title: string; readonly lead: string };

  readonly countdown: {
    readonly title: (seconds: number) => string;
    readonly seconds: string;
    readonly lead: string;
    readonly more: string;
    readonly end: string;
  };
}
