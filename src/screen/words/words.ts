import type { ConsentItem } from '../../consent/items.ts';
import type { Language, View } from '../view.ts';

type Method = Extract<View, { screen: 'method' }>;
type Face = Extract<View, { screen: 'face' }>;

/** The next language's name for itself, and how screen readers and `lang` call it. */
export const languageNames: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** One thing the patient is asked to share: what it is called and what is in it. */
export interface ItemWords {
  readonly name: string;
  readonly what: string;
}

/** Every sentence the browser app says on its own. What only the server knows (problems, `next`) comes in the view. */
export interface ScreenWords {
  readonly reception: string;
  readonly language: string;
  readonly progress: string;
  readonly steps: Readonly<Record<NonNullable<View['step']>, string>>;
  readonly cancel: string;
  readonly help: string;

  readonly idle: { readonly title: string; readonly lead: string };
  readonly reading: { readonly title: string; readonly lead: string };

  readonly method: {
    readonly title: string;
    readonly face: string;
    readonly faceState: Readonly<Record<Method['face'], string>>;
    readonly pin: string;
    readonly pinHint: string;
    readonly pinLastTry: string;
    readonly pinLocked: string;
    readonly triesLeft: (n: number) => string;
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

  readonly consent: {
    readonly title: string;
    readonly items: Readonly<Record<ConsentItem, ItemWords>>;
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
    readonly submit: string;
    readonly remaining: (n: number) => string;
  };

  readonly checking: { readonly title: string; readonly lead: string };
  readonly done: { readonly title: string; readonly ok: string };
  readonly takeCard: { readonly title: string; readonly lead: string };
  readonly problem: { readonly close: string; readonly number: string };
  readonly starting: { readonly title: string; readonly lead: string };

  readonly countdown: {
    readonly title: (seconds: number) => string;
    readonly seconds: string;
    readonly lead: string;
    readonly more: string;
    readonly end: string;
  };
}
