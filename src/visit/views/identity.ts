import { visualReasons } from '../../reception/evidence.ts';
import { type KioskContext, visitIn } from '../context.ts';
import { faceIsOffered, numberBIsOffered, pinIsOffered } from '../guards.ts';
import { keypad, type Own, type Scene } from './scene.ts';

const numberBLength = 14;
const passcodeLength = 4;
const pinLength = 4;

/** The screens up to proven identity. */
export const identityViews = {
  phone: ({ snapshot, pressable }: Scene): Own<'phone'> => {
    const choosing = snapshot.matches({ visit: { attending: { progress: { phone: 'choosing' } } } });
    return {
      screen: 'phone',
      step: 'card',
      state: choosing ? 'choosing' : 'holding',
      actions: pressable(choosing && 'phone.android', choosing && 'phone.iphone', 'cancel'),
    };
  },

  register: ({ snapshot, pressable }: Scene): Own<'register'> => {
    const asking = snapshot.matches({ visit: { attending: { progress: { standing: 'registering' } } } });
    return {
      screen: 'register',
      step: 'card',
      state: asking ? 'asking' : 'working',
      actions: asking ? pressable('register.yes', 'register.no', 'cancel') : pressable(),
    };
  },

  method: ({ context, settings, pressable }: Scene): Own<'method'> => {
    const { pinTriesLeft, notice } = visitIn(context);
    return {
      screen: 'method',
      step: 'identity',
      face: faceOf(context),
      pin: pinTriesLeft === 0 ? 'locked' : pinTriesLeft === 1 ? 'last-try' : 'available',
      pinTriesLeft,
      staff: settings.offersVisual,
      notice,
      actions: pressable(
        faceIsOffered(context) && 'method.face',
        numberBIsOffered(context) && 'method.number',
        pinIsOffered(context) && 'method.pin',
        settings.offersVisual && 'method.staff',
        'cancel',
      ),
    };
  },

  face: ({ snapshot, context, live, settings, pressable }: Scene): Own<'face'> => {
    const within = (state: 'preparing' | 'looking') =>
      snapshot.matches({ visit: { attending: { progress: { identifying: { face: state } } } } });
    const state = within('preparing') ? 'preparing' : within('looking') ? 'looking' : 'failed';
    return {
      screen: 'face',
      step: 'identity',
      state,
      guidance: live.guidance,
      attemptsLeft: visitIn(context).faceAttemptsLeft,
      actions: pressable(
        state === 'failed' && 'face.retry',
        pinIsOffered(context) && 'method.pin',
        settings.offersVisual && 'method.staff',
        'cancel',
      ),
    };
  },

  pin: (scene: Scene): Own<'pin'> => {
    const { context, live, settings, pressable } = scene;
    const state = pinState(scene);
    return {
      screen: 'pin',
      step: 'identity',
      state,
      digitsTyped: live.pinDigits,
      triesLeft: visitIn(context).token === 'card' ? visitIn(context).pinTriesLeft : phoneTries(context),
      actions:
        state === 'checking'
          ? pressable()
          : pressable(
              ...keypad(live.pinDigits, pinLength),
              faceIsOffered(context) && 'method.face',
              visitIn(context).token === 'card' && settings.offersVisual && 'method.staff',
              'cancel',
            ),
    };
  },

  'card-number': ({ snapshot, context, live, settings, pressable }: Scene): Own<'card-number'> => ({
    screen: 'card-number',
    step: 'identity',
    state: snapshot.matches({ visit: { attending: { progress: { identifying: { numberB: 'doubted' } } } } })
      ? 'doubted'
      : 'typing',
    digits: live.numberB,
    actions: pressable(
      ...keypad(live.numberB.length, numberBLength),
      pinIsOffered(context) && 'method.pin',
      settings.offersVisual && 'method.staff',
      'cancel',
    ),
  }),

  staff: ({ snapshot, context, live, pressable }: Scene): Own<'staff'> => {
    const within = (state: 'checking' | 'seeing') =>
      snapshot.matches({ visit: { attending: { progress: { identifying: { visual: state } } } } });
    const state = within('checking') ? 'checking' : within('seeing') ? 'seeing' : 'waiting';
    const ways = [faceIsOffered(context) && 'method.face', pinIsOffered(context) && 'method.pin', 'cancel'] as const;
    const { passcode } = visitIn(context);
    const answers = visualReasons.flatMap((reason) => [`visual.${reason}`, `visual.${reason}.oral`]);
    return {
      screen: 'staff',
      step: 'identity',
      state,
      digitsTyped: live.passcodeDigits,
      passcode,
      reasons: state === 'seeing' ? [...visualReasons] : [],
      actions: {
        waiting: pressable(...(passcode === 'locked' ? [] : keypad(live.passcodeDigits, passcodeLength)), ...ways),
        checking: pressable(),
        seeing: pressable(...answers, ...ways),
      }[state],
    };
  },
};

function faceOf(context: KioskContext): Own<'method'>['face'] {
  const { photo, faceAttemptsLeft } = visitIn(context);
  if (photo === 'unavailable') return 'unavailable';
  if (faceAttemptsLeft === 0) return 'exhausted';
  return photo === 'pending' ? 'preparing' : photo;
}

function pinState({ snapshot, context }: Scene): Own<'pin'>['state'] {
  const { notice } = visitIn(context);
  const onCard = (state: 'verifying' | 'wrong') =>
    snapshot.matches({ visit: { attending: { progress: { identifying: { pin: state } } } } });
  if (onCard('verifying')) return 'checking';
  const onPhone = snapshot.matches({ visit: { attending: { progress: 'phone' } } });
  return onCard('wrong') || (onPhone && notice === 'pin-wrong') ? 'wrong' : 'typing';
}

/** Tries of a phone are known only after it was held there; before that a full counter is what most have. */
function phoneTries(context: KioskContext): number {
  const { pinTriesLeft } = visitIn(context);
  return pinTriesLeft === 0 ? 3 : pinTriesLeft;
}
