import { numberBDigits, numberBPartNames, numberBParts, pinDigits } from '../../card/digits.ts';
import { visualReasons } from '../../reception/evidence.ts';
import { passcodeDigits } from '../../reception/passcode.ts';
import { type KioskContext, visitIn } from '../context.ts';
import { faceIsOffered, numberBIsOffered, pinIsOffered, visualIsOffered, visualMayCome } from '../guards.ts';
import { keypad, type LiveState, leftOf, type Own, type ViewsOf } from './scene.ts';

/** The screens on which identity is proven. */
export const identityViews: ViewsOf<'method' | 'face' | 'pin' | 'card-number' | 'staff'> = {
  method: ({ screen, context, settings, pressable }) => {
    const { pinTriesLeft, notice } = visitIn(context);
    return {
      screen,
      face: faceOf(context),
      pin: pinOf(context),
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
    of: visitIn(context).token === 'card' ? 'card' : 'phone',
    // Handed over by then, and still what the patient has typed.
    digitsTyped: phase === 'checking' ? pinDigits : live.pinDigits,
    triesLeft: visitIn(context).pinTriesLeft || null,
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
    part: live.numberB.part,
    digits: { ...live.numberB.digits },
    births: phase === 'asking' ? [...live.births] : [],
    actions: pressable(
      ...(phase === 'asking' ? notationAnswers : numberKeys(live.numberB, phase)),
      pinIsOffered(context) && 'method.pin',
      'cancel',
    ),
  }),

  staff: ({ screen, phase, context, live, settings, pressable }) => {
    const { passcode, lift, approval } = visitIn(context);
    const lies = lift === null;
    const ways = [lies && faceIsOffered(context) && 'method.face', lies && pinIsOffered(context) && 'method.pin'];
    const answers = visualReasons.flatMap((reason) => [`visual.${reason}`, `visual.${reason}.oral`]);
    return {
      screen,
      state: phase,
      digitsTyped: live.passcodeDigits,
      passcode,
      reasons: phase === 'seeing' ? [...visualReasons] : [],
      card: lift?.is ?? 'lies',
      back: lift && leftOf(lift.since, settings.liftedMs, live.now),
      approved: approval !== null,
      actions: {
        waiting: pressable(passcode !== 'locked' && approval === null && 'staff.open', ...ways, 'cancel'),
        typing: pressable(...keypad(live.passcodeDigits, passcodeDigits), 'staff.close'),
        checking: pressable(),
        seeing: pressable(...(approval === null ? answers : []), 'staff.close', 'cancel'),
      }[phase],
    };
  },
};

/** How the year is printed on the card; or neither, and the number is typed again. */
const notationAnswers = ['number.era', 'number.western', 'number.again'] as const;

/** The keys, and the three numbers to go back to; what is doubted is not submitted again before it is changed. */
function numberKeys({ part, digits }: LiveState['numberB'], phase: 'typing' | 'doubted'): readonly (string | false)[] {
  const typed = Object.values(digits).join('').length;
  const keys = keypad(digits[part].length, numberBParts[part]);
  return [
    ...keys.filter((key) => key !== 'pin.clear' && key !== 'pin.submit'),
    typed > 0 && 'pin.clear',
    typed === numberBDigits && phase === 'typing' && 'pin.submit',
    ...numberBPartNames.map((name) => `number.${name}`),
  ];
}

function faceOf(context: KioskContext): Own<'method'>['face'] {
  const { photo, faceAttemptsLeft } = visitIn(context);
  switch (photo) {
    case 'pending':
    case 'read':
      return faceAttemptsLeft === 0 ? 'exhausted' : 'preparing';
    case 'ready':
    case 'number-needed':
      return faceAttemptsLeft === 0 ? 'exhausted' : photo;
    default:
      return photo;
  }
}

function pinOf(context: KioskContext): Own<'method'>['pin'] {
  const { identity, pinTriesLeft } = visitIn(context);
  if (pinTriesLeft > 1) return 'available';
  if (pinTriesLeft === 1) return 'last-try';
  if (identity?.pinTriesLeft === null) return 'absent';
  // What was there when the card was placed has gone since, by what was typed here.
  return identity?.pinTriesLeft === 0 ? 'unusable' : 'locked';
}
