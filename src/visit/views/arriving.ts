import type { ViewsOf } from './scene.ts';

/** The screens before anybody has said how they want to prove who they are. */
export const arrivingViews: ViewsOf<'idle' | 'reading' | 'phone' | 'register'> = {
  idle: ({ screen, phase, settings: { takesPhones }, pressable }) => ({
    screen,
    phone: takesPhones,
    // While the last visit is still being cleared up a press would be lost; a card laid down is not.
    actions: pressable(takesPhones && phase === 'free' && 'phone.start'),
  }),

  reading: ({ screen, pressable }) => ({ screen, actions: pressable('cancel') }),

  phone: ({ screen, phase, pressable }) => ({
    screen,
    state: phase,
    actions: pressable(phase === 'choosing' && 'phone.android', phase === 'choosing' && 'phone.iphone', 'cancel'),
  }),

  register: ({ screen, phase, pressable }) => ({
    screen,
    state: phase,
    actions: phase === 'asking' ? pressable('register.yes', 'register.no', 'cancel') : pressable(),
  }),
};
