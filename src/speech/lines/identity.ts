import { pinDigits } from '../../card/digits.ts';
import type { View } from '../../screen/view.ts';
import { type Line, numbersOf, ofVisit, ours } from './line.ts';
import { choices, type ScriptsOf } from './script.ts';

/** The screens on which identity is proven. */
export const identityScripts: ScriptsOf<'method' | 'face' | 'pin' | 'card-number' | 'staff'> = {
  method: {
    room: ({ face, pin, pinTriesLeft, notice }, words) => {
      const { method } = words.screen;
      const { named } = words.voice;
      const hasOtherWay = words.answers.some((action) => action === 'method.face' || action === 'method.number');
      const lastTry = method.pinState[hasOtherWay ? 'last-try' : 'last-try-alone'];
      const tries = pin === 'last-try' ? lastTry : method.triesLeft(pinTriesLeft);
      const names = {
        'method.face': method.face,
        'method.number': named(method.face, method.faceState[face]),
        'method.pin': pin === 'available' || pin === 'last-try' ? named(method.pin, tries) : method.pin,
        'method.staff': method.staff,
      };
      return [
        ...(notice === 'none' ? [] : [ours('notice', method.notice[notice])]),
        ours('title', method.title),
        ...choices(names, words),
      ];
    },
  },

  face: {
    room: ({ state, attemptsLeft }, words) => {
      const { face, method } = words.screen;
      const names = { 'face.retry': face.retry, 'method.pin': face.usePin, 'method.staff': method.staffShort };
      const ways = choices(names, words);
      if (state === 'preparing') return [ours('title', face.preparing), ...ways];
      // What the face must do is said beside this, at the pace of the face.
      if (state === 'looking') return [ours('title', words.voice.faceBegins), ...ways];
      return [
        ours('title', face.failed),
        ours('lead', face.failedHint),
        ours('attempts', face.attemptsLeft(attemptsLeft)),
        ...ways,
      ];
    },
  },

  pin: {
    room: ({ of, state, digitsTyped, triesLeft, actions }, { screen, voice }) => {
      const { pin, phone } = screen;
      if (state === 'checking') return [ours('title', pin.checking)];
      const isRefused = state === 'wrong' && digitsTyped === 0;
      const tries = triesLeft === 1 ? pin.lastTry : pin.triesLeft(triesLeft ?? 0);
      return [
        ...(isRefused ? [ours('wrong', pin.wrong)] : []),
        ours('title', pin.title),
        ours('lead', of === 'phone' ? phone.pinLead : pin.lead),
        ...(triesLeft !== null && triesLeft < 3 ? [ours('tries', tries)] : []),
        ours('typing', voice.typing),
        ...(actions.some((action) => action.startsWith('method.')) ? [ours('other', voice.otherWays)] : []),
        ...(digitsTyped === pinDigits ? [ours('typed', voice.typed)] : []),
      ];
    },
  },

  'card-number': {
    room: ({ state, part }, words) => cardNumber(state, part, words),
    ear: ({ state, part, digits, births }, words) => {
      const typed = digits[part];
      return [
        ...cardNumber(state, part, words),
        ...(typed === '' ? [] : [ofVisit('digits', [...typed].join(' '))]),
        ...births.map(birthLine),
      ];
    },
  },

  staff: {
    room: ({ state, card, approved }, words) => {
      const { staff, face, pin } = words.screen;
      // What staff do at the kiosk is theirs to read.
      if (state !== 'waiting') return [];
      const names = { 'method.face': pin.useFace, 'method.pin': face.usePin };
      return [
        ...(approved ? [ours('approved', staff.approved)] : [ours('title', staff.title), ours('lead', staff.lead)]),
        ...(card === 'lies' ? [] : [ours('card', staff.card[card])]),
        ...choices(names, words),
      ];
    },
  },
};

type Birth = Extract<View, { screen: 'card-number' }>['births'][number];

/** As it is printed on the card, which is Japanese to everybody. */
function birthLine({ notation, era, year, month, day }: Birth, index: number): Line {
  const line = ofVisit(`birth.${notation}.${index}`, `${era ?? ''}${year}年${month}月${day}日`);
  return { ...line, language: 'ja', pieces: numbersOf(line.text, 'ja') };
}

type Words = Parameters<NonNullable<(typeof identityScripts)['card-number']['room']>>[1];

function cardNumber(
  state: 'typing' | 'doubted' | 'asking',
  part: 'birth' | 'expiry' | 'code',
  words: Words,
): readonly Line[] {
  const { cardNumber: said } = words.screen;
  if (state === 'asking') {
    const { era, western } = words.voice.years;
    const names = {
      'number.era': era,
      'number.western': western,
      'number.again': said.neither,
      'method.pin': said.usePin,
    };
    return [ours('title', said.asking), ...choices(names, words)];
  }
  return [
    ...(state === 'doubted' ? [ours('doubted', said.doubted)] : []),
    ours('title', said.parts[part].title),
    ours('lead', said.parts[part].lead),
  ];
}
