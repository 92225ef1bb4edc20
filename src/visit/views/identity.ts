import { numberBDigits, pinDigits } from '../../card/digits.ts';
import { visualReasons } from '../../reception/evidence.ts';
import { passcodeDigits } from '../../reception/passcode.ts';
import { type KioskContext, visitIn } from '../context.ts';
import { faceIsOffered, numberBIsOffered, pinIsOffered, visualIsOffered, visualMayCome } from '../guards.ts';
import { keypad, type Own, type ViewsOf } from './scene.ts';

/** The screens on which identity is proven. */
export const identityViews: ViewsOf<'method' | 'face' | 'pin' | 'card-number' | 'staff'> = {
  method: ({ screen, context, settings, pressable }) => {
    const { pinTriesLeft, notice } = visitIn(context);
    return {
      screen,
      face: faceOf(context),
      pin: pinTriesLeft === 0 ? 'locked' : pinTriesLeft === 1 ? 'last-try' : 'available',
      pinTriesLeft,
      staff: visualMayCome(context, settings),
      notice,
      actions: pressable(
        faceIsOffered(context) && 'method.face',
        numberBIsOffered(context) && 'method.number',
        pinIsOffered(context) && 'method.pin',
        visualIsOffered(context, settings) && 'method.staff',
        'cancel',
      ),
    };
  },

  face: ({ screen, phase, context, live, settings, pressable }) => ({
    screen,
    state: phase,
    guidance: live.guidance,
    attemptsLeft: visitIn(context).faceAttemptsLeft,
    actions: pressable(
      phase === 'failed' && 'face.retry',
      pinIsOffered(context) && 'method.pin',
      visualIsOffered(context, settings) && 'method.staff',
      'cancel',
    ),
  }),

  pin: ({ screen, phase, context, live, settings, pressable }) => ({
    screen,
    state: phase,
    digitsTyped: live.pinDigits,
    triesLeft: visitIn(context).token === 'card' ? visitIn(context).pinTriesLeft : phoneTries(context),
    actions:
      phase === 'checking'
        ? pressable()
        : pressable(
            ...keypad(live.pinDigits, pinDigits),
            faceIsOffered(context) && 'method.face',
            visitIn(context).token === 'card' && visualIsOffered(context, settings) && 'method.staff',
            'cancel',
          ),
  }),

  'card-number': ({ screen, phase, context, live, pressable }) => ({
    screen,
    state: phase,
    digits: live.numberB,
    births: phase === 'asking' ? [...live.births] : [],
    actions: pressable(
      ...(phase === 'asking' ? notationAnswers : keypad(live.numberB.length, numberBDigits)),
      pinIsOffered(context) && 'method.pin',
      'cancel',
    ),
  }),

  staff: ({ screen, phase, context, live, pressable }) => {
    const ways = [faceIsOffered(context) && 'method.face', pinIsOffered(context) && 'method.pin', 'cancel'] as const;
    const { passcode } = visitIn(context);
    const answers = visualReasons.flatMap((reason) => [`visual.${reason}`, `visual.${reason}.oral`]);
    return {
      screen,
      state: phase,
      digitsTyped: live.passcodeDigits,
      passcode,
      reasons: phase === 'seeing' ? [...visualReasons] : [],
      actions: {
        waiting: pressable(...(passcode === 'locked' ? [] : keypad(live.passcodeDigits, passcodeDigits)), ...ways),
        checking: pressable(),
        seeing: pressable(...answers, ...ways),
      }[phase],
    };
  },
};

/** How the year is printed on the card; or neither, and the number is typed again. */
const notationAnswers = ['number.era', 'number.western', 'number.again'] as const;

function faceOf(context: KioskContext): Own<'method'>['face'] {
  const { photo, faceAttemptsLeft } = visitIn(context);
  if (photo === 'unavailable') return 'unavailable';
  if (faceAttemptsLeft === 0) return 'exhausted';
  return photo === 'pending' ? 'preparing' : photo;
}

/** Tries of a phone are known only after it was held there; before that a full counter is what most have. */
function phoneTries(context: KioskContext): number {
  const { pinTriesLeft } = visitIn(context);
  return pinTriesLeft === 0 ? 3 : pinTriesLeft;
}
