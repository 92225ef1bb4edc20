import { numberBPartNames } from '../card/digits.ts';
import type { ConsentItem, ConsentKinds } from '../consent/items.ts';
import { faceGuidances } from '../face/guidance.ts';
import type { Language, View } from '../screen/view.ts';

/** What of the facility's configuration usual visits depend on. */
export interface UsualVisit {
  readonly language: Language;
  readonly items: readonly ConsentItem[];
  readonly kinds: ConsentKinds;
}

type Own<V> = V extends View
  ? Omit<
      V,
      'language' | 'settings' | 'panel' | 'keys' | 'keyMap' | 'clinicName' | 'step' | 'countdown' | 'help' | 'practice'
    >
  : never;

/** A screen without what all have in common. */
export type OwnView = Own<View>;

/** The screens of usual visits, so that what is said on them is made before anybody waits for it. Nobody is in them. */
export function usualViews({ language, items, kinds }: UsualVisit): readonly View[] {
  const ways = ['method.face', 'method.pin', 'method.staff'];
  const method = { screen: 'method', face: 'ready', pinTriesLeft: 3, staff: true, actions: ways } as const;
  const pin = { screen: 'pin', of: 'card', actions: ['method.face', 'method.staff'] } as const;
  const looking = {
    screen: 'face',
    state: 'looking',
    attemptsLeft: 3,
    actions: ['method.pin', 'method.staff'],
  } as const;
  const number = {
    screen: 'card-number',
    digits: { birth: '', expiry: '', code: '' },
    births: [],
    actions: ['method.pin'],
  } as const;
  const takeCard = { screen: 'take-card', next: null, actions: [] as string[] } as const;
  const done = { screen: 'done', outcome: 'confirmed', next: [], reminders: [] } as const;
  const own: readonly OwnView[] = [
    { screen: 'idle', phone: true, reader: 'below', dim: false, actions: ['phone.start'] },
    { screen: 'idle', phone: false, reader: 'below', dim: false, actions: [] },
    { screen: 'reading', actions: [] },
    { screen: 'phone', state: 'choosing', actions: ['phone.android', 'phone.iphone'] },
    { screen: 'phone', state: 'holding', actions: [] },
    { screen: 'register', state: 'asking', actions: ['register.yes', 'register.no'] },
    { screen: 'register', state: 'working', actions: [] },
    { ...method, pin: 'available', notice: 'none', actions: [...ways] },
    { ...method, pin: 'available', notice: 'pin-wrong', pinTriesLeft: 2, actions: [...ways] },
    { ...method, pin: 'last-try', notice: 'pin-wrong', pinTriesLeft: 1, actions: [...ways] },
    ...[0, 4].map((digitsTyped) => ({
      ...pin,
      actions: [...pin.actions],
      state: 'typing' as const,
      digitsTyped,
      triesLeft: 3,
    })),
    ...[2, 1].map((triesLeft) => ({
      ...pin,
      actions: [...pin.actions],
      state: 'wrong' as const,
      digitsTyped: 0,
      triesLeft,
    })),
    { ...pin, actions: [], state: 'checking', digitsTyped: 4, triesLeft: 3 },
    ...[0, 4].map((digitsTyped) => ({
      ...pin,
      of: 'phone' as const,
      actions: [],
      state: 'typing' as const,
      digitsTyped,
      triesLeft: null,
    })),
    ...(['ready', 'number-needed'] as const).map((face) => ({
      ...method,
      face,
      pin: 'available' as const,
      notice: 'number-needed' as const,
      actions: ['method.number', 'method.pin', 'method.staff'],
    })),
    ...numberBPartNames.flatMap((part) =>
      (['typing', 'doubted'] as const).map((state) => ({
        ...number,
        births: [],
        part,
        state,
        actions: [...number.actions],
      })),
    ),
    {
      ...number,
      births: [],
      part: 'code',
      state: 'asking',
      actions: ['number.era', 'number.western', 'number.again', ...number.actions],
    },
    { ...looking, state: 'preparing', guidance: 'look-here', actions: [...looking.actions] },
    ...faceGuidances.map((guidance) => ({ ...looking, guidance, actions: [...looking.actions] })),
    {
      ...looking,
      state: 'failed',
      guidance: 'look-here',
      attemptsLeft: 2,
      actions: ['face.retry', ...looking.actions],
    },
    {
      screen: 'consent',
      items: [...items],
      kinds,
      oral: false,
      actions: ['consent.all', 'consent.choose', 'consent.none'],
    },
    ...items.map((_, at) => ({
      screen: 'consent-items' as const,
      items: items.map((id, index) => ({ id, answer: index < at ? false : null })),
      kinds,
      oral: false,
      actions: items.flatMap((id) => [`item.${id}.yes`, `item.${id}.no`]),
    })),
    { screen: 'checking', actions: [] },
    ...(['there', 'gone', 'forgotten'] as const).map((card) => ({
      ...done,
      next: [],
      reminders: [],
      card,
      actions: ['done.ok', ...(card === 'gone' ? ['more-time'] : [])],
    })),
    ...(['done', 'cancelled', 'again'] as const).map((after) => ({ ...takeCard, after, card: 'there' as const })),
  ];
  return own.map((each) => inFrame(each, language));
}

/** A screen as it stands where nobody has set anything. */
export function inFrame(own: OwnView, language: Language): View {
  return {
    ...own,
    language,
    settings: { text: 100, contrast: 'normal', calm: false, low: false, voice: 'on', volume: 3, speed: 'normal' },
    panel: 'none',
    keys: null,
    keyMap: null,
    clinicName: '',
    step: null,
    countdown: null,
    help: 'none',
    practice: false,
  };
}
