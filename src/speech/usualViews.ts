import type { ConsentItem, ConsentKinds } from '../consent/items.ts';
import { faceGuidances } from '../face/guidance.ts';
import type { Reminder } from '../reception/reminder.ts';
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
  const takeCard = { screen: 'take-card', next: null, actions: [] as string[] } as const;
  const done = { screen: 'done', outcome: 'confirmed', next: [], reminders: [] } as const;
  const own: readonly Own<View>[] = [
    { screen: 'idle', phone: true, reader: 'below', dim: false, actions: ['phone.start'] },
    { screen: 'idle', phone: false, reader: 'below', dim: false, actions: [] },
    { screen: 'reading', actions: [] },
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

/** What is said with a day in it, of some day: the rest of it is the same on every other. */
export function datedViews(language: Language): readonly View[] {
  const until = '20260704';
  const own: readonly Own<View>[] = [
    { screen: 'notice', kind: 'expiring', until, actions: ['notice.next'] },
    {
      screen: 'done',
      outcome: 'provisional',
      next: [],
      reminders: [{ kind: 'again' }, { kind: 'own-data' }, { kind: 'reimbursed' }, ...dated(until)],
      card: 'there',
      actions: ['done.ok'],
    },
  ];
  return own.map((each) => inFrame(each, language));
}

function dated(until: string): readonly Reminder[] {
  return (['card', 'certificate', 'grace'] as const).map((kind) => ({ kind, until }));
}

function inFrame(own: Own<View>, language: Language): View {
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
