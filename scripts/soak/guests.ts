import type { Random } from '../../src/kernel/seededRandom.ts';
import type { Language } from '../../src/screen/view.ts';
import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';

/** How somebody means to prove who they are. */
export const ways = ['pin', 'face', 'staff', 'phone'] as const;
export type Way = (typeof ways)[number];

/** What does not go smoothly in a visit. */
export const slips = ['none', 'wrong-pin', 'gives-up', 'takes-card-away', 'card-mute', 'card-pulled'] as const;
export type Slip = (typeof slips)[number];

/** Somebody who comes, and what they mean to do. */
export interface Guest {
  readonly person: string;
  readonly way: Way;
  readonly slip: Slip;
  readonly shares: 'all' | 'none' | 'some';
  readonly chip: ChipKind;
  /** Chosen on the first screen that offers it; undefined stays with Japanese. */
  readonly language: Language | undefined;
  /** For whom the words are too small. */
  readonly enlarges: boolean;
  /** After how many presses who gives up or leaves with the card does so. */
  readonly patience: number;
}

/** They come all year. */
const regulars = [
  'yamada-hanako',
  'suzuki-ume',
  'nakamura-takeshi',
  'ishikawa-sota',
  'maeda-kazuo',
  'sato-ichiro',
  'kato-yuki',
  'hayashi-daisuke',
  'goto-hiroshi',
  'abe-naoki',
  'shimizu-kaoru',
  'mori-yoko',
  'yoshida-minoru',
  'inoue-akira',
  'kimura-sakura',
  'kobayashi-hina',
  'watanabe-shizu',
  'ito-misaki',
] as const;

/** They move away in the middle of the year: at its end nothing of them may be left. */
export const movedAway = [
  'takasaki-yoshio',
  'fernandez-alexandra',
  'okada-tetsuya',
  'ogawa-emi',
  'fujita-mai',
] as const;

const withPhone = ['sakamoto-ren', 'endo-mio'] as const;
/** Their cards take no PIN. */
const withoutPin = new Set<string>(['watanabe-shizu', 'ito-misaki']);
/** Nobody can compare them with a photo. */
const withoutPhoto = new Set<string>(['kobayashi-hina']);
/** Of hundred visits these are by people in whose matter nothing is special. */
const plainShare = 0.6;

/** Somebody who comes when so much of the year is over, 0 to 1. The same seed brings the same people. */
export function guestAt(share: number, random: Random): Guest {
  const isEarly = share < 0.6;
  const dice = random();
  const person =
    dice < 0.04
      ? pick(withPhone, random)
      : dice < 0.04 + plainShare
        ? pick(isEarly ? [...movedAway, ...regulars.slice(0, 5)] : regulars.slice(0, 5), random)
        : pick(regulars, random);
  const way = wayOf(person, random);
  return {
    person,
    way,
    slip: way === 'phone' ? 'none' : slipOf(random(), way),
    shares: pick(['all', 'all', 'all', 'none', 'some'], random),
    // A phone is no card: whatever the dice say, there is no chip that could be home-made.
    chip: random() < 0.01 && way !== 'phone' ? 'home-made' : 'own',
    language: random() < 0.1 ? pick(['en', 'zh', 'ko', 'vi', 'pt', 'ja-easy'] as const, random) : undefined,
    enlarges: random() < 0.1,
    patience: 1 + Math.floor(6 * random()),
  };
}

function wayOf(person: string, random: Random): Way {
  const dice = random();
  if (withPhone.some((each) => each === person)) return 'phone';
  if (withoutPhoto.has(person)) return dice < 0.8 ? 'pin' : 'staff';
  if (withoutPin.has(person)) return dice < 0.8 ? 'face' : 'staff';
  // Most of them: what is worn out in a year is the same for all, and a visit by face takes four times as long. With
  // those who have no PIN it is one in fifteen.
  return dice < 0.93 ? 'pin' : dice < 0.97 ? 'face' : 'staff';
}

function slipOf(dice: number, way: Way): Slip {
  if (dice < 0.03) return way === 'pin' ? 'wrong-pin' : 'none';
  if (dice < 0.06) return 'gives-up';
  if (dice < 0.08) return 'takes-card-away';
  // Nobody who waits for it can do anything else: twenty seconds by every clock.
  if (dice < 0.081) return 'card-mute';
  return dice < 0.095 ? 'card-pulled' : 'none';
}

function pick<T>(list: readonly T[], random: Random): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('an empty list');
  return item;
}
